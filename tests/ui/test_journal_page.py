"""The journal in the browser, on a real store: what a page does is what the file then holds."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from knowledge.vocabulary import Theme
from tests.journal.values import OTHER, PASSPHRASE, SMITH
from ui import journal_wording as words
from ui import journalling
from ui.journal_wording import Section

from .conftest import html_of, labels_of, press, session_words, words_of


def page() -> None:
    from ui.views import journal_page

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


def test_everything_that_was_kept_can_be_downloaded_as_one_file(at: AppTest, journal: Journal) -> None:
    journal.save_draft("Half a thought", seen=0)
    at = go(unlocked(at), Section.MANAGE)

    held = json.loads(journalling.export(journal, "json", names=False))

    assert words.EXPORTS["json"] in [b.proto.label for b in at.get("download_button")]
    assert held["draft"] == "Half a thought"
    assert "[CLIENT-1]" in held["reflections"][0]["text"]


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
