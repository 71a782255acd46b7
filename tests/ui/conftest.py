"""Pages run on fakes: no model is loaded and no index is built."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.appeal_file import AppealFile
from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from assistant.model.debrief import Outcome, Sentence
from assistant.model.text import DeidentifiedReflection
from tests.journal.values import SMITH, a_journal, to_keep
from ui import journal_session, sending, service, session

from . import factories

BAKERY = "Mara Quill told me about the bakery fire, and I carried it home."


@pytest.fixture(autouse=True)
def main_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page runs as `__main__`; whatever starts a process afterwards wants the old one."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


class FakeService:
    """Answers as the service does, with outcomes made by hand; remembers what it was asked."""

    def __init__(self) -> None:
        self.seen: Any = factories.a_masked_reflection()
        self.cards: tuple[Any, ...] = ()
        self.outcome: Outcome | Exception = factories.a_debrief()
        self.preview: sending.Preview | None = None
        self.sentences: tuple[Sentence, ...] = ()
        """What a model says and what is proved of it, before it falls silent."""
        self.silent = Event()
        """Set where the model stays silent after that, until somebody stops it."""
        self.asked: list[dict[str, Any]] = []

    def look(self, text: str, **asked: Any) -> Any:
        self.asked.append({"text": text, **asked})
        seen = _given(self.seen)
        return service.Seen(seen, self.cards) if isinstance(seen, DeidentifiedReflection) else seen

    def preview_of(self, text: str, **asked: Any) -> sending.Preview | None:
        del text, asked
        return self.preview

    def debrief(
        self,
        text: str,
        *,
        watch: Callable[[str, float], None],
        hear: Callable[[Sentence], None] = lambda _sentence: None,
        stop: Callable[[], bool] = lambda: True,
        **asked: Any,
    ) -> Any:
        self.asked.append({"text": text, **asked})
        watch("deidentify", 12.0)
        for sentence in self.sentences:
            hear(sentence)
        while self.silent.is_set() and not stop():
            sleep(0.01)
        watch("verify", 30.0)
        return _given(self.outcome)


def _given(answer: Any) -> Any:
    if isinstance(answer, Exception):
        raise answer
    return answer


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeService:
    fake = FakeService()
    monkeypatch.setattr(service, "look", fake.look)
    monkeypatch.setattr(service, "debrief", fake.debrief)
    monkeypatch.setattr(sending, "preview", fake.preview_of)
    monkeypatch.setattr(session, "ports", lambda: None)
    monkeypatch.setattr(session, "warm_up", lambda: None)
    monkeypatch.setattr(session, "release_entries", lambda: ("r-test", (factories.an_entry(),)))
    return fake


@pytest.fixture
def app(fake: FakeService) -> AppTest:
    del fake
    return AppTest.from_file("../../ui/app.py", default_timeout=20).run()


def html_of(at: Any) -> str:
    """Everything that the page says through our own markup."""
    return "\n".join(h.body for h in at.get("html"))


def words_of(at: Any) -> str:
    """The same without tags, as a reader sees it."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", html_of(at), flags=re.DOTALL))


def press(at: AppTest, label: str) -> AppTest:
    """Click the button with this label and let the page settle."""
    return next(b for b in at.button if b.label == label).click().run()


def labels_of(at: AppTest) -> list[str]:
    return [b.label for b in at.button]


def session_words(at: AppTest) -> str:
    """Everything that a tab holds in memory, as text."""
    return repr(at.session_state)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlJournalStore:
    """A store for the pages in which no journal was begun."""
    store = SqlJournalStore(f"sqlite:///{tmp_path / 'journal.db'}")
    monkeypatch.setattr(journal_session, "store", lambda: store)
    monkeypatch.setattr(journal_session, "locksmith", lambda: SMITH)
    monkeypatch.setattr(journal_session, "appeals", lambda: AppealFile(tmp_path, is_on=True))
    return store


@pytest.fixture
def journal(store: SqlJournalStore) -> Journal:
    """A journal with one reflection, closed for the page."""
    journal = a_journal(store)
    journal.keep(to_keep(BAKERY, "Mara Quill", title="The bakery fire"))
    return journal
