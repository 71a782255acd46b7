import numpy as np
import pytest

from evals.intervals import auroc, reachable_low, resampled, weighted_mean, wilson


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        (10, 10, 0.7225, 1.0),
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (196, 200, 0.9498, 0.9922),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilson_gives_the_published_ends(right, count, low, high):
    interval = wilson(right, count)

    assert interval.low == pytest.approx(low, abs=5e-4)
    assert interval.high == pytest.approx(high, abs=5e-4)


@pytest.mark.parametrize(("right", "count"), [(0, 0), (3, 2), (-1, 5)])
def test_wilson_refuses_what_is_no_share(right, count):
    with pytest.raises(ValueError, match="is not a share"):
        wilson(right, count)


def test_no_perfect_result_on_thirty_cases_reaches_ninety_percent():
    assert reachable_low(30) == pytest.approx(0.8865, abs=5e-4)


def test_resampling_is_the_same_twice_and_holds_the_mean():
    values = np.arange(50, dtype=float)

    first = resampled(50, lambda at: float(values[at].mean()))
    second = resampled(50, lambda at: float(values[at].mean()))

    assert first == second
    assert first.low < 24.5 < first.high


def test_a_weighted_mean_weighs():
    assert weighted_mean([1.0, 0.0], [3, 1]) == 0.75


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([3, 4], [1, 2], 1.0),
        ([1, 2], [3, 4], 0.0),
        ([1], [1], 0.5),
        ([1, 3], [2], 0.5),
        ([2, 3], [1, 2], 0.875),
    ],
)
def test_auroc_counts_pairs_and_halves_ties(positive, negative, expected):
    assert auroc(positive, negative) == expected
