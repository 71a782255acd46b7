"""Sentences of the guided writer: frames around a quote, and why a strategy was chosen. Content, so kept together."""

import re
from collections.abc import Mapping, Sequence

from assistant.model.debrief import Statement, When
from knowledge.vocabulary import Facet, Theme

QUOTE_ALONE = "{}."
"""For words behind a sentence that has said whose they are."""
BARE = re.compile(r"“([^“”]*)”\.?")
TO_THE_WRITER = re.compile(r"you\b|your|“[^“”]*”\.?$|[^“]*: “", re.IGNORECASE)
"""A sentence behind which a bare quote is the writer's: one that is said to them, or a quote of ours."""
INTRODUCED = "You wrote: {}."
FRAMES: Mapping[Facet, Sequence[str]] = {
    Facet.STRENGTH: ("Something that held, in your words: {}.", "You also noted what was good: {}."),
    Facet.NEED: ("What you said you need: {}.", "You named a need: {}."),
    Facet.BODY: ("Of your body you wrote: {}.", "In your body, as you put it: {}."),
    Facet.QUESTION: ("You are left with a question: {}.", "You asked: {}."),
}
CUES: Mapping[Facet, re.Pattern[str]] = {
    Facet.STRENGTH: re.compile(
        r"\b(?:proud|glad|lighter|relieved?|relief|hopeful|grateful|thankful|helped|steady|steadied"
        r"|good (?:week|day|session|one)|best (?:session|day|week)|best (?:\w+ ){1,3}(?:of (?:my|the|this)|in) (?:day|week|month|year)s?|it worked|went well|did well|enjoy\w*"
        r"|better than (?:before|last|usual|yesterday|it was|i (?:feared|thought|expected))"
        r"|loved|i (?:like|love) (?:this|my) (?:work|job)|i (?:held|managed|stayed|coped)|held it together|breathing)\b",
        re.IGNORECASE,
    ),
    Facet.NEED: re.compile(
        r"\b(?:i|we)(?:['’]d| would)?(?: really| also)? (?:need|want|wish|could use|would like|['’]d like|like)\b|\bneed(?:ed)?\b",
        re.IGNORECASE,
    ),
    Facet.BODY: re.compile(
        r"\b(?:sleep|slept|awake|woke|tired|exhausted|shak\w+|trembl\w+|heart|chest|stomach|jaw|shoulders?|headaches?|migraine"
        r"|sick|nause\w*|breath\w*|hands|legs|throat|neck|back ache\w*|sweat\w*|jump(?:ed|y)?|startl\w+|froze|cr(?:y|ied|ying)"
        r"|tears|wept|numb|floaty|floating|appetite|eat(?:ing)?)\b",
        re.IGNORECASE,
    ),
    Facet.QUESTION: re.compile(r"\?\s*$|^(?:what|how|who|when|where|why)\b", re.IGNORECASE),
}
"""Words that show what a frame names: a frame says "need" or "body" only around words that do."""
NOT_GOOD = re.compile(
    r"\b(?:not|\w*n[o’']t|never|no|nobody|nothing|hat(?:e|ed)|asham\w+|didn|don|wasn|couldn|can|worse|guilt\w*|useless|fraud|bad|hard|but|until|till)\b[’']?t?",
    re.IGNORECASE,
)
"""Words beside which a good word may mean its opposite."""
WHEN: Mapping[When, str] = {
    "now": "For the next hour",
    "this_week": "For the days ahead",
    "supervision": "To raise with someone who can share it",
}
WITH_THE_CARD = "Together with what the card says"
"""When a step that keeps somebody safe is for, behind a card."""
AFTER_THE_CARD = "Once what cannot wait is done"
"""When any other first step is for, behind a card that has said what comes before."""
WHY = "{when}, because you wrote {quote}."
WHY_THEME = "{when}, in case {need}."
WHY_AGAIN = "{when}, so that it is not yours alone."
"""For what others share, where its reason has been told."""
WHY_URGENT = "{when}."
"""For what a finding calls for, where its words are not to be quoted, or a quote would hold too little of them."""
NEEDS: Mapping[Theme, str] = {
    Theme.INTRUSION: "something from work keeps coming back unasked",
    Theme.AVOIDANCE: "a part of you would rather not go in",
    Theme.AROUSAL: "the body stays on alert",
    Theme.EXHAUSTION: "there is little left to give",
    Theme.SELF_DOUBT: "you doubt your own work",
    Theme.MORAL_DISTRESS: "you are kept from what seems right",
    Theme.GRIEF_LOSS: "somebody is gone, or something ends",
    Theme.BOUNDARIES: "it is hard to tell where your role ends",
    Theme.COUNTERTRANSFERENCE: "one of the people you see stirs more than others do",
    Theme.WORKLOAD: "there is more work than fits the day",
    Theme.ISOLATION: "you carry it alone",
    Theme.SAFETY_THREAT: "work has not felt safe",
    Theme.IDENTITY_STRESS: "who you are is made part of the work",
    Theme.SPILLOVER: "work comes home with you",
    Theme.WORLDVIEW: "work changes how people, or the world, look to you",
    Theme.GROWTH: "work has given something back",
}


def frames_for(facet: Facet, words: str) -> Sequence[str]:
    """The frames that say what these words are, where they show it; none where they do not."""
    cue = CUES.get(facet)
    return FRAMES[facet] if cue is not None and cue.search(words) else ()


def tells_of_strength(words: str) -> bool:
    """Whether the words name something good and hold nothing that may turn it round."""
    return CUES[Facet.STRENGTH].search(words) is not None and NOT_GOOD.search(words) is None


def framed(frame: str, words: str) -> str:
    """The words inside quotation marks in their frame; a question or a call keeps its mark and needs no full stop."""
    said = frame.format(f"“{words}”")
    return said.removesuffix(".") if words.endswith(("?", "!")) else said


def is_framed(statement: str, quote: str) -> bool:
    """Whether a statement is one of our frames around this quote and nothing more."""
    frames = (QUOTE_ALONE, INTRODUCED, *(f for fs in FRAMES.values() for f in fs))
    return any(statement == framed(frame, quote) for frame in frames)


def introduced(summary: Sequence[Statement]) -> list[Statement]:
    """The same, each bare quote introduced that does not follow another quote or a sentence said to the writer."""
    made: list[Statement] = []
    for statement in summary:
        bare = BARE.fullmatch(statement.text)
        follows = bool(made) and TO_THE_WRITER.match(made[-1].text) is not None
        text = framed(INTRODUCED, bare[1]) if bare is not None and not follows else statement.text
        made.append(statement.model_copy(update={"text": text}))
    return made
