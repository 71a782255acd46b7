"""The Supervision page, on agendas made by hand: what is private stays private, and every line shows its source."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from assistant.model.screening import Finding
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.supervision.agenda import WithheldFile
from knowledge.vocabulary import FindingKind, IdentifierKind, Route, Subject
from tests.factories import a_finding
from tests.journal.values import SMITH
from tests.supervision.values import THREAT, TIRED, a_fortnight, a_prepared, an_agenda
from ui import journal_session, supervising
from ui import supervision_wording as words
from ui.supervising import Sheet
from ui.views import agenda_part

from .conftest import html_of, press, words_of
from .factories import a_card

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
