"""The Supervision page beside an open journal: its records, the agendas it keeps, actions agreed and the log."""

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.cli.prep_reading import carried_from_journal, keep_agenda
from assistant.journal.journal import Journal
from assistant.supervision.agenda import CarriedOver
from assistant.supervision.log import SupervisionSession
from tests.journal.values import PASSPHRASE, SMITH, a_journal, to_keep
from ui import journalling, supervising
from ui import supervision_wording as words
from ui.supervising import Sheet
from ui.supervision_wording import Section

from .conftest import html_of, labels_of, press, words_of
from .test_supervision_page import AGENDA, page, sheet_of, shown, tick
from .test_supervision_page import asked as asked  # noqa: PLC0414 - a fixture
from .test_supervision_page import store as store  # noqa: PLC0414 - a fixture

DAY = date(2026, 11, 20)


def opened(journal: Journal, section: Section = Section.AGENDA) -> AppTest:
    at = AppTest.from_function(page, default_timeout=240)
    at.session_state["afterword-journal"] = journal
    at.run()
    return at.segmented_control[0].set_value(section).run()


def test_records_of_the_journal_are_chosen_by_day_and_open_actions_come_along(
    asked: list[dict[str, Any]], store: SqlJournalStore
) -> None:
    journal = a_journal(store)
    first = journal.keep(to_keep("It was a long day.", on=date(2026, 11, 19)))
    second = journal.keep(to_keep("It was another long day.", on=DAY))
    journal.note("action", CarriedOver(text="Ask about the rota", agreed_on=DAY), on=DAY)
    at = opened(journal)
    at.multiselect[0].set_value([second, first])
    at = press(at, words.MAKE)

    assert [t.name for t in asked[0]["texts"]] == ["2026-11-19", "2026-11-20"]
    assert "Ask about the rota (2026-11-20)" in words_of(at)

    tick(at, words.AGREED_DONE)

    assert journal.notes("action", CarriedOver)[0].value.done
    assert sheet_of(at).agenda.carried_over[0].done


def test_an_agenda_of_the_journal_goes_when_it_locks_and_is_opened_again(store: SqlJournalStore) -> None:
    journal = a_journal(store)
    record = journal.keep(to_keep("It was a long day."))
    at = press(shown(Sheet(AGENDA, sources=(record,), from_journal=True), journal), words.KEEP)
    journal._idle = -1.0
    at = at.run()
    assert at.session_state["afterword-sheet"] is None
    assert "hurt" not in html_of(at)

    journal = Journal.unlocked(store, SMITH, PASSPHRASE)
    at = press(opened(journal), words.LATEST)

    assert "He said he would hurt" in html_of(at)
    assert sheet_of(at).shared == frozenset()

    journal.delete([record])
    assert journal.latest_agenda() is None, "an agenda goes with what it quotes"


def test_an_agenda_kept_by_the_command_line_shows_the_words_behind_every_line(store: SqlJournalStore) -> None:
    journal = a_journal(store)
    record = journal.keep(to_keep("It was a long day."))
    keep_agenda(AGENDA, journal, [record])

    again = supervising.reopened(journal.latest_agenda() or "")

    assert again is not None
    assert again.sources == (record,)
    assert all(supervising.evidence_of(again.agenda, i) for i in again.agenda.items)
    assert [f.file for f in again.agenda.files] == [
        f.file for f in AGENDA.files if f.file in {p.file for i in AGENDA.items for p in i.evidence}
    ]


def test_actions_are_noted_marked_and_deleted(store: SqlJournalStore) -> None:
    journal = a_journal(store)
    at = opened(journal, Section.AGREED)
    at.text_input[0].set_value("Ask about the rota")
    at = press(at, words.ACTION_ADD)
    assert "Ask about the rota" in words_of(at)

    at = tick(at, words.AGREED_DONE)
    assert journal.notes("action", CarriedOver)[0].value.done

    press(at, words.ACTION_DROP)
    assert journal.notes("action", CarriedOver) == ()


def test_what_was_ticked_off_in_the_browser_is_on_the_next_agenda_with_its_day(
    asked: list[dict[str, Any]], store: SqlJournalStore
) -> None:
    journal = a_journal(store)
    record = journal.keep(to_keep("It was a long day."))
    journal.note("action", CarriedOver(text="Ask about the rota", agreed_on=DAY), on=DAY)
    tick(opened(journal, Section.AGREED), words.AGREED_DONE)

    assert carried_from_journal(journal)[0].done_on == journalling.today()
    at = opened(journal)
    at.multiselect[0].set_value([record])
    at = press(at, words.MAKE)
    assert [a.value.text for a in asked[0]["actions"]] == ["Ask about the rota"]

    next(c for c in at.checkbox if c.label == words.AGREED_DONE).uncheck().run()

    again = journal.notes("action", CarriedOver)[0].value
    assert (again.done, again.done_on) == (False, None)
    assert sheet_of(at).agenda.carried_over[0] == again


def test_what_was_done_before_the_latest_agenda_is_not_carried_again(store: SqlJournalStore) -> None:
    journal = a_journal(store)
    old = CarriedOver(text="Ask about the rota", agreed_on=DAY, done=True, done_on=DAY)
    journal.note("action", old, on=DAY)
    assert supervising.carried_notes(journal)

    journal.keep_agenda(supervising.kept_form(Sheet(AGENDA)))

    assert supervising.carried_notes(journal) == ()


def test_the_log_adds_up_and_a_row_can_go(store: SqlJournalStore) -> None:
    journal = a_journal(store)
    journal.note("session", SupervisionSession(on=DAY, kind="group", minutes=90), on=DAY)
    at = opened(journal, Section.LOG)
    at.text_input[0].set_value("risk; endings")
    at.text_input[1].set_value("A.B.")
    at = press(at, words.LOG_ADD)

    said = words_of(at)
    assert "2.33 hours in all: 0.83 individual, 1.5 group." in said
    assert "risk; endings" in said
    assert at.get("download_button")

    noted = journal.notes("session", SupervisionSession)[0]
    at.selectbox[-1].set_value(noted.id).run()
    press(at, words.LOG_DROP)
    assert len(journal.notes("session", SupervisionSession)) == 1


def test_what_needs_the_journal_says_how_to_open_it(store: SqlJournalStore) -> None:
    a_journal(store)
    at = AppTest.from_function(page, default_timeout=240).run()
    at = at.segmented_control[0].set_value(Section.LOG).run()

    assert "Unlock" in labels_of(at)
    assert words.LOG_ADD not in labels_of(at)
