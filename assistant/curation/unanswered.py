"""What the library had no answer for, as themes and counts: what curators may know of reflections, and no more."""

from collections.abc import Mapping
from typing import NamedTuple

from assistant.model.debrief import Debrief, Outcome
from assistant.model.text import Frozen
from knowledge.vocabulary import Theme

SMALLEST_CELL = 8
"""Reflections below which a count is not shown: fewer might point at one person."""


class Counts(Frozen):
    """How many reflections were left without an answer, and how many of them held each theme."""

    since: str
    """The day on which counting began; no other day is kept."""
    reflections: int = 0
    themes: Mapping[Theme, int] = {}


class Report(NamedTuple):
    """What a curator sees."""

    since: str
    reflections: int | None
    """Nothing where there are too few of them."""
    themes: tuple[tuple[Theme, int], ...]
    """Only those with enough reflections, the most frequent first."""


def is_unanswered(outcome: Outcome) -> bool:
    """Whether the library offered nothing to a reflection that asked for something."""
    return isinstance(outcome, Debrief) and not outcome.strategies


def counted(counts: Counts, outcome: Outcome) -> Counts:
    """One more reflection without an answer; nothing of it but its themes."""
    held = {found.theme for found in outcome.themes}
    themes = {t: counts.themes.get(t, 0) + (t in held) for t in Theme if t in held or t in counts.themes}
    return Counts(since=counts.since, reflections=counts.reflections + 1, themes=themes)


def report_of(counts: Counts) -> Report:
    """What is large enough to be shown."""
    enough = [(theme, n) for theme, n in counts.themes.items() if n >= SMALLEST_CELL]
    shown = counts.reflections if counts.reflections >= SMALLEST_CELL else None
    return Report(counts.since, shown, tuple(sorted(enough, key=lambda pair: (-pair[1], pair[0]))))
