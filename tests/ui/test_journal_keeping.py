"""Keeping from the Reflect page: one button, a draft that survives, and locking that forgets."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from knowledge.vocabulary import Route
from tests.journal.values import PASSPHRASE, SMITH, to_keep
from ui import journal_session, wording
from ui import journal_wording as words

from .conftest import FakeService, labels_of, press, session_words, words_of
from .factories import RAW, a_withheld


def reflect(at: AppTest) -> AppTest:
    """The whole app with an open journal, on the Reflect page."""
    at.session_state["afterword-journal"] = Journal.unlocked(journal_session.store(), SMITH, PASSPHRASE)
    return at.run()


def debriefed(app: AppTest) -> AppTest:
    next(t for t in app.text_area if t.label == wording.REFLECTION).set_value(RAW)
    return press(press(app, wording.SEE_MASKED), wording.DEBRIEF)


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        journal_session, "ready_to_keep", lambda state, on: to_keep(state.text, "Mara Quill", on=on)
    )


@pytest.mark.usefixtures("ready")
def test_a_debrief_is_kept_with_one_button_and_can_be_unkept(app: AppTest, journal: Journal) -> None:
    at = debriefed(reflect(app))
    at = press(at, words.KEEP)

    assert len(journal.listed()) == 2
    assert at.success[0].value == words.KEPT
    assert journal.draft() == ("", 0)

    at = press(at, words.UNKEEP)

    assert len(journal.listed()) == 1
    assert words.KEEP in labels_of(at)


def test_without_a_journal_nothing_is_said_of_keeping(app: AppTest, store: SqlJournalStore) -> None:
    at = debriefed(app)

    assert words.KEEP not in labels_of(at)
    assert words.KEEP_LOCKED not in words_of(at)


@pytest.mark.usefixtures("journal")
def test_a_locked_journal_is_mentioned_under_a_debrief(app: AppTest) -> None:
    assert words.KEEP_LOCKED in words_of(debriefed(app))


@pytest.mark.usefixtures("ready")
def test_after_a_crisis_card_the_writer_keeps_or_deletes(
    app: AppTest, fake: FakeService, journal: Journal
) -> None:
    fake.seen = a_withheld(Route.CRISIS)
    at = reflect(app)
    at.text_area[0].set_value(RAW)
    at = press(at, wording.SEE_MASKED)
    assert {words.KEEP, words.FORGET} <= set(labels_of(at))

    at = press(at, words.FORGET)

    assert at.text_area[0].value == ""
    assert journal.draft() == ("", 0)
    assert len(journal.listed()) == 1


def test_a_draft_is_saved_and_taken_up_in_another_tab(
    app: AppTest, journal: Journal, fake: FakeService
) -> None:
    at = reflect(app)
    at.text_area[0].set_value("A half sentence about the bakery").run()
    assert journal.draft()[0] == "A half sentence about the bakery"

    other = reflect(AppTest.from_file("../../ui/app.py", default_timeout=20).run())
    other = press(other, words.DRAFT_TAKE)

    assert other.text_area[0].value == "A half sentence about the bakery"
    other.text_area[0].set_value("A half sentence about the bakery, and more.").run()
    assert journal.draft()[0].endswith("and more.")


@pytest.mark.usefixtures("fake")
def test_a_waiting_draft_is_never_written_over(app: AppTest, journal: Journal) -> None:
    journal.save_draft("The older draft.", seen=0)
    at = reflect(app)
    at.text_area[0].set_value("A newer text.").run()
    assert journal.draft()[0] == "The older draft."

    at = press(at.run(), words.DRAFT_PUT_BEFORE)

    assert at.text_area[0].value == "The older draft.\n\nA newer text."
    assert journal.draft()[0] == "The older draft.\n\nA newer text."


@pytest.mark.usefixtures("journal", "fake")
def test_locking_puts_the_text_away_with_its_draft(app: AppTest) -> None:
    at = reflect(app)
    at.text_area[0].set_value("A half sentence about the bakery").run()

    at = press(at, words.LOCK)

    assert at.text_area[0].value == ""
    assert "bakery" not in session_words(at)
    assert words.LOCK not in labels_of(at)


@pytest.mark.usefixtures("fake")
def test_words_typed_since_the_last_save_are_saved_when_the_journal_is_locked(
    app: AppTest, journal: Journal
) -> None:
    at = reflect(app)
    at.text_area[0].set_value("A half sentence").run()
    at.text_area[0].set_value("A half sentence and its end")

    at = press(at, words.LOCK)

    assert at.text_area[0].value == ""
    assert journal.draft()[0] == "A half sentence and its end"


@pytest.mark.usefixtures("journal", "fake")
def test_an_idle_lock_takes_nothing_from_somebody_who_writes(app: AppTest) -> None:
    at = reflect(app)
    at.text_area[0].set_value("A half sentence").run()
    at.session_state["afterword-journal"]._idle = -1.0

    at = at.text_area[0].set_value("A half sentence and its end").run()

    assert at.text_area[0].value == "A half sentence and its end"
    assert at.session_state["afterword-journal"] is None
