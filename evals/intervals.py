"""How far a measured number may be from the truth: Wilson for shares, resampling for everything else."""

from collections.abc import Callable, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
RESAMPLES = 1000
SEED = 20261123


class Interval(NamedTuple):
    """Where the truth lies in 95 of 100 such samples."""

    low: float
    high: float


def wilson(right: float, count: int, z: float = Z95) -> Interval:
    """The score interval of a share; honest for small counts and near 0 or 1.

    Raises:
        ValueError: there is nothing to judge, or more right than counted.

    """
    if count <= 0 or not 0 <= right <= count:
        raise ValueError(f"count: {right} of {count} is not a share")
    share = right / count
    spread = 1 + z * z / count
    centre = share + z * z / (2 * count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return Interval(max(0.0, (centre - half) / spread), min(1.0, (centre + half) / spread))


def reachable_low(count: int) -> float:
    """The lower end that a perfect result on `count` cases has; no gate can ask for more."""
    return wilson(count, count).low


def resampled(count: int, statistic: Callable[[NDArray[np.int64]], float]) -> Interval:
    """Percentile interval over cases drawn with replacement; the same seed gives the same ends.

    Args:
        count: how many cases there are.
        statistic: the number for a draw of case indexes.

    """
    draw = np.random.default_rng(SEED)
    values = np.array([statistic(draw.integers(0, count, count)) for _ in range(RESAMPLES)])
    told = values[~np.isnan(values)]
    if not len(told):
        return Interval(float("nan"), float("nan"))
    low, high = np.quantile(told, (0.025, 0.975))
    return Interval(float(low), float(high))


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Sum of value times weight over the sum of weights."""
    return float(np.dot(values, weights) / np.sum(weights))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a faithful example scores above an unfaithful one; ties count half.

    Raises:
        ValueError: one side is empty.

    """
    if not positive or not negative:
        raise ValueError("auroc: both sides need examples")
    ordered = np.sort(np.asarray(negative, dtype=np.float64))
    above = np.searchsorted(ordered, positive, side="left")
    at_or_above = np.searchsorted(ordered, positive, side="right")
    return float((above + at_or_above).sum() / 2 / len(positive) / len(negative))
