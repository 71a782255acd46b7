"""Scores gathered into numbers: one for each system, metric and slice, with interval and count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.model.text import Frozen
from evals.case import Outcome, Score
from evals.intervals import Interval, resampled, wilson

OVERALL = "overall"
PRODUCT = "afterword"


class Measured(Frozen):
    """One number of a report."""

    system: str = PRODUCT
    metric: str
    slice: str = OVERALL
    value: float | None
    low: float | None = None
    high: float | None = None
    count: int
    """Cases, spans or findings that were scored."""
    unscored: int = 0


class _Observation(NamedTuple):
    case: str
    score: Score


def gather(outcomes: Iterable[Outcome]) -> tuple[Measured, ...]:
    """Every metric of every system, overall and on each slice that a case or score names."""
    groups: dict[tuple[str, str, str], list[_Observation]] = defaultdict(list)
    for outcome in outcomes:
        for score in outcome.scores:
            for tag in (OVERALL, *outcome.case.tags, *score.tags):
                groups[outcome.system, score.metric, tag].append(_Observation(outcome.case.id, score))
    return tuple(_measure(*key, observations) for key, observations in groups.items())


def _measure(system: str, metric: str, slice_: str, observations: Sequence[_Observation]) -> Measured:
    scored = [o for o in observations if o.score.value is not None]
    unscored = len(observations) - len(scored)
    if not scored or not any(o.score.weight for o in scored):
        return Measured(system=system, metric=metric, slice=slice_, value=None, count=0, unscored=unscored)
    values = np.array([o.score.value for o in scored], dtype=np.float64)
    weights = np.array([o.score.weight for o in scored])
    interval = _interval(values, weights, [o.case for o in scored], slice_)
    return Measured(
        system=system,
        metric=metric,
        slice=slice_,
        value=float(values @ weights / weights.sum()),
        low=interval and interval.low,
        high=interval and interval.high,
        count=len(scored),
        unscored=unscored,
    )


def _interval(
    values: NDArray[np.float64], weights: NDArray[np.float64], cases: Sequence[str], slice_: str
) -> Interval | None:
    """Wilson for plain yes and no; whole cases drawn again for anything weighted or graded."""
    if set(values.tolist()) <= {0.0, 1.0} and set(weights.tolist()) == {1.0}:
        return wilson(float(values.sum()), len(values))
    if slice_.startswith("family:"):
        return None
    names = {case: at for at, case in enumerate(dict.fromkeys(cases))}
    rows = np.array([names[case] for case in cases])
    got = np.bincount(rows, weights=values * weights, minlength=len(names))
    of = np.bincount(rows, weights=weights, minlength=len(names))
    return resampled(len(names), lambda drawn: float(got[drawn].sum() / max(of[drawn].sum(), 1e-12)))


def find(
    measured: Iterable[Measured], metric: str, *, system: str = PRODUCT, slice_: str = OVERALL
) -> Measured | None:
    """The number for one system, metric and slice, if it was measured."""
    return next((m for m in measured if (m.system, m.metric, m.slice) == (system, metric, slice_)), None)


def ratio(metric: str, top: Measured | None, bottom: Measured | None, *, of_misses: bool = False) -> Measured:
    """One number over another; over their shortfalls from 1 when misses are asked for."""
    if top is None or bottom is None or top.value is None or bottom.value is None:
        return Measured(metric=metric, value=None, count=0, unscored=1)
    above, below = (1 - top.value, 1 - bottom.value) if of_misses else (top.value, bottom.value)
    return Measured(metric=metric, value=above / below if below else None, count=min(top.count, bottom.count))
