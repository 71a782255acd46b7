"""What the pages ask of the journal; no Streamlit here, so that it can be called from anywhere."""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple

from assistant.errors import JournalError
from assistant.journal.export import as_archive, as_json_lines, as_markdown
from assistant.journal.journal import DRAFT, Journal, begin_journal
from assistant.journal.records import (
    JournalSettings,
    JournalStore,
    KeptReflection,
    Listed,
    Locksmith,
    Wiped,
)
from knowledge.vocabulary import Theme
from ui import journal_wording as words
from ui import wording

ExportFormat = Literal["json", "md", "jsonl"]
FORMATS: tuple[ExportFormat, ...] = ("json", "md", "jsonl")
log = logging.getLogger("afterword.ui")


class Begun(NamedTuple):
    """A new journal, open, and the code that is shown once."""

    journal: Journal
    recovery_code: str


def today() -> date:
    """The day where the writer is."""
    return datetime.now().astimezone().date()


def begin(
    store: JournalStore, locksmith: Locksmith, passphrase: str, again: str, retain_days: int | None
) -> Begun:
    """A new journal.

    Raises:
        JournalError: the passphrases differ or are too short, or there is a journal already.

    """
    _check_same(passphrase, again)
    settings = JournalSettings(retain_days=retain_days)
    code = begin_journal(store, locksmith, passphrase, settings=settings)
    return Begun(Journal.unlocked(store, locksmith, passphrase), code)


def recovered(store: JournalStore, locksmith: Locksmith, code: str, passphrase: str, again: str) -> Journal:
    """The journal by its recovery code, under a new passphrase.

    Raises:
        JournalError: the code does not open it, or the passphrases differ or are too short.

    """
    _check_same(passphrase, again)
    journal = Journal(store, locksmith.unlock_by_recovery(store.lock(), code.strip()))
    journal.change_passphrase(locksmith, passphrase)
    return journal


def change_passphrase(journal: Journal, locksmith: Locksmith, passphrase: str, again: str) -> None:
    """Another passphrase for an open journal.

    Raises:
        JournalError: the passphrases differ or are too short, or another window changed it.

    """
    _check_same(passphrase, again)
    journal.change_passphrase(locksmith, passphrase)


def purged_words(wiped: Wiped) -> str:
    """What the retention clock deleted; empty where it deleted nothing."""
    return words.PURGED[wiped.records == 1].format(wiped.records) if wiped.records else ""


def deleted_words(wiped: Wiped) -> str:
    """What a deletion did, and how far it was checked."""
    return f"{words.DELETED} {words.CHECKED if wiped.checked_bytes else words.ON_SERVER}"


def destroyed_words(records: int, *, on_server: bool) -> str:
    """What deleting everything did."""
    if on_server:
        return f"{words.DELETED_ALL_ON_SERVER.format(records)} {words.ON_SERVER}"
    return words.DELETED_ALL.format(records)


def retention_words(days: int | None) -> str:
    """How long reflections are kept."""
    return words.RETENTION_SET.format(days) if days else words.RETENTION_NEVER


def line_of(one: Listed) -> tuple[str, str]:
    """A record in the list: its title, and its day and themes."""
    return one.head.title, f"{one.head.on:%d %b %Y}; {themes_of(one.head.themes)}"


def themes_of(themes: tuple[Theme, ...]) -> str:
    """Themes in a reader's words."""
    return ", ".join(wording.THEMES[t] for t in themes) or words.NO_THEMES


def opened(journal: Journal, id_: str | None, *, names: bool) -> KeptReflection | None:
    """The record to read; nothing where it was deleted since, in another window."""
    if id_ is None or id_ not in {one.id for one in journal.listed()}:
        return None
    return journal.show(id_, names=names)


def discard_draft(journal: Journal) -> None:
    """Delete the draft for certain."""
    journal.drop_notes([DRAFT])


def export(journal: Journal, format_: ExportFormat, *, names: bool) -> str:
    """Everything that was kept, as one file; a fault costs the file and logs no text."""
    try:
        return "".join(_pieces(journal, format_, names=names))
    except Exception as error:  # noqa: BLE001 - runs outside the page's guard; a traceback could hold text
        log.error("export failed type=%s", type(error).__name__)  # noqa: TRY400 - no traceback on purpose
        return words.EXPORT_FAILED


def _pieces(journal: Journal, format_: ExportFormat, *, names: bool) -> Iterator[str]:
    match format_:
        case "json":
            return as_archive(journal, names=names)
        case "md":
            return as_markdown(journal.everything(names=names))
        case "jsonl":
            return as_json_lines(journal.everything(names=names))


def _check_same(passphrase: str, again: str) -> None:
    if passphrase != again:
        raise JournalError(words.NOT_THE_SAME)
