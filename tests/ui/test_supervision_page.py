"""The Supervision page, on agendas made by hand: what is private stays private, and every line shows its source."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.cli.prep_reading import carried_from_journal, keep_agenda
from assistant.journal.journal import Journal
from assistant.model.screening import Finding
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.supervision.agenda import CarriedOver, WithheldFile
from assistant.supervision.log import SupervisionSession
from knowledge.vocabulary import FindingKind, IdentifierKind, Route, Subject
from tests.factories import a_finding
from tests.journal.values import PASSPHRASE, SMITH, a_journal, to_keep
from tests.supervision.values import THREAT, TIRED, a_fortnight, a_prepared, an_agenda
from ui import journal_session, journalling, supervising
from ui import supervision_wording as words
from ui.supervising import Sheet
from ui.supervision_wording import Section
from ui.views import agenda_part

from .conftest import html_of, labels_of, press, words_of
from .factories import a_card

DAY = date(2026, 11, 20)


AGENDA = an_agenda()


class NameDetector:
    """Finds one name."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        at = text.find("Okonkwo")
        if at < 0:
            return ()
        return (Identifier(Span(start=at, end=at + 7), IdentifierKind.NAME, "NAME", 1.0),)


def page() -> None:
    from ui.views import supervision_page

    supervision_page.show()


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqlJournalStore:
    store = SqlJournalStore(f"sqlite:///{tmp_path / 'journal.db'}")
    monkeypatch.setattr(journal_session, "store", lambda: store)
    monkeypatch.setattr(journal_session, "locksmith", lambda: SMITH)
    monkeypatch.setattr(agenda_part, "_detector", lambda state: NameDetector())
    return store


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the page asked for; an agenda over a fortnight is the answer."""
    asked: list[dict[str, Any]] = []

    def made(texts: Any, wish: Any, **rest: Any) -> Sheet:
        asked.append({"texts": texts, "wish": wish, **rest})
        actions = tuple(rest["actions"])
        agenda = AGENDA.model_copy(update={"carried_over": tuple(a.value for a in actions)})
        return Sheet(agenda, tuple(rest["sources"]), bool(rest["sources"]), tuple(a.id for a in actions))

    monkeypatch.setattr(supervising, "made", made)
    monkeypatch.setattr("ui.session.ports", lambda: None)
    return asked


def shown(sheet: Sheet, journal: Journal | None = None) -> AppTest:
    at = AppTest.from_function(page, default_timeout=240)
    at.session_state["afterword-sheet"] = sheet
    at.session_state["afterword-journal"] = journal
    return at.run()


def opened(journal: Journal, section: Section = Section.AGENDA) -> AppTest:
    at = AppTest.from_function(page, default_timeout=240)
    at.session_state["afterword-journal"] = journal
    at.run()
    return at.segmented_control[0].set_value(section).run()


def sheet_of(at: AppTest) -> Sheet:
    sheet: Sheet = at.session_state["afterword-sheet"]
    return sheet


def copy_shown(at: AppTest) -> str:
    return next((h.body for h in at.get("html") if "aw-page" in h.body), "")


def tick(at: AppTest, label: str) -> AppTest:
    return next(c for c in at.checkbox if c.label == label).check().run()


def concern() -> Finding:
    return a_finding(kind=FindingKind.SUPERVISOR_CONCERN, subject=Subject.OTHER, start=0, end=len(THREAT))


def test_pasted_texts_become_an_agenda(asked: list[dict[str, Any]]) -> None:
    at = AppTest.from_function(page, default_timeout=240).run()
    assert not at.exception
    press(at, words.MAKE)
    assert at.warning[0].value == words.NOTHING_CHOSEN

    at.text_area[1].set_value(TIRED)
    at.text_input[0].set_value("A plan for my notes")
    at.number_input[0].set_value(40)
    at = press(at, words.MAKE)

    assert asked[0]["texts"] == [("Text 1", TIRED)]
    assert asked[0]["wish"] == (40, "A plan for my notes", None)
    assert words.SHARING in [h.value for h in at.header]


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


def test_every_line_shows_its_words_and_the_sentence_behind_it() -> None:
    at = shown(Sheet(AGENDA))

    assert not at.exception
    marked = html_of(at)
    assert "He said he would hurt" in marked
    assert marked.count('class="aw-quote"') >= len(sheet_of(at).agenda.items)
    assert words_of(at).index("First") < words_of(at).index("Main")


def test_nothing_is_shared_until_a_line_is_ticked_and_then_that_line_alone() -> None:
    at = shown(Sheet(AGENDA))
    assert words.SHARING_NONE in words_of(at)
    assert not copy_shown(at)
    first, second = sheet_of(at).agenda.items[:2]

    at = tick(at, words.SHARE.format(2))

    assert second.question in copy_shown(at)
    assert first.question not in copy_shown(at)
    assert "monday.txt" not in copy_shown(at)


def test_a_line_is_moved_reworded_added_and_dropped() -> None:
    at = shown(Sheet(AGENDA))
    before = [i.title for i in sheet_of(at).agenda.items]

    at = next(b for b in at.button if b.help == words.DOWN_HELP.format(2)).click().run()
    assert [i.title for i in sheet_of(at).agenda.items][1:3] == [before[2], before[1]]

    at = next(b for b in at.button if b.help == words.DROP_HELP.format(2)).click().run()
    assert before[2] not in [i.title for i in sheet_of(at).agenda.items]

    next(t for t in at.text_input if t.label == words.ADD_LINE_TITLE).set_value("The rota")
    at = press(at, words.ADD)
    assert sheet_of(at).agenda.items[-1].title == "The rota"
    assert words.EVIDENCE_OWN in words_of(at)
    assert sum(i.minutes for i in sheet_of(at).agenda.items) <= 50


def test_a_reworded_line_is_private_again() -> None:
    at = tick(shown(Sheet(AGENDA)), words.SHARE.format(1))
    assert copy_shown(at)

    next(t for t in at.text_input if t.label == words.LINE_TITLE.format(1)).set_value("Other words")
    at = press(at, words.SAVE.format(1))

    assert sheet_of(at).agenda.items[0].title == "Other words"
    assert not copy_shown(at)


def test_the_preview_is_looked_over_once_more_for_names() -> None:
    at = shown(Sheet(supervising.edited(Sheet(AGENDA), supervising.Add("Call Okonkwo", "")).agenda))
    at = tick(at, words.SHARE.format(len(sheet_of(at).agenda.items)))

    assert "Call [NAME]" in copy_shown(at)
    assert "Okonkwo" not in copy_shown(at)


def test_where_the_supervisor_is_the_concern_sharing_is_off_and_other_routes_are_named() -> None:
    prepared = [*a_fortnight(), a_prepared("sunday.txt", THREAT, concern())]
    at = shown(Sheet(an_agenda(prepared)))

    assert at.warning[0].value == words.SHARING_OFF
    assert all(c.disabled for c in at.checkbox if c.label.startswith("Share"))
    assert not [b for b in at.get("download_button") if "Shared" in b.proto.label]

    at = tick(tick(at, words.SOMEONE_ELSE), words.SHARE.format(1))

    assert copy_shown(at)


def test_a_withheld_reflection_shows_its_card_first_and_is_in_no_copy() -> None:
    withheld = WithheldFile(file="night.txt", route=Route.CRISIS, cards=(a_card(),))
    at = shown(Sheet(AGENDA.model_copy(update={"withheld": (withheld,)})))

    assert [h.value for h in at.header][:2] == [words.WITHHELD, a_card().title]
    assert "night.txt" not in copy_shown(tick(at, words.SHARE.format(1)))


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
