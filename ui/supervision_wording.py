"""Every sentence of the Supervision page."""

from collections.abc import Mapping
from enum import StrEnum

from assistant.documents.agenda_page import PRIORITIES as PAGE_PRIORITIES
from assistant.supervision.agenda import Priority
from assistant.supervision.log import SessionKind
from assistant.supervision.sharing import OTHER_ROUTES
from knowledge.vocabulary import Lens

SUPERVISION = "Supervision"
TITLE = "Before supervision"
INTRO = (
    "One page for one hour, made of what you choose. It is yours alone: your supervisor sees what you tick, and nothing "
    "else."
)
PART = "What to do"


class Section(StrEnum):
    """The parts of the page."""

    AGENDA = "Agenda"
    AGREED = "What was agreed"
    LOG = "Log of hours"


# Choosing
CHOOSE = "Reflections from your journal"
CHOOSE_HINT = "Choose some, for example of the last two weeks"
CHOICE = "{on}: {title}"
PASTE = "Text {}"
PASTE_INTRO = (
    "Paste what you wrote, one text a field, oldest first. It stays in memory while this page is open."
)
PASTE_MORE = "One more text"
UNLOCK_FIRST = "Or unlock your journal on its page, and choose there."
MINUTES = "Minutes of the session"
ASK = "What I want from this session (optional)"
ASK_HELP = "Without it, the first request that you wrote is taken."
LENS = "Where to look (optional)"
LENS_HINT = "Wherever the texts lead"
LENSES: Mapping[Lens, str] = {
    Lens.CLIENT: "The client",
    Lens.INTERVENTIONS: "What I did",
    Lens.RELATIONSHIP: "The two of us",
    Lens.CLINICIAN: "Myself",
    Lens.SUPERVISORY_RELATIONSHIP: "My supervisor and me",
    Lens.SUPERVISOR: "How my supervisor sees it",
    Lens.CONTEXT: "Team and setting",
}
LEVEL = "Where I am in my training (optional)"
MAKE = "Make the agenda"
MAKING = "Reading, on this machine"
NOTHING_CHOSEN = "Choose or paste one text or more, and the agenda can be made."
FAILED = "{}: {} The agenda is made without it."
LATEST = "Open the agenda that was kept last"
LATEST_NONE = "No agenda is kept."

# The agenda
NEW = "Make another agenda"
SPENT = "{} of {} minutes are for the lines below; the rest is for arriving and for what is agreed."
ASK_IS = "What I want from this session"
NOTHING = "No line: nothing here can stand on an agenda."
WITHHELD = "Before anything else"
CARD_ABOUT = "About {}"
WITHHELD_NAMES = "Not part of this agenda: {}. Nothing of it is in any copy."
PRIORITIES: Mapping[Priority, str] = {
    "urgent": PAGE_PRIORITIES["urgent"],
    "main": PAGE_PRIORITIES["main"],
    "if_time": PAGE_PRIORITIES["if_time"],
}
LINE_HEAD = "{number}. {minutes} minutes · {priority} · {function}"
EVIDENCE = "Evidence"
EVIDENCE_FROM = "From {}, masked"
EVIDENCE_OWN = "Your own line: it rests on your word."
EVIDENCE_GONE = "The text it comes from is not in this agenda any more."
UP, DOWN, CHANGE, DROP = "Up", "Down", "Change", "Drop"
UP_HELP, DOWN_HELP, DROP_HELP = "Move line {} up", "Move line {} down", "Take line {} off the agenda"
LINE_TITLE, LINE_QUESTION = "Title of line {}", "Question of line {}"
SAVE = "Save line {}"
CHANGE_NOTE = "A changed line is private again until you tick it."
SHARE = "Share line {}"
SHARE_ASK = "Share what I want"
SHARE_LINE = "Share"
ADD_TITLE = "Add a line of my own"
ADD_LINE_TITLE, ADD_LINE_QUESTION = "What it is about", "My question (optional)"
ADD = "Add it"
NOT_PLACED = "Also cannot wait, and found no minutes"
PATTERNS = "Shows more than once"
PATTERN = "{theme}: {files}"
PATTERN_EASED = "{theme}: {files} (earlier, not of late)"
CARRIED = "From last time"
CARRIED_LINE = "{text} ({on})"

# Sharing
SHARING = "What your supervisor would see"
SHARING_INTRO = "Nothing is sent. This is the copy that you can download and hand over, word for word."
SHARING_NONE = "Nothing is ticked, so there is nothing to share."
SHARING_OFF = f"A reflection here concerns the person who supervises you, so sharing is off. Other routes: {OTHER_ROUTES}."
SOMEONE_ELSE = "This copy is for one of them, not for that supervisor"
OWN = "My own copy"
FORMATS: Mapping[str, str] = {"md": "Markdown", "docx": "Word", "pdf": "PDF"}
OWN_DOWNLOAD, SHARED_DOWNLOAD = "My copy as {}", "Shared copy as {}"
OWN_NAME, SHARED_NAME = "agenda-own.{}", "agenda-shared.{}"
DOWNLOAD_FAILED = "The page could not be written as a file. Nothing was kept. Run: afterword doctor\n"
KEEP = "Keep this agenda in the journal"
KEPT = "The agenda is kept in your journal."
KEEP_NOTE = "It goes when the journal locks; keep it to have it again."

# What was agreed
AGREED_INTRO = "What you agreed on, with its day. Open lines come with the next agenda."
AGREED_NONE = "Nothing is noted yet."
AGREED_OPEN, AGREED_DONE = "Open", "Done"
ACTION, ACTION_ON = "What was agreed", "Agreed on"
ACTION_ADD = "Note it"
ACTION_LINE = "{text} ({on})"
ACTION_DROP = "Delete"
ACTION_DROP_HELP = "Delete “{}” for certain"

# Log
LOG_INTRO = "One row a meeting, for a licence or a training file. It is kept in your journal."
LOG_NONE = "No meeting is noted yet."
LOG_ON, LOG_KIND, LOG_MINUTES = "Day", "Kind", "Minutes"
LOG_COMPETENCIES, LOG_COMPETENCIES_HELP = "Competencies (optional)", "Separate several by a semicolon."
LOG_INITIALS = "Supervisor's initials (optional)"
LOG_ADD = "Note this meeting"
KINDS: Mapping[SessionKind, str] = {
    "individual": "individual",
    "triadic": "triadic",
    "group": "group",
    "peer": "peer",
    "live": "live or on site",
    "consultation": "consultation",
}
LOG_COLUMNS = ("Day", "Kind", "Minutes", "Competencies", "Initials")
LOG_TOTAL = "{:g} hours in all: {}."
LOG_PART = "{:g} {}"
LOG_CSV = "Download as CSV"
LOG_NAME = "supervision-log.csv"
LOG_DROP_CHOICE = "A row to delete"
LOG_DROP = "Delete this row"
LOG_ROW = "{on}: {kind}, {minutes} minutes"
