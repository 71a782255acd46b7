"""Check-ins and own totals: optional, in the journal alone, drawn without a verdict."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from assistant.supervision.check_in import MARKS, CheckIn
from assistant.supervision.instruments import CREDIT, Instrument, OwnTotal, ProQolTotals
from knowledge.wording import pattern
from tests.journal.values import SMITH, a_journal
from ui import check_in_wording as words
from ui import checking_in, journal_session, journal_wording
from ui.check_in_wording import Section

from .conftest import labels_of, press, words_of

DAY = date(2026, 11, 20)


def page() -> None:
    from ui.views import check_in_page

    check_in_page.show()


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    store = SqlJournalStore(f"sqlite:///{tmp_path / 'journal.db'}")
    monkeypatch.setattr(journal_session, "store", lambda: store)
    monkeypatch.setattr(journal_session, "locksmith", lambda: SMITH)
    return a_journal(store)


def opened(journal: Journal) -> AppTest:
    at = AppTest.from_function(page, default_timeout=240)
    at.session_state["afterword-journal"] = journal
    return at.run()


def test_without_an_open_journal_there_is_nothing_to_fill_in(journal: Journal) -> None:
    del journal
    at = AppTest.from_function(page, default_timeout=240).run()

    assert journal_wording.UNLOCK in labels_of(at)
    assert not at.number_input


def test_a_day_is_noted_with_the_marks_that_were_given(journal: Journal) -> None:
    at = opened(journal)
    press(at, words.SAVE)
    assert at.info[0].value == words.EMPTY

    at.number_input[2].set_value(3)
    at = press(at, words.SAVE)

    noted = journal.notes("check_in", CheckIn)[0].value
    assert (noted.energy, noted.sleep) == (None, 3)
    assert words.FEW in words_of(at)


def test_totals_are_noted_whole_or_not_at_all(journal: Journal) -> None:
    at = opened(journal)
    at = at.segmented_control[0].set_value(Section.TOTALS).run()
    assert CREDIT["proqol5"] in words_of(at)
    at.number_input[0].set_value(30.0)
    press(at, words.SAVE)
    assert at.info[0].value == words.ALL_NEEDED

    for field, number in zip(at.number_input, (40.0, 25.0, 21.0), strict=True):
        field.set_value(number)
    press(at, words.SAVE)

    noted = journal.notes("own_total", OwnTotal)[0].value
    assert noted.totals == ProQolTotals(compassion_satisfaction=40, burnout=25, secondary_trauma=21)


def test_notes_are_deleted_only_after_saying_so(journal: Journal) -> None:
    journal.note("check_in", CheckIn(on=DAY, energy=4), on=DAY)
    at = opened(journal)
    assert next(b for b in at.button if b.label == words.DELETE).disabled

    next(c for c in at.checkbox if c.label == words.DELETE_SURE).check().run()
    press(at, words.DELETE)

    assert journal.notes("check_in", CheckIn) == ()


def test_a_line_has_one_colour_and_the_whole_range() -> None:
    days = [
        CheckIn(on=DAY, energy=4),
        CheckIn(on=date(2026, 11, 21)),
        CheckIn(on=date(2026, 11, 22), energy=5),
    ]
    energy = checking_in.trends_of(days)[0]
    chart = checking_in.chart_of(energy)

    assert [n for _, n in energy.points] == [4.0, 5.0]
    assert chart["encoding"]["y"]["scale"]["domain"] == [0, 10]
    assert set(str(chart).split("'")) & {checking_in.CALM} == {checking_in.CALM}
    assert str(chart).count("#") == str(chart).count(checking_in.CALM)


def test_a_mean_may_have_decimals_and_a_scale_may_have_none() -> None:
    total = checking_in.own_total("cbi", DAY, {"personal": 62.5, "work": None, "client": None})

    assert total is not None
    assert [t.points for t in checking_in.trends_in([total], "cbi")] == [((DAY, 62.5),), (), ()]


def test_every_mark_and_every_scale_has_words() -> None:
    assert tuple(words.MARKS) == MARKS
    for instrument in get_args(Instrument):
        fields = set(checking_in.MODELS[instrument].model_fields)
        assert fields == set(words.SCALES[instrument]) == set(checking_in.RANGES[instrument])
        assert words.FACTS[instrument]


def test_nothing_here_minimises_or_cheers() -> None:
    assert not [t for t in vars(words).values() if isinstance(t, str) and pattern("cheer").search(t)]
