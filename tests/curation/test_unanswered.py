"""What the library had no answer for: themes and counts, only where asked for, never few and never text."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.adapters.unanswered_file import NAME, UnansweredFile
from assistant.curation.unanswered import SMALLEST_CELL, Counts, counted, report_of
from assistant.errors import SetupError
from assistant.model.debrief import Debrief, Withheld
from knowledge.vocabulary import Theme
from tests.factories import TODAY


def an_outcome(*themes: Theme, kind: Any = Debrief, strategies: tuple[Any, ...] = ()) -> Any:
    """As much of an outcome as is counted, with a text that must not be."""
    found = tuple(SimpleNamespace(theme=t) for t in themes)
    return kind.model_construct(text="A secret sentence.", themes=found, strategies=strategies)


def a_file(home: Path, *, on: bool = True) -> UnansweredFile:
    return UnansweredFile(home, counts=on, today=lambda: TODAY)


def test_nothing_is_written_unless_an_operator_asked(tmp_path: Path) -> None:
    a_file(tmp_path, on=False).note(an_outcome(Theme.WORKLOAD))

    assert list(tmp_path.iterdir()) == []


def test_only_themes_counts_and_the_first_day_are_kept(tmp_path: Path) -> None:
    counter = a_file(tmp_path)

    counter.note(an_outcome(Theme.WORKLOAD, Theme.GROWTH))
    counter.note(an_outcome(Theme.WORKLOAD))

    assert counter.read() == Counts(
        since=TODAY.isoformat(), reflections=2, themes={Theme.WORKLOAD: 2, Theme.GROWTH: 1}
    )
    assert "secret" not in (tmp_path / NAME).read_text()


@pytest.mark.parametrize("kind", [Withheld, Debrief])
def test_an_answered_or_withheld_reflection_is_not_counted(tmp_path: Path, kind: Any) -> None:
    offered = () if kind is Withheld else (object(),)

    a_file(tmp_path).note(an_outcome(Theme.WORKLOAD, kind=kind, strategies=offered))

    assert a_file(tmp_path).read() is None


def test_a_small_cell_is_not_shown_and_a_small_total_neither() -> None:
    counts = Counts(since="2026-11-01")
    for at in range(SMALLEST_CELL):
        assert report_of(counts).reflections is None
        counts = counted(counts, an_outcome(Theme.WORKLOAD, *([Theme.GROWTH] if at else [])))

    report = report_of(counts)

    assert report.reflections == SMALLEST_CELL
    assert report.themes == ((Theme.WORKLOAD, SMALLEST_CELL),)


def test_a_damaged_file_never_costs_a_debrief_and_is_told_to_who_asks(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{")

    a_file(tmp_path).note(an_outcome(Theme.WORKLOAD))

    with pytest.raises(SetupError, match="Delete it"):
        a_file(tmp_path).read()
