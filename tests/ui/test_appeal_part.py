"""Keeping a text that was sent to the wrong place: shown exactly, asked each time, listed and deleted."""

from html import escape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.appeal_file import AppealFile
from assistant.errors import AppealError
from assistant.journal.appeals import Appeal, Proposed, kept, sealed
from assistant.journal.journal import Journal
from assistant.model.debrief import Answer
from assistant.model.text import Hint
from knowledge.vocabulary import Route
from tests.journal.values import DAY
from ui import appeal_wording as words
from ui import journal_session, wording
from ui import journal_wording as journal_words
from ui.journal_wording import Section

from .conftest import FakeService, labels_of, press, session_words, words_of
from .factories import MASKED, RAW, a_card, a_debrief, a_withheld
from .test_journal_keeping import reflect
from .test_journal_page import at as at  # noqa: PLC0414 - a fixture
from .test_journal_page import go, unlocked

HINT = Hint(kind="rare", reason="a rare event and a small place")


def an_appeal(right: Route = Route.URGENT) -> Appeal:
    return Appeal(text=MASKED, got=Route.CLARIFY, right=right, on=DAY)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the page asked to be masked for keeping, and where the writer says it belongs."""
    asked: list[Any] = []

    def proposed(state: Any, right: Route) -> Proposed:
        asked.append((state.text, right))
        return Proposed(an_appeal(right), (HINT,))

    monkeypatch.setattr(journal_session, "proposed_appeal", proposed)
    return asked


def answered(app: AppTest, fake: FakeService, answer: Answer = "about_client") -> AppTest:
    """The page after a clarifying question was answered."""
    fake.seen = a_withheld(Route.CLARIFY, cards=(a_card(id="clarify"),))
    own = answer == "about_me"
    fake.outcome = (
        a_withheld(Route.CRISIS, answer=answer) if own else a_debrief(route=Route.URGENT, answer=answer)
    )
    next(t for t in app.text_area if t.label == wording.REFLECTION).set_value(RAW)
    return press(press(app, wording.SEE_MASKED), wording.ANSWERS[answer])


def offer(at: AppTest) -> list[str]:
    return [e.label for e in at.expander if e.label == words.TITLE]


def appeals_of(journal: Journal) -> list[Appeal | None]:
    return [one.appeal for one in kept(journal_session.appeals().lines(), journal)]


@pytest.mark.usefixtures("store")
def test_nothing_is_offered_before_the_writer_answered_a_card(app: AppTest, fake: FakeService) -> None:
    fake.seen = a_withheld(Route.CLARIFY)
    app.text_area[0].set_value(RAW)

    assert not offer(press(app, wording.SEE_MASKED))


def test_exactly_what_is_kept_is_shown_and_kept_only_after_yes(
    app: AppTest, fake: FakeService, journal: Journal, asked: list[Any]
) -> None:
    at = press(answered(reflect(app), fake), words.SEE)

    assert asked == [(RAW, Route.URGENT)]
    assert escape(MASKED) in words_of(at)
    assert HINT.reason in words_of(at)
    assert words.ROUTES[Route.CLARIFY] in words_of(at)
    assert appeals_of(journal) == []

    at = press(at, words.KEEP)

    assert appeals_of(journal) == [an_appeal()]
    assert words.KEPT in [s.value for s in at.success]

    at = press(at, words.TAKE_BACK)

    assert appeals_of(journal) == []
    assert words.SEE in labels_of(at)


def test_no_keeps_nothing_and_forgets_what_was_shown(
    app: AppTest, fake: FakeService, journal: Journal, asked: list[Any]
) -> None:
    at = press(press(answered(reflect(app), fake), words.SEE), words.BACK)

    assert len(asked) == 1
    assert appeals_of(journal) == []
    assert words.KEEP not in labels_of(at)


def test_a_yes_is_for_one_text_only(
    app: AppTest, fake: FakeService, journal: Journal, asked: list[Any]
) -> None:
    at = press(press(answered(reflect(app), fake), words.SEE), words.KEEP)

    at = answered(reflect(press(at, wording.CLEAR)), fake)

    assert len(asked) == len(appeals_of(journal)) == 1
    assert words.SEE in labels_of(at)
    assert words.KEPT not in [s.value for s in at.success]


@pytest.mark.parametrize(("answer", "route"), [("about_me", Route.CRISIS), ("handled", None)])
@pytest.mark.usefixtures("journal")
def test_where_it_belongs_is_suggested_only_where_the_answer_says_so(
    app: AppTest, fake: FakeService, asked: list[Any], answer: Answer, route: Route | None
) -> None:
    at = answered(reflect(app), fake, answer)
    chosen = next(s for s in at.selectbox if s.label == words.RIGHT)
    see = next(b for b in at.button if b.label == words.SEE)

    assert chosen.value == route
    assert see.disabled is (route is None)

    press(chosen.set_value(Route.PROCEED).run(), words.SEE)

    assert asked == [(RAW, Route.PROCEED)]


@pytest.mark.usefixtures("journal", "asked")
def test_a_text_that_was_declined_can_be_kept_after_the_writers_answer(
    app: AppTest, fake: FakeService
) -> None:
    at = reflect(app)
    fake.seen, fake.outcome = a_withheld(Route.DECLINE), a_debrief(answer="handled")
    next(t for t in at.text_area if t.label == wording.REFLECTION).set_value(RAW)
    at = press(at, wording.SEE_MASKED)
    assert not offer(at)

    assert offer(press(at, wording.ANSWERS["handled"]))


@pytest.mark.usefixtures("store", "asked")
def test_without_an_open_journal_it_says_what_is_needed(app: AppTest, fake: FakeService) -> None:
    at = answered(app, fake)

    assert escape(words.NEEDS_JOURNAL) in words_of(at)
    assert words.SEE not in labels_of(at)


@pytest.mark.usefixtures("journal", "asked")
def test_switched_off_by_an_administrator_it_is_not_offered(
    app: AppTest, fake: FakeService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_session, "appeals", lambda: AppealFile(tmp_path, is_on=False))

    assert not offer(answered(reflect(app), fake))


def test_a_text_that_is_not_masked_well_enough_is_refused_with_the_reason(
    app: AppTest, fake: FakeService, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> Proposed:
        raise AppealError("What is masked as [CLIENT-1] still stands in the text.")

    monkeypatch.setattr(journal_session, "proposed_appeal", refuses)
    at = press(answered(reflect(app), fake), words.SEE)

    assert "still stands" in at.warning[0].value
    assert words.KEEP not in labels_of(at)
    assert appeals_of(journal) == []


@pytest.mark.usefixtures("journal", "asked")
def test_clearing_the_page_forgets_what_was_shown(app: AppTest, fake: FakeService) -> None:
    at = press(answered(reflect(app), fake), words.SEE)
    assert "keep seeing" in session_words(at)

    assert "keep seeing" not in session_words(press(at, wording.CLEAR))


def test_kept_cases_are_listed_and_deleted_on_the_journal_page(at: AppTest, journal: Journal) -> None:
    for right in (Route.URGENT, Route.PROCEED):
        journal_session.appeals().keep(sealed(an_appeal(right), journal))
    at = go(unlocked(at), Section.MANAGE)
    assert len([e for e in at.expander if words.ROUTES[Route.CLARIFY] in e.label]) == 2

    at = press(at, words.DELETE)

    assert appeals_of(journal) == [an_appeal(Route.PROCEED)]
    assert words.DELETED in at.info[0].value


def test_a_damaged_file_does_not_stand_in_the_way_of_deleting_everything(
    at: AppTest, journal: Journal, tmp_path: Path
) -> None:
    del journal
    (tmp_path / "appeals.jsonl").write_text("no case\n", encoding="utf-8")
    at = go(unlocked(at), Section.MANAGE)
    assert "line 1" in at.warning[0].value

    next(c for c in at.checkbox if c.label == journal_words.DELETE_ALL_SURE).check().run()
    press(at, journal_words.DELETE_ALL)

    assert not (tmp_path / "appeals.jsonl").exists()
