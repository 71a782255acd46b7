"""Every sentence that the reader sees, apart from the library's and the cards' own."""

from collections.abc import Mapping

from assistant.model.debrief import Answer, When
from knowledge.vocabulary import (
    Currency,
    FindingKind,
    Function,
    Grade,
    IdentifierKind,
    Lens,
    Level,
    Locale,
    Route,
    Subject,
    Theme,
)

# The frame
APP = "Afterword"
REFLECT, LIBRARY, ABOUT = "Reflect", "Library", "About"
CRISIS_LINES = "Crisis lines"
CLEAR = "Clear this page"
LEAVE = "Leave now"
LEAVE_HELP = "Goes to a weather page at once. What you wrote is forgotten when this page closes."
LEAVE_TO = "https://www.weather.gov/"
FAILED = (
    "Something went wrong on this page. Nothing was kept and nothing was sent. "
    "Reference {}. If it happens again, run: afterword doctor"
)
NOT_REVIEWED = "Not yet reviewed by a clinician."
CHECK_FIRST = "check before relying on it"

# Writing
REFLECT_TITLE = "Put a hard session down"
REFLECT_INTRO = (
    "Write what stayed with you: what happened, and how it was for you. Names and places are masked before anything "
    "else happens. It is read on this machine only, nothing is stored unless you keep it, and you need no graphic detail."
)
REFLECTION = "Your reflection"
REFLECTION_HINT = "A few sentences are enough."
SAMPLE = "Try a sample (optional)"
SAMPLE_HINT = "Choose an invented reflection"
PLACE = "Where you are"
PLACE_HELP = "Decides which emergency numbers and crisis lines are shown."
LEVEL = "Where you are in your training (optional)"
LEVEL_HELP = "Only changes which supervision questions are asked."
LEVEL_HINT = "Not said"
LEVELS: Mapping[int, str] = {
    1: "In training or in my first years",
    2: "Some years in, finding my own way",
    3: "Experienced",
}
SEE_MASKED = "See what is masked"
LOOKING = "Reading, on this machine"
WARMING = "Getting ready; the first time takes a few seconds"

# Masks
MASKED_TITLE = "What is masked"
MASKED_INTRO = (
    "Only this text goes further. Please look it over: a mask can miss something, and a rare event, a small place or "
    "a relative's job may still give someone away. Masking helps; it does not make a text anonymous."
)
NOTHING_MASKED = "Nothing was masked."
LIFT = "Unmask {}"
LIFT_TITLE = "Not a name or a place? One click leaves it as you wrote it, for as long as this page is open."
TIMES = "{} time"
TIMES_MANY = "{} times"
MORE_TITLE = "Mask something more"
MORE_WORDS = "Words to mask"
MORE_HINT = "Pick or type, then Enter"
MORE_KIND = "What it is"
UNDO_MASKS = "Undo my changes to the masks"
MASKS_CHANGED = "You changed the masks: {} left as written, {} added."
BACK = "Back to the text"
DEBRIEF = "Debrief"
HINTS = "These parts together may still point to one person"

# Stages, as each ends
STAGES: Mapping[str, str] = {
    "admit": "Text taken",
    "deidentify": "Names and places masked",
    "parse": "Sentences found",
    "read": "Sentences read",
    "screen": "Checked for what cannot wait",
    "understand": "Themes found",
    "retrieve": "Library searched",
    "compose": "Summary and questions written",
    "verify": "Every sentence checked against its evidence",
    "present": "Ready",
}
DEBRIEFING = "Making your debrief"
DEBRIEFED = "Done"

# The debrief
OUTCOME_TITLE = "Your debrief"
SUMMARY = "What you wrote, in short"
NO_SUMMARY = "There was too little to sum up. A sentence or two about how it was for you would help."
THEMES_ARE = "What it seems to be about: {}."
STRATEGIES = "What may help"
NO_STRATEGIES = "The library has nothing that fits this well enough, so nothing is offered."
STEPS, STEPS_OF_OTHERS = "Steps", "What they would do"
ASK = "To ask for it: “{}”"
CAUTIONS = "Take care"
EVIDENCE_GRADE = "How well it is supported: {}"
EXTRAPOLATED = "{}, studied in other groups and carried over to clinicians"
SOURCES = "Sources"
VERIFIED, UNVERIFIED = "read by us", "not yet checked by us"
SUPERVISION = "Questions for supervision"
OWN_QUESTIONS = "Your own question for supervision"
EVIDENCE = "Evidence"
YOUR_WORDS = "Your words, in the masked text"
FROM_LIBRARY = "From the library: {} (version {})"
CHANGE = "Change what I wrote"
DOWNLOAD = "Download as Markdown"
DOWNLOAD_NAME = "afterword-debrief.md"
DOWNLOAD_FAILED = "The page could not be written as a file. Nothing was kept. Run: afterword doctor\n"
CHECKED = "{} kept, {} cut because nothing supports them"
RECEIPT = "Library {} · Writer: {} · Checks: {} · {}"
TOOK = "Took {:.0f} ms: {}"
GUIDED = "guided, no language model"
NOTICED = "What was noticed"
WHY_CARD = "Why this card?"
NOTICED_LINE = "{kind}, {subject}, {currency}: {reason}"
NOTICED_LINE_ALONE = "{kind}, {currency}: {reason}"
UNCLEAR = "the words do not tell for sure"
RESOURCES = "Whom to turn to"

# Answers to a card
ANSWER_TITLE: Mapping[Route, str] = {
    Route.CLARIFY: "Which comes closest?",
    Route.CRISIS: "If this is not what you meant, or later",
    Route.DECLINE: "If this was misread",
    Route.URGENT: "When it is done",
}
ANSWERS: Mapping[Answer, str] = {
    "about_me": "This is about me",
    "about_client": "This is about my client",
    "handled": "Already handled",
    "debrief_anyway": "I have seen this and would like the debrief now",
}
WRITE_INSTEAD = "Or write a few lines about your day and how it was for you; that can be debriefed."
STEPS_DONE = "Every step is done"
MAKE_QUESTION = "Make it a supervision question"
OWN_QUESTION = "Could we think together about something I wanted to know: “{}”?"
WITHHELD_TITLE: Mapping[Route, str] = {
    Route.CRISIS: "First of all",
    Route.CLARIFY: "Before going on",
    Route.DECLINE: "Not this, but something else",
}

BESIDE_THE_CARD = "Beside the card"
WHEN: Mapping[When, str] = {"now": "Now", "this_week": "This week", "supervision": "Supervision"}
GRADES: Mapping[Grade, str] = {
    Grade.A: "trials or a meta-analysis",
    Grade.B: "cohort or correlational studies",
    Grade.C: "expert consensus",
    Grade.D: "practice wisdom",
}
FUNCTIONS: Mapping[Function, str] = {
    Function.FORMATIVE: "To think and learn",
    Function.NORMATIVE: "Duty, ethics and safety",
    Function.RESTORATIVE: "To be supported",
}
LENSES: Mapping[Lens, str] = {
    Lens.CLIENT: "looks at the client",
    Lens.INTERVENTIONS: "looks at what was done",
    Lens.RELATIONSHIP: "looks at the two of you",
    Lens.CLINICIAN: "looks at you",
    Lens.SUPERVISORY_RELATIONSHIP: "looks at you and your supervisor",
    Lens.SUPERVISOR: "asks how your supervisor sees it",
    Lens.CONTEXT: "looks at team and setting",
}
THEMES: Mapping[Theme, str] = {
    Theme.INTRUSION: "material that comes back unasked",
    Theme.AVOIDANCE: "keeping away",
    Theme.AROUSAL: "a body on alert",
    Theme.EXHAUSTION: "running on empty",
    Theme.SELF_DOUBT: "doubting yourself",
    Theme.MORAL_DISTRESS: "being kept from what is right",
    Theme.GRIEF_LOSS: "grief and loss",
    Theme.BOUNDARIES: "where the role ends",
    Theme.COUNTERTRANSFERENCE: "a strong reaction to this client",
    Theme.WORKLOAD: "too much work",
    Theme.ISOLATION: "carrying it alone",
    Theme.SAFETY_THREAT: "your own safety",
    Theme.IDENTITY_STRESS: "the load of who you are",
    Theme.SPILLOVER: "bringing it home",
    Theme.WORLDVIEW: "seeing the world differently",
    Theme.GROWTH: "what the work gives",
}
FINDINGS: Mapping[FindingKind, str] = {
    FindingKind.SUICIDALITY: "Thoughts of suicide or self-harm",
    FindingKind.HARM_TO_OTHERS: "Harm to others",
    FindingKind.ABUSE_CONCERN: "A concern about abuse",
    FindingKind.VIOLENCE_TOWARD_CLINICIAN: "Violence or threat toward you",
    FindingKind.IMPAIRMENT: "Fitness to practise",
    FindingKind.BOUNDARY_CONCERN: "A boundary",
    FindingKind.MEDICAL_EMERGENCY: "A medical emergency",
    FindingKind.CLIENT_DEATH: "A client's death",
    FindingKind.SUPERVISOR_CONCERN: "A concern about a supervisor",
    FindingKind.CLINICAL_ADVICE_REQUEST: "A request for clinical advice",
    FindingKind.PROMPT_INJECTION: "Instructions to a computer program",
    FindingKind.OFF_TOPIC: "Something else than a reflection",
}
SUBJECTS: Mapping[Subject, str] = {
    Subject.SELF: "about you",
    Subject.CLIENT: "about a client",
    Subject.OTHER: "about someone else",
}
CURRENCIES: Mapping[Currency, str] = {
    Currency.CURRENT: "now",
    Currency.PAST: "past",
    Currency.DENIED: "said not to be so",
    Currency.HYPOTHETICAL: "imagined or a figure of speech",
}
KINDS: Mapping[IdentifierKind, str] = {
    IdentifierKind.NAME: "name",
    IdentifierKind.PLACE: "place",
    IdentifierKind.ORG: "organisation",
    IdentifierKind.DATE: "date",
    IdentifierKind.AGE: "age",
    IdentifierKind.PHONE: "phone number",
    IdentifierKind.EMAIL: "e-mail address",
    IdentifierKind.URL: "web address",
    IdentifierKind.HANDLE: "handle",
    IdentifierKind.ID: "record or account number",
}
PLACES: Mapping[Locale, str] = {
    Locale.US: "United States",
    Locale.GB: "United Kingdom",
    Locale.IE: "Ireland",
    Locale.CA: "Canada",
    Locale.AU: "Australia",
    Locale.NZ: "New Zealand",
}
LEVEL_NAMES: Mapping[Level, str] = {
    Level.INDIVIDUAL: "you alone",
    Level.PEER: "you and a colleague",
    Level.SUPERVISION: "you and your supervisor",
    Level.TEAM: "the team",
    Level.ORGANISATION: "the organisation",
}

# Library
LIBRARY_TITLE = "The library"
LIBRARY_INTRO = "What Afterword can offer, and nothing else. Release {}, {} entries."
SEARCH = "Search"
SEARCH_HINT = "A word, such as sleep or caseload"
FOR_THEME = "What it helps with"
FOR_LEVEL = "Who can do it"
ANY = "Any"
FOUND = "{} entries"
FOUND_ONE = "1 entry"
FOUND_NONE = "No entry fits. Try another word, or fewer filters."
SHOW_MORE = "Show more"
ENTRY_LINE = "Status: {status}, version {version}. {reviewed} To be reviewed again by {due}."
REVIEWED_BY = "Reviewed by {}."

# About
ABOUT_TITLE = "About Afterword"
ABOUT_PARTS: Mapping[str, tuple[str, ...]] = {
    "What it does": (
        (
            "You write what stayed with you after a session. Afterword masks names and places, checks whether something "
            "cannot wait, and finds what a curated library of strategies for secondary traumatic stress offers."
        ),
        (
            "You get a short summary in your own words, at most three strategies and three to seven questions for "
            "supervision. Each shows what it rests on: your words, or an entry of the library."
        ),
        "A sentence is shown only when its evidence was found. What nothing supports is cut, and counted.",
    ),
    "What it refuses to do": (
        "It does not diagnose, plan treatment, weigh risk or supply words to use with a client.",
        "It is not therapy, not supervision and not a crisis service. It cannot keep anyone safe; a person can.",
        "When something may not wait, a fixed card comes first, and in a crisis nothing else is written.",
        "It does not ask for, repeat or export graphic detail.",
    ),
    "Privacy": (
        (
            "Everything is read on the machine that runs Afterword. No network connection is opened and no language "
            "model is called unless the person who runs it sets one up."
        ),
        (
            "Nothing is stored unless you begin a journal, which is encrypted under your passphrase. Anything else lives in "
            "memory while this page is open, and is gone when you close it or clear it. A file that you download is yours to look after."
        ),
        "No text of a reflection is written to a log.",
        "Masking helps and does not make a text anonymous: please look it over before you share it.",
    ),
    "Limits": (
        "The library, the questions and the cards have not yet been reviewed by a clinician.",
        "It reads English only, and it can misread: who is meant, what is meant, and what matters most to you.",
        "Phone numbers can change. One marked to be checked was not confirmed.",
        "Nobody has measured whether it lowers secondary traumatic stress, and it does not claim to.",
    ),
}
