"""Hours of supervision: one record a meeting, totals by kind, and a table that other programs read."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, get_args

from pydantic import Field

from assistant.model.text import Frozen

SessionKind = Literal["individual", "triadic", "group", "peer", "live", "consultation"]
KINDS: tuple[SessionKind, ...] = get_args(SessionKind)
COLUMNS = ("date", "kind", "minutes", "competencies", "supervisor_initials")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets; it gets an apostrophe in front."""


class SupervisionSession(Frozen):
    """One meeting."""

    on: date
    kind: SessionKind
    minutes: int = Field(ge=1, le=600)
    competencies: tuple[str, ...] = ()
    supervisor_initials: str = Field(default="", max_length=5)


class LogTotals(Frozen):
    """Hours by kind, and together."""

    hours: Mapping[SessionKind, float]
    total: float


def totals_of(sessions: Iterable[SupervisionSession]) -> LogTotals:
    """Hours with two decimals; kinds without a meeting are left out."""
    minutes = Counter[SessionKind]()
    for one in sessions:
        minutes[one.kind] += one.minutes
    return LogTotals(
        hours={k: round(minutes[k] / 60, 2) for k in KINDS if minutes[k]},
        total=round(minutes.total() / 60, 2),
    )


def log_as_csv(sessions: Iterable[SupervisionSession]) -> str:
    """One row a meeting, oldest first, with a header."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in sorted(sessions, key=lambda s: s.on):
        cells = (*one.competencies, one.supervisor_initials)
        *competencies, initials = (f"'{c}" if c.startswith(FORMULA) else c for c in cells)
        rows.writerow([one.on.isoformat(), one.kind, one.minutes, "; ".join(competencies), initials])
    return out.getvalue()
