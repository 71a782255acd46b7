"""What the library covers, and where it has gaps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from knowledge.entry import Entry
from knowledge.vocabulary import Approach, Level, Phase, Theme

FEWEST = 3
"""Entries that every theme and every approach should have."""
K = TypeVar("K", Theme, Approach)


class Coverage(BaseModel):
    """Counts of retrievable entries: theme by level, approach by phase, and what is thin or empty."""

    model_config = ConfigDict(frozen=True)

    entries: int
    themes: Mapping[Theme, Mapping[Level, int]]
    approaches: Mapping[Approach, Mapping[Phase, int]]
    theme_totals: Mapping[Theme, int]
    approach_totals: Mapping[Approach, int]
    thin_themes: tuple[Theme, ...]
    """Fewer entries than the minimum."""
    thin_approaches: tuple[Approach, ...]
    theme_gaps: tuple[tuple[Theme, Level], ...]
    """Cells of the first matrix without any entry."""
    approach_gaps: tuple[tuple[Approach, Phase], ...]

    @property
    def is_complete(self) -> bool:
        """Whether every theme and approach has its minimum."""
        return not (self.thin_themes or self.thin_approaches)


def coverage_of(entries: Iterable[Entry], today: date) -> Coverage:
    """Count what can be retrieved today."""
    shown: Sequence[Entry] = [e for e in entries if e.is_retrievable(today)]
    themes = {t: {at: sum(t in e.themes and e.level is at for e in shown) for at in Level} for t in Theme}
    approaches = {
        a: {p: sum(a in e.approaches and p in e.phases for e in shown) for p in Phase} for a in Approach
    }
    theme_totals = {t: sum(t in e.themes for e in shown) for t in Theme}
    approach_totals = {a: sum(a in e.approaches for e in shown) for a in Approach}
    return Coverage(
        entries=len(shown),
        themes=themes,
        approaches=approaches,
        theme_totals=theme_totals,
        approach_totals=approach_totals,
        thin_themes=_thin(theme_totals),
        thin_approaches=_thin(approach_totals),
        theme_gaps=tuple((t, at) for t, row in themes.items() for at, count in row.items() if not count),
        approach_gaps=tuple((a, p) for a, row in approaches.items() for p, count in row.items() if not count),
    )


def _thin(totals: Mapping[K, int]) -> tuple[K, ...]:
    return tuple(name for name, count in totals.items() if count < FEWEST)
