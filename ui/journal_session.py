"""What one tab holds of an open journal and of an agenda; what comes from the journal goes when it locks."""

from datetime import date
from typing import NamedTuple

import streamlit as st

from assistant.adapters.appeal_file import AppealFile
from assistant.errors import JournalError
from assistant.journal.appeals import Proposed
from assistant.journal.journal import Journal
from assistant.journal.records import GuidedDraft, JournalStore, Locksmith, ToKeep
from assistant.settings import Settings
from knowledge.vocabulary import Route
from ui import journal_wording as words
from ui import journalling, session
from ui.service import ports_for
from ui.session import Kept, Session, Step
from ui.supervising import Sheet

WIDGETS = ("shelf-", "sheet-")
"""How keys of widgets begin that may hold words of the journal."""


class Shelf(NamedTuple):
    """What the writer has before them of an open journal; texts are opened anew for every drawing."""

    opened: str | None = None
    """Which record."""
    deleting: bool = False
    """Whether the writer was asked if they are sure."""
    recovery_code: str = ""
    limit: int = 0
    draft: str = ""
    """The text on the Reflect page as it was last saved."""
    guided: GuidedDraft | None = None
    """At which question it was then."""
    draft_version: int = 0
    kept: str | None = None
    """The record made of the text on the Reflect page."""
    kept_text: str = ""


def _none() -> None:
    return None


class JournalSession(Session):
    """The tab's memory with its journal."""

    journal = Kept[Journal | None](_none)
    shelf = Kept[Shelf](Shelf)
    sheet = Kept[Sheet | None](_none)
    texts = Kept[int](lambda: 2)
    """How many fields there are to paste into."""
    told = Kept[str](str)
    """What the last act came to, shown once."""

    def open_journal(self) -> Journal | None:
        """The journal, if it is open; one that locked itself is put away."""
        if self.journal is not None and self.journal.is_locked:
            self.put_away(writing=self.step is Step.WRITE)
            self.told = words.LOCKED_ITSELF
        return self.journal

    def opened(self, journal: Journal) -> None:
        """Go on with an open journal, and know of its draft."""
        self.journal, self.shelf = journal, Shelf()

    def put_away(self, *, writing: bool = False) -> None:
        """Lock, and forget everything that came out of the journal or is safe in it.

        Args:
            writing: the writer may be at the editor of the Reflect page, so what stands there stays.

        """
        if self.journal is not None:
            self.journal.lock()
        safe = {self.shelf.draft, self.shelf.kept_text} - {""}
        if not writing and self.text in safe:
            self.clear()
        self.journal, self.shelf = None, Shelf()
        if self.sheet is not None and self.sheet.from_journal:
            self.sheet = None
        self.forget_widgets()

    def after_deleting(self, id_: str) -> None:
        """Forget a record that is no more, and an agenda made of it."""
        self.shelf = self.shelf._replace(opened=None, deleting=False)
        if self.shelf.kept == id_:
            self.shelf = self.shelf._replace(kept=None, kept_text="")
        if self.sheet is not None and id_ in self.sheet.sources:
            self.sheet = None

    def forget_widgets(self) -> None:
        """Forget what stands in fields of the Journal and Supervision pages."""
        for key in [k for k in st.session_state if str(k).startswith(WIDGETS)]:
            del st.session_state[key]

    def forget(self) -> None:
        """Forget every word of this tab, and lock."""
        self.put_away()
        self.sheet, self.told, self.texts = None, "", 2
        self.clear()

    def tell(self, told: str) -> None:
        """Say what an act came to on a page that is drawn anew."""
        self.told = told
        st.rerun()


def current() -> JournalSession:
    """The state of the tab that is being drawn."""
    return JournalSession()


def store() -> JournalStore:
    """Where the journal lies."""
    from assistant.keeping import build_journal_store  # noqa: PLC0415 - loads the vendors

    return build_journal_store(Settings())


def locksmith() -> Locksmith:
    """What makes and opens the journal's lock."""
    from assistant.keeping import build_locksmith  # noqa: PLC0415 - loads the vendors

    return build_locksmith()


def ready_to_keep(state: Session, on: date) -> ToKeep:
    """What stands on the Reflect page, made ready for the journal with the writer's own masks.

    Raises:
        AssistantError: the text cannot be taken as it is, or a stage failed.

    """
    from assistant.keeping import to_keep  # noqa: PLC0415 - loads the vendors

    return to_keep(state.text, on=on, ports=ports_for(session.ports(), state.choices))


def appeals() -> AppealFile:
    """Where cases that the writer agreed to keep lie."""
    from assistant.keeping import build_appeal_file  # noqa: PLC0415 - loads the vendors

    return build_appeal_file(Settings())


def proposed_appeal(state: Session, right: Route) -> Proposed:
    """What would be kept of the text on the Reflect page, with the writer's own masks.

    Raises:
        AssistantError: the text could not be masked well enough, or a stage failed.

    """
    from assistant.keeping import appeal_of  # noqa: PLC0415 - loads the vendors

    ports = ports_for(session.ports(), state.choices)
    return appeal_of(state.text, right=right, on=journalling.today(), ports=ports)


def is_on_server() -> bool:
    """Whether the journal lies on a database server, whose backups we do not reach."""
    url = Settings().database_url
    return url is not None and not url.startswith("sqlite")


def has_begun() -> bool:
    """Whether there is a journal; no, where that cannot be known now."""
    try:
        return store().exists()
    except JournalError:
        return False
