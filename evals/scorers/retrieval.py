"""Does the library offer the right help first, each kind once, and nothing where it has no answer?"""

from collections.abc import Iterable, Iterator, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

from evals.case import Outcome, RetrievalCase, Score
from evals.engine import RetrievalAnswer
from evals.intervals import resampled
from evals.measured import PRODUCT, Measured
from knowledge.vocabulary import Approach

MEANING, WORDS = "dense alone", "bm25 alone"
DEPTH = 5


def score(case: RetrievalCase, answer: RetrievalAnswer) -> Iterator[Score]:
    """Gain over distinct approaches, and abstention both ways."""
    size = "size:reflection" if len(case.query.split()) > 40 else "size:query"  # noqa: PLR2004 - as `search` cuts
    if not case.approaches:
        yield Score.right("abstains_without_answer", answer.abstained, _said(answer), "nothing shown")
        return
    yield Score.right("answers_when_it_can", not answer.abstained, _said(answer), "an answer", size)
    yield Score(
        metric="ndcg_at_5",
        value=ndcg(answer.approaches, case.approaches),
        answer=_said(answer),
        explanation=f"expected {', '.join(case.approaches)}",
        tags=(size,),
    )
    first = bool(answer.approaches) and bool(set(answer.approaches[0]) & set(case.approaches))
    yield Score.right("first_result_helps", first, _said(answer), ", ".join(case.approaches), size)


def score_ranking(case: RetrievalCase, answer: RetrievalAnswer) -> Iterator[Score]:
    """The same for systems that never abstain."""
    return (s for s in score(case, answer) if s.metric in {"ndcg_at_5", "first_result_helps"})


def ndcg(results: Sequence[Sequence[Approach]], relevant: Sequence[Approach], depth: int = DEPTH) -> float:
    """Walk the results: each one that offers a relevant approach not yet credited gains 1, once."""
    wanted = list(dict.fromkeys(relevant))
    left = set(wanted)
    gained = 0.0
    for rank, offered in enumerate(results[:depth]):
        new = next((a for a in offered if a in left), None)
        if new is not None:
            left.remove(new)
            gained += 1 / log2(rank + 2)
    ideal = sum(1 / log2(rank + 2) for rank in range(min(depth, len(wanted))))
    return gained / ideal


def gain_over_parts(outcomes: Sequence[Outcome]) -> Iterable[Measured]:
    """The engine's nDCG over that of each of its parts; cases are drawn in pairs."""
    ours = _values(outcomes, PRODUCT)
    for part in (MEANING, WORDS):
        metric, theirs = f"ndcg_over:{part.replace(' ', '_')}", _values(outcomes, part)
        both = np.array([(ours[c], theirs[c]) for c in ours if c in theirs])
        if not len(both) or not both[:, 1].sum():
            yield Measured(metric=metric, value=None, count=0, unscored=1)
            continue
        interval = resampled(len(both), lambda drawn, both=both: _ratio(both[drawn]))  # type: ignore[misc]  # bound now
        yield Measured(
            metric=metric, value=_ratio(both), low=interval.low, high=interval.high, count=len(both)
        )


def _ratio(both: NDArray[np.float64]) -> float:
    ours, theirs = both.sum(axis=0)
    return float(ours / theirs) if theirs else float("nan")


def _values(outcomes: Iterable[Outcome], system: str) -> dict[str, float]:
    own = (o for o in outcomes if o.system == system)
    return {o.case.id: s.value or 0.0 for o in own for s in o.scores if s.metric == "ndcg_at_5"}


def worse_queries(
    before: Iterable[Outcome], after: Iterable[Outcome]
) -> Iterator[tuple[RetrievalCase, float, float]]:
    """Queries whose answer became worse, with nDCG (or right abstention) before and after."""
    values = {o.case.id: quality(o) for o in before}
    for outcome in after:
        assert isinstance(outcome.case, RetrievalCase)
        if quality(outcome) < values[outcome.case.id]:
            yield outcome.case, values[outcome.case.id], quality(outcome)


def quality(outcome: Outcome) -> float:
    """Gain where there is an answer, right abstention where there is none; 0 when nothing came back."""
    scores = {s.metric: s.value or 0.0 for s in outcome.scores}
    return scores.get("ndcg_at_5", scores.get("abstains_without_answer", 0.0))


def _said(answer: RetrievalAnswer) -> str:
    return "abstained" if answer.abstained else "; ".join(", ".join(a) for a in answer.approaches)
