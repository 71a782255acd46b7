"""The journal in the browser, on a real store: what a page does is what the file then holds."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.appeal_file import AppealFile
from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from knowledge.vocabulary import Route, Theme
from tests.journal.values import OTHER, PASSPHRASE, SMITH, a_journal, to_keep
from ui import journal_session, wording
from ui import journal_wording as words
from ui.journal_wording import Section

from .conftest import FakeService, html_of, labels_of, press, words_of
from .factories import RAW, a_withheld

BAKERY = "Mara Quill told me about the bakery fire, and I carried it home."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlJournalStore:
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


def page() -> None:
    from ui.pages import journal_page

    journal_page.show()


@pytest.fixture
def at(store: SqlJournalStore) -> AppTest:
    del store
    return AppTest.from_function(page, default_timeout=240).run()


def type_in(at: AppTest, label: str, *texts: str) -> AppTest:
    fields = [f for f in at.text_input if f.label == label]
    for field, text in zip(fields, texts, strict=False):
        field.set_value(text)
    return at


def unlocked(at: AppTest, passphrase: str = PASSPHRASE) -> AppTest:
    return press(type_in(at.run(), words.PASSPHRASE, passphrase), words.UNLOCK)


def go(at: AppTest, section: Section) -> AppTest:
    return at.segmented_control[0].set_value(section).run()


def opened(at: AppTest) -> AppTest:
    return press(unlocked(at), words.OPEN)


def session_words(at: AppTest) -> str:
    return repr(at.session_state)


def test_nothing_is_kept_until_a_journal_is_begun(at: AppTest, store: SqlJournalStore) -> None:
    assert not at.exception
    assert words.INTRO in words_of(at)
    assert not store.exists()


def test_a_journal_is_begun_and_its_recovery_code_is_shown_once(at: AppTest, store: SqlJournalStore) -> None:
    at = press(
        type_in(type_in(at, words.PASSPHRASE, PASSPHRASE), words.AGAIN, PASSPHRASE),
        words.BEGIN,
    )
    code = at.code[0].value
    assert store.exists()
    assert PASSPHRASE not in session_words(at)

    at = press(at, words.RECOVERY_DONE)

    assert not at.code
    assert code not in session_words(at)
    assert words.NONE_YET in words_of(at)
    assert Journal(store, SMITH.unlock_by_recovery(store.lock(), code)).listed() == ()


def test_two_different_passphrases_begin_nothing(at: AppTest, store: SqlJournalStore) -> None:
    at = press(type_in(type_in(at, words.PASSPHRASE, PASSPHRASE), words.AGAIN, OTHER), words.BEGIN)

    assert at.warning[0].value == words.NOT_THE_SAME
    assert not store.exists()


def test_a_wrong_passphrase_says_so_and_opens_nothing(at: AppTest, journal: Journal) -> None:
    at = unlocked(at, OTHER)

    assert at.warning
    assert "bakery" not in html_of(at)


@pytest.mark.usefixtures("journal")
def test_the_list_shows_titles_days_and_themes_and_no_text(at: AppTest) -> None:
    at = unlocked(at)

    said = words_of(at)
    assert "The bakery fire" in said
    assert "20 Nov 2026; running on empty" in said
    assert "carried it home" not in said
    assert "carried it home" not in session_words(at)


@pytest.mark.usefixtures("journal")
def test_the_list_narrows_by_theme(at: AppTest) -> None:
    at = unlocked(at)
    at = at.selectbox[0].set_value(Theme.GROWTH).run()

    assert words.NONE_FIT in words_of(at)


@pytest.mark.usefixtures("journal")
def test_a_record_opens_with_placeholders_and_with_names_on_choice_only(at: AppTest) -> None:
    at = opened(at)
    assert "[CLIENT-1]" in words_of(at)
    assert "Mara Quill" not in words_of(at)

    at = at.checkbox[0].check().run()

    assert "Mara Quill told me" in words_of(at)
    assert "Mara" not in session_words(at)


def test_deleting_asks_first_and_says_what_was_checked(at: AppTest, journal: Journal) -> None:
    at = press(opened(at), words.DELETE)
    assert len(journal.listed()) == 1

    at = press(press(press(at, words.DELETE_NO), words.DELETE), words.DELETE_YES)

    assert journal.listed() == ()
    assert words.CHECKED in at.info[0].value


def test_an_idle_journal_locks_itself_and_nothing_of_it_stays(
    at: AppTest, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened(at)
    at.session_state["afterword-journal"]._idle = -1.0

    at = at.run()

    assert at.info[0].value == words.LOCKED_ITSELF
    assert "bakery" not in html_of(at)
    assert at.session_state["afterword-journal"] is None
    assert words.UNLOCK in labels_of(at)


@pytest.mark.usefixtures("journal")
def test_the_passphrase_is_changed(at: AppTest, store: SqlJournalStore) -> None:
    at = go(unlocked(at), Section.MANAGE)
    at = press(type_in(type_in(at, words.NEW_PASSPHRASE, OTHER), words.AGAIN, OTHER), words.CHANGE_PASSPHRASE)

    assert at.info[0].value == words.PASSPHRASE_CHANGED
    assert Journal.unlocked(store, SMITH, OTHER).listed()


@pytest.mark.usefixtures("journal")
def test_retention_is_set_and_deletes_what_is_older_at_once(at: AppTest, store: SqlJournalStore) -> None:
    journal = Journal.unlocked(store, SMITH, PASSPHRASE)
    at = go(unlocked(at), Section.MANAGE)
    at.number_input[0].set_value(1)
    at = press(at, words.RETENTION)

    assert journal.settings.retain_days == 1
    assert words.PURGED[True] in at.info[0].value
    assert journal.listed() == ()


def test_everything_goes_only_after_saying_yes(at: AppTest, journal: Journal, store: SqlJournalStore) -> None:
    at = go(unlocked(at), Section.MANAGE)
    assert next(b for b in at.button if b.label == words.DELETE_ALL).disabled
    next(c for c in at.checkbox if c.label == words.DELETE_ALL_SURE).check().run()

    at = press(at, words.DELETE_ALL)

    assert not store.exists()
    assert "are deleted" in at.info[0].value
    assert words.BEGIN in labels_of(at)


def test_the_recovery_code_opens_the_journal_under_a_new_passphrase(
    at: AppTest, store: SqlJournalStore
) -> None:
    at = press(type_in(type_in(at, words.PASSPHRASE, PASSPHRASE), words.AGAIN, PASSPHRASE), words.BEGIN)
    code = at.code[0].value
    other = AppTest.from_function(page, default_timeout=240).run()
    type_in(other, words.RECOVERY_CODE, code)
    type_in(type_in(other, words.NEW_PASSPHRASE, OTHER), words.AGAIN, OTHER)

    other = press(other, words.RECOVER)

    assert words.RECOVERED in other.info[0].value
    assert Journal.unlocked(store, SMITH, OTHER).listed() == ()


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
