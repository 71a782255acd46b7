"""Is a sentence that the reflection does not bear kept from the writer, and a faithful one shown?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.case import Outcome, Score, StatementsCase
from evals.engine import StatementAnswer
from evals.intervals import auroc, resampled, wilson
from evals.measured import PRODUCT, Measured


def score(case: StatementsCase, answer: StatementAnswer) -> Iterator[Score]:
    """Kept when faithful, cut when not, by the check that its author meant."""
    said = "shown" if answer.supported else f"cut by {', '.join(answer.checks)}"
    if case.supported:
        yield Score.right("faithful_kept", answer.supported, said, f"shown: {case.statement!r}")
        return
    check = f"check:{case.check}"
    yield Score.right(
        "unfaithful_cut", not answer.supported, said, f"cut ({case.check}): {case.statement!r}", check
    )
    if not answer.supported:
        yield Score.right("check_named_rightly", case.check in answer.checks, said, case.check, check)


def beside_similarity(outcomes: Sequence[Outcome]) -> Iterable[Measured]:
    """AUROC of every system, and what each baseline cuts when it keeps as many faithful as we do."""
    systems = list(dict.fromkeys(o.system for o in outcomes))
    kept = [o.answer.supported for o in _of(outcomes, PRODUCT, supported=True)]
    for system in systems:
        faithful = [o.answer.support for o in _of(outcomes, system, supported=True)]
        unfaithful = [o.answer.support for o in _of(outcomes, system, supported=False)]
        if not faithful or not unfaithful:
            yield Measured(system=system, metric="auroc", value=None, count=0, unscored=1)
            continue
        yield _auroc(system, faithful, unfaithful)
        yield from _right_text_higher(system, outcomes)
        if system != PRODUCT:
            yield _cut_at(system, faithful, unfaithful, keep=sum(kept) / max(1, len(kept)))


def threshold_keeping(support: Sequence[float], keep: float) -> float:
    """The highest threshold at which at least that share of the faithful stays."""
    needed = int(np.ceil(keep * len(support) - 1e-9))
    return sorted(support, reverse=True)[needed - 1] if needed else float("inf")


def _cut_at(system: str, faithful: Sequence[float], unfaithful: Sequence[float], keep: float) -> Measured:
    threshold = threshold_keeping(faithful, keep)
    cut = sum(s < threshold for s in unfaithful)
    return _share(system, "unfaithful_cut", cut, len(unfaithful))


def _right_text_higher(system: str, outcomes: Sequence[Outcome]) -> Iterator[Measured]:
    """Of statements set beside two texts, one that bears them and one that does not: how often the right one is preferred.

    Nothing in the statement alone or in the text alone can tell. Where both are held alike it counts half, so chance is .5.
    """
    beside: dict[tuple[str, str], dict[bool, float]] = defaultdict(dict)
    for supported in (True, False):
        for o in _of(outcomes, system, supported=supported):
            if isinstance(o.case, StatementsCase):
                beside[o.case.family, o.case.statement][supported] = o.answer.support
    contrasts = [support for support in beside.values() if set(support) == {True, False}]
    if contrasts:
        right = sum((np.sign(s[True] - s[False]) + 1) / 2 for s in contrasts)
        yield _share(system, "right_text_higher", float(right), len(contrasts))


def _share(system: str, metric: str, right: float, count: int) -> Measured:
    interval = wilson(right, count)
    return Measured(
        system=system, metric=metric, value=right / count, low=interval.low, high=interval.high, count=count
    )


def _auroc(system: str, faithful: Sequence[float], unfaithful: Sequence[float]) -> Measured:
    support = np.array([*faithful, *unfaithful])
    gold = np.arange(len(support)) < len(faithful)

    def drawn(at: NDArray[np.int64]) -> float:
        good, bad = support[at][gold[at]], support[at][~gold[at]]
        return auroc(good.tolist(), bad.tolist()) if len(good) and len(bad) else float("nan")

    interval = resampled(len(support), drawn)
    return Measured(
        system=system,
        metric="auroc",
        value=auroc(faithful, unfaithful),
        low=interval.low,
        high=interval.high,
        count=len(support),
    )


def _of(outcomes: Iterable[Outcome], system: str, *, supported: bool) -> list[Outcome]:
    return [
        o
        for o in outcomes
        if o.system == system
        and o.answer is not None
        and isinstance(o.case, StatementsCase)
        and o.case.supported is supported
    ]
