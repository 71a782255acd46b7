"""Every sentence about the journal: its page, and what is said of it on other pages."""

from collections.abc import Mapping
from enum import StrEnum

JOURNAL = "Journal"
TITLE = "Your journal"
INTRO = (
    "Nothing is kept until you begin a journal. What you keep is masked first, then encrypted under your passphrase; "
    "without it, or the recovery code, nobody can read it, and we cannot either."
)


class Section(StrEnum):
    """The parts of the page."""

    READ = "Read"
    MANAGE = "Keep and delete"


PART = "What to do"

# Beginning
BEGIN_TITLE = "Begin a journal"
PASSPHRASE = "Passphrase"
PASSPHRASE_HELP = "{} characters or more; four unrelated words do well."
AGAIN = "The same passphrase again"
RETAIN = "Delete each reflection after this many days (empty: when you say so)"
BEGIN = "Begin"
NOT_THE_SAME = "The two passphrases are not the same, so nothing was changed. Type both again."
RECOVERY_TITLE = "Your recovery code, shown this once"
RECOVERY_INTRO = (
    "It opens the journal when the passphrase is lost. Write it down and keep it away from this machine. It is stored "
    "nowhere, and it goes from this page when you go on."
)
RECOVERY_DONE = "I have written it down"

# Opening and locking
UNLOCK_TITLE = "Unlock your journal"
UNLOCK = "Unlock"
UNLOCKING = "Opening; this takes a moment on purpose"
LOST = "I have lost the passphrase"
RECOVERY_CODE = "Recovery code"
NEW_PASSPHRASE = "New passphrase"
RECOVER = "Open and set the new passphrase"
RECOVERED = "The journal is open, under the new passphrase. The recovery code stays as it is."
LOCK = "Lock the journal"
LOCK_HELP = "Closes it at once. A text that you are writing waits in it as a draft."
LOCKED = "The journal is locked."
LOCKED_ITSELF = (
    "The journal has locked itself after a while without use. Nothing that was kept is lost: unlock it."
)
PURGED: Mapping[bool, str] = {
    True: "1 reflection had passed the time you set and was deleted.",
    False: "{} reflections had passed the time you set and were deleted.",
}
NEEDS_JOURNAL = "This needs your journal, because it is kept there and nowhere else."

# The list
THEME, SINCE, UNTIL = "Theme", "From", "Until"
ANY = "Any"
NONE_YET = "Nothing is kept yet. Write on the Reflect page; under each debrief you can keep it."
NONE_FIT = "No reflection fits. Try another theme or other days."
COUNT: Mapping[bool, str] = {True: "1 reflection", False: "{} reflections"}
SEALED = "Only titles, dates and themes are opened for this list; the texts stay sealed."
OPEN = "Read it"
OPEN_HELP = "Read “{}” of {}"
SHOW_MORE = "Show more"
NO_THEMES = "no theme found"

# One reflection
BACK = "Back to the list"
THEMES_ARE = "Themes: {}"
NAMES = "Show the names, for my eyes only"
DELETE = "Delete"
DELETE_ASK = "Deleted is deleted: it cannot be brought back. Agendas made of it go with it."
DELETE_YES = "Delete for certain"
DELETE_NO = "Leave it"
DELETED = "Deleted: the record, its place in the list, and names that no other reflection has."
CHECKED = "The file was searched, and it holds nothing of it."
ON_SERVER = "It lies on a database server, which may keep sealed copies in its backups until it clears them."

# Keep and delete
RETENTION_TITLE = "How long reflections are kept"
RETENTION_DAYS = "Days (empty: until I delete them)"
RETENTION = "Set"
RETENTION_SET = "Reflections are kept {} days."
RETENTION_NEVER = "Reflections are kept until you delete them."
PASSPHRASE_TITLE = "Change the passphrase"
CHANGE_PASSPHRASE = "Change it"
PASSPHRASE_CHANGED = "The passphrase is changed. The recovery code stays as it is."
EXPORT_TITLE = "Take everything with you"
EXPORT_INTRO = (
    "A file in an open format, not encrypted: whoever holds it can read it. Everything is reflections, actions, hours, "
    "check-ins, totals, agendas and the draft; what stands outside of reflections is as you typed it."
)
EXPORT_NAMES = "Put the names back into the reflections"
EXPORTS: Mapping[str, str] = {
    "json": "Download everything (JSON)",
    "md": "Reflections as Markdown",
    "jsonl": "Reflections as JSON lines",
}
EXPORT_NAME = "afterword-journal.{}"
EXPORT_FAILED = "The journal could not be written as a file; it is untouched. Unlock it and try again.\n"
DELETE_ALL_TITLE = "Delete the whole journal"
DELETE_ALL_INTRO = (
    "Every reflection, agenda, action, hour and check-in, the names, the draft, cases kept to test screening, and the key. "
    "It cannot be brought back."
)
DELETE_ALL_SURE = "Yes, delete all of it"
DELETE_ALL = "Delete everything"
DELETED_ALL = "The journal and its {} records are deleted; nothing of it is left on this machine."
DELETED_ALL_ON_SERVER = "The journal and its {} records are deleted."

# On the Reflect page
KEEP_TITLE = "Keep this?"
KEEP_CRISIS = "Whether it is kept is up to you, now or later: keep what you wrote, or delete it."
KEEP_ON = "The day it is about"
KEEP = "Keep in the journal"
KEEPING = "Masking and sealing"
KEPT = "Kept in your journal, masked and encrypted."
UNKEEP = "Do not keep it after all"
UNKEPT = "It is no longer in the journal."
FORGET = "Delete what I wrote"
KEEP_LOCKED = "To keep this, unlock your journal on its page; what is on this page waits."
DRAFT_WAITS = "A draft from earlier waits in your journal."
DRAFT_TAKE = "Go on with the draft"
DRAFT_PUT_BEFORE = "Put it before this text"
DRAFT_DROP = "Delete the draft"
