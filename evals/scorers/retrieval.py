"""Does the library offer the right help first, each kind once, and nothing where it has no answer?"""

from collections.abc import Iterable, Iterator, Sequence
from math import log2

from evals.case import Outcome, RetrievalCase, Score
from evals.engine import RetrievalAnswer
from evals.measured import Measured, find, ratio
from knowledge.vocabulary import Approach

MEANING, WORDS = "dense alone", "bm25 alone"
DEPTH = 5


def score(case: RetrievalCase, answer: RetrievalAnswer) -> Iterator[Score]:
    """nDCG@5 over distinct approaches, and abstention both ways."""
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


def gain_over_parts(measured: Sequence[Measured]) -> Iterable[Measured]:
    """The engine's nDCG over that of each of its parts."""
    ours = find(measured, "ndcg_at_5")
    for part in (MEANING, WORDS):
        yield ratio(f"ndcg_over:{part.replace(' ', '_')}", ours, find(measured, "ndcg_at_5", system=part))


def worse_queries(before: Iterable[Outcome], after: Iterable[Outcome]) -> Iterator[tuple[RetrievalCase, float, float]]:
    """Queries whose answer became worse, with nDCG (or right abstention) before and after."""
    values = {o.case.id: _quality(o) for o in before}
    for outcome in after:
        assert isinstance(outcome.case, RetrievalCase)
        if _quality(outcome) < values[outcome.case.id]:
            yield outcome.case, values[outcome.case.id], _quality(outcome)


def _quality(outcome: Outcome) -> float:
    scores = {s.metric: s.value or 0.0 for s in outcome.scores}
    return scores.get("ndcg_at_5", scores.get("abstains_without_answer", 0.0))


def _said(answer: RetrievalAnswer) -> str:
    return "abstained" if answer.abstained else "; ".join(", ".join(a) for a in answer.approaches)
