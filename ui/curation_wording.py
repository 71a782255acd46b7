"""Every sentence of the curation page."""

from collections.abc import Mapping
from enum import StrEnum

from assistant.curation.updates import UpdateKind
from knowledge.vocabulary import Level, Phase, Status
from knowledge.workflow import Action, Role

CURATE = "Curate"
TITLE = "Curate the library"
INTRO = (
    "What is proposed here is read by a second person before it can reach anyone. No reflection is ever shown on this "
    "page, whatever your role."
)


class Section(StrEnum):
    """The parts of the page."""

    WRITE = "Write"
    REVIEW = "Review"
    PUBLISH = "Publish"
    UPDATES = "Updates"
    TRY = "Try"
    DUE = "Due"
    COVERAGE = "Coverage"
    UNANSWERED = "Unanswered"
    LOG = "Log"


# Who acts
NAME = "Your name"
NAME_HELP = "A name is a claim and not a login. It goes into the audit log."
ROLE = "Your role"
ROLES: Mapping[Role, str] = {
    Role.CURATOR: "Curator: writes and submits",
    Role.APPROVER: "Approver: also reviews and publishes",
    Role.ADMINISTRATOR: "Administrator: also updates and overrides",
}
SAY_WHO = "Say who you are, and what you do here can be written down."
PART = "What to do"

STATUSES: Mapping[Status, str] = {
    Status.DRAFT: "draft",
    Status.IN_REVIEW: "in review",
    Status.APPROVED: "approved",
    Status.PUBLISHED: "published",
    Status.RETIRED: "retired",
}

# Write
ENTRY = "Entry"
NEW = "A new entry"
ENTRY_OPTION = "{title} ({status})"
CONTENT = "The entry as a file: fields between the two lines, then its text"
CHECK = "Check"
PROPOSE = "Propose as a draft"
CLEAN = "Lint finds nothing."
FAULTS = "Lint finds {}. A draft with errors is not stored."
FAULT_COUNT: Mapping[bool, str] = {True: "1 thing", False: "{} things"}
FAULT = "{field}: {message}"
WARNED = "{field}: {message} (a warning, look at it)"
PREVIEW = "Preview, as a reader sees it"
DIFFERENCES = "What changes against what serves"
SAME = "Nothing differs from what serves."
NOT_SERVING = "Nothing of this entry serves yet."
BEFORE, AFTER = "Serves now", "Would serve"
NOTHING = "nothing"
PROPOSED = "{} is stored as a draft. Next: submit it for review."
START_AGAIN = "Take the newer one as the start; my text stays in the field"

# Review
WAITING = "What is not published"
NOTHING_WAITS = "Nothing waits: no draft, no review, no approval."
BY = "Written by {}."
APPROVED_BY = "Approved by {}, for exactly this content."
COMMENT = "Comment or reason"
COMMENT_HELP = "Needed to comment, send back or retire; it goes into the audit log, so name no client."
NEEDS_REASON = "Say why, so that the author knows what to do."
ACTIONS: Mapping[Action, str] = {
    Action.SUBMIT: "Submit for review",
    Action.APPROVE: "Approve exactly this",
    Action.COMMENT: "Comment",
    Action.REJECT: "Send back",
    Action.RETIRE: "Retire",
}
DONE: Mapping[Action, str] = {
    Action.SUBMIT: "{} is in review. Somebody else approves it.",
    Action.APPROVE: "{} is approved. It serves with the next release.",
    Action.COMMENT: "Your comment on {} stands in its story.",
    Action.REJECT: "{} is a draft again.",
    Action.RETIRE: "{} is retired. It stops serving with the next release.",
}
STORY = "What happened to it"

# Publish
READY = "Ready for the next release: {}."
NOT_READY = "Nothing is approved or retired, so there is nothing to publish."
PUBLISH = "Publish"
PUBLISHING = "Building a release beside the one that serves"
PROGRESS: Mapping[str, str] = {
    "gate: queries": "The gate asks both releases the same questions",
    "gate: safety": "The gate looks at what would be offered beside a loss or a danger",
    "passages indexed": "Passages indexed",
}
PUBLISHED = "Release {} serves."
NOTHING_NEW = "Nothing was new, so the same release serves."
BLOCKED = "Not published; the old release keeps serving. The gate found what got worse:"
OVERRIDE = "Reason to publish all the same"
OVERRIDE_HELP = "Only an administrator; the reason goes into the audit log."
OVERRIDE_DO = "Publish against the gate"
HISTORY = "Releases"
SERVES = "serves"
HAS_SERVED = "has served"
NEVER_SERVED = "never served"
RELEASE_COLUMNS = ("Release", "Built", "Entries", "State")
ROLLBACK = "Serve the release before this one"
ROLLED_BACK = "Release {} serves again. What it does not hold is a draft again."

# Updates
NO_UPDATES = "The shipped library holds nothing that is not taken or left already."
UPDATES_INTRO = (
    "What Afterword ships has changed since this library took from it. An update that you take becomes a draft here and is "
    "reviewed and published as usual; one that you leave is not shown again. Nothing changes by itself."
)
UPDATE = "What can be taken"
UPDATE_OPTION: Mapping[UpdateKind, str] = {
    UpdateKind.NEW: "{} (new)",
    UpdateKind.CHANGED: "{} (changed)",
    UpdateKind.WITHDRAWN: "{} (no longer shipped)",
}
CONFLICT_OPTION = "{} (changed, and here too)"
UPDATE_KINDS: Mapping[UpdateKind, str] = {
    UpdateKind.NEW: "This entry is new in the shipped library.",
    UpdateKind.CHANGED: "The shipped library changed this entry.",
    UpdateKind.WITHDRAWN: "The shipped library no longer has this entry. Taking that retires it here; it serves until the next "
    "release.",
}
UPDATE_PREVIEWS: Mapping[UpdateKind, str] = {
    UpdateKind.NEW: PREVIEW,
    UpdateKind.CHANGED: "The draft, if you take it",
    UpdateKind.WITHDRAWN: "As it stands here",
}
BOTH_CHANGED = (
    "Both changed: {}. The draft gets what is shipped; where yours is better, put it back under Write."
)
OWN_STAY = "Changed here alone, and kept in the draft: {}."
WAS_SHIPPED, STANDS_HERE, IS_SHIPPED = "Shipped before", "Stands here", "Shipped now"
TAKE: Mapping[UpdateKind, str] = {
    UpdateKind.NEW: "Take as a draft",
    UpdateKind.CHANGED: "Take as a draft",
    UpdateKind.WITHDRAWN: "Retire here too",
}
LEAVE = "Leave as it is here"
UPDATE_REFUSED = (
    "Not taken: what both say together has faults. Write it by hand under Write, or leave the update."
)
TAKEN = "{} is a draft with the update in it. Next: look at it under Write, or submit it under Review."
LEFT = "{} stays as it is here. A newer update will be shown."

# Try
TRY_INTRO = (
    "Write an invented reflection, never a real one. You see which entries of the release that serves are found, and why. "
    "It is not stored."
)
TRY_TEXT = "An invented reflection"
TRY_DO = "Look what is found"
TRY_WITHHELD = "This text gets a fixed card first, so nothing is looked for in the library."
TRY_NOTHING = "The library has no answer to this, and says so. Release {}."
TRY_FOUND = "Release {}; how sure it is of an answer: {:.0%}."
TRY_COLUMNS = ("Entry", "In all", "Meaning", "Words", "Theme", "The passage that fits best")
LEFT_OUT = "Found too, and left out"
LEFT_OUT_COLUMNS = ("Entry", "Not offered, because the text holds")

# Due
DUE_COLUMNS = ("Entry", "Review due", "State")
EXPIRED = "expired: not retrieved until it is reviewed"
SOON = "soon"
NONE_DUE = "No entry is due for review."

# Coverage
COVERAGE_INTRO = "How many entries can be retrieved today. A dash is a gap; under {} in a row is thin."
BY_LEVEL, BY_PHASE = "Theme by level", "Approach by phase"
TOTAL = "All"
LEVELS: Mapping[Level, str] = {
    Level.INDIVIDUAL: "Alone",
    Level.PEER: "Peer",
    Level.SUPERVISION: "Supervision",
    Level.TEAM: "Team",
    Level.ORGANISATION: "Organisation",
}
PHASES: Mapping[Phase, str] = {
    Phase.FIRST_HOUR: "First hour",
    Phase.SAME_DAY: "Same day",
    Phase.WEEK: "Week",
    Phase.LONG_TERM: "Long term",
    Phase.PREVENTION: "Prevention",
}

# Unanswered
UNANSWERED_INTRO = (
    "What the library had nothing for, counted by theme on this machine since {}. No text is kept, and a theme with fewer "
    "than {} reflections is not shown."
)
UNANSWERED_OFF = (
    "Nothing is counted. Whoever runs this machine can set AFTERWORD_COUNT_UNANSWERED=on; then only themes and counts are "
    "kept, in the data folder, and nothing is sent."
)
UNANSWERED_TOO_FEW = "Too few reflections were left without an answer to show anything."
UNANSWERED_COLUMNS = ("Theme", "Reflections without an answer")
ALL_UNANSWERED = "In all"

# Log
LOG_WHOLE = "The log is whole: {} lines, each bound to the one before it."
LOG_BROKEN = "The log was changed, so nothing can be published:"
LOG_COLUMNS = ("No.", "When", "Who (as claimed)", "Role", "Did", "Entry or release", "Reason")
