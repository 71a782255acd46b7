"""Is what a reflection is about for its writer named, and nothing else?"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.case import Outcome, Score, ThemesCase
from evals.engine import ThemesAnswer
from evals.intervals import resampled
from evals.measured import PRODUCT, Measured
from knowledge.vocabulary import Theme

HIT, EXTRA, MISSED = 0, 1, 2
Counts = NDArray[np.float64]
"""Shape (cases, themes, 3): hits, extras and misses."""


def score(case: ThemesCase, answer: ThemesAnswer) -> Iterator[Score]:
    """Each theme that holds, each that was named, and the reading of each sentence."""
    said, meant = ", ".join(answer.themes) or "nothing clear", ", ".join(case.themes) or "nothing clear"
    for theme in case.themes:
        yield Score.right("theme_found", theme in answer.themes, said, theme, f"theme:{theme}")
    for theme in answer.themes:
        yield Score.right("theme_named_rightly", theme in case.themes, theme, meant, f"theme:{theme}")
    if not case.themes:
        yield Score.right("nothing_clear_kept", not answer.themes, said, meant)
    for gold, facet, whose in zip(case.sentences, answer.facets, answer.experiencers, strict=True):
        yield Score.right("facet_right", facet is gold.facet, facet, gold.facet, f"facet:{gold.facet}")
        yield Score.right("experiencer_right", whose is gold.experiencer, whose, gold.experiencer)


def f1_scores(outcomes: Sequence[Outcome]) -> Iterable[Measured]:
    """Micro and macro F1, and F1 of each theme, with intervals over cases."""
    own = [o for o in outcomes if o.system == PRODUCT and o.answer is not None]
    if not own:
        yield Measured(metric="macro_f1", value=None, count=0, unscored=1)
        return
    counts = np.array([_counts(o) for o in own], dtype=np.float64)
    yield _measured("micro_f1", counts, micro_f1)
    yield _measured("macro_f1", counts, macro_f1)
    for at, theme in enumerate(Theme):
        one = counts[:, at : at + 1]
        support = int(one[:, 0, HIT].sum() + one[:, 0, MISSED].sum())
        yield _measured("f1", one, micro_f1).model_copy(update={"slice": f"theme:{theme}", "count": support})


def micro_f1(counts: Counts) -> float:
    """F1 over all decisions together."""
    return float(_f1(counts.sum(axis=(0, 1))[None, :])[0])


def macro_f1(counts: Counts) -> float:
    """The mean of the themes' own F1; a theme that neither holds nor is named says nothing."""
    shares = _f1(counts.sum(axis=0))
    told = shares[~np.isnan(shares)]
    return float(told.mean()) if len(told) else float("nan")


def _f1(rows: Counts) -> Counts:
    below = 2 * rows[:, HIT] + rows[:, EXTRA] + rows[:, MISSED]
    shares: Counts = np.divide(2 * rows[:, HIT], below, out=np.full(len(rows), np.nan), where=below > 0)
    return shares


def _measured(metric: str, counts: Counts, measure: Callable[[Counts], float]) -> Measured:
    interval = resampled(len(counts), lambda drawn: measure(counts[drawn]))
    value = measure(counts)
    return Measured(metric=metric, value=value, low=interval.low, high=interval.high, count=len(counts))


def _counts(outcome: Outcome) -> list[tuple[bool, bool, bool]]:
    assert isinstance(outcome.case, ThemesCase)
    gold, said = set(outcome.case.themes), set(outcome.answer.themes)
    return [(t in gold and t in said, t in said - gold, t in gold - said) for t in Theme]
