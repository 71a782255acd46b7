"""Before a release of the library is published: does it still answer what the one before it answered?"""

from collections.abc import Sequence

from assistant.adapters.release_store import ReleaseStore
from assistant.model.text import Frozen
from assistant.ports import Library
from evals import engine
from evals.case import Outcome, RetrievalCase, load_cases
from evals.gates import ReleaseTolerance, load_gates
from evals.run import outcome_of
from evals.scorers import retrieval
from evals.suites import System


class Regression(Frozen):
    """One way in which a candidate release searches worse; `str()` gives it as a sentence."""

    query_id: str | None
    """None when the mean over all queries fell."""
    query: str
    before: float
    after: float
    why: str

    def __str__(self) -> str:
        return f"{self.why} ({self.before:.2f} to {self.after:.2f}): {self.query[:80]}"


def judge_release(store: ReleaseStore, candidate: str, current: str | None) -> list[Regression]:
    """Every regression of the candidate against the release that serves; none means that it may be published.

    Args:
        store: where both releases lie.
        candidate: the release to publish.
        current: the release that serves, or nothing before the first one.

    Raises:
        SetupError: a release or a model is missing; nothing was judged, so nothing may be published.

    """
    cases = load_cases(RetrievalCase, "retrieval", "dev")
    after = _search(cases, store.open(candidate))
    before = _search(cases, store.open(current)) if current else after
    return regressions(before, after, load_gates().release)


def regressions(
    before: Sequence[Outcome], after: Sequence[Outcome], tolerance: ReleaseTolerance
) -> list[Regression]:
    """What fell by more than is tolerated: single queries, and the mean with the queries that pulled it down."""
    worse = list(retrieval.worse_queries(before, after))
    old, new = _mean(before), _mean(after)
    fell = old - new > tolerance.mean_drop_at_most
    found = [
        Regression(query_id=case.id, query=case.query, before=was, after=now, why="this query got worse")
        for case, was, now in worse
        if fell or was - now > tolerance.query_drop_at_most
    ]
    if fell:
        found.insert(0, _of_mean(old, new, f"the mean of {len(after)} queries fell"))
    if new < tolerance.lowest_mean:
        found.insert(
            0, _of_mean(old, new, f"the mean of {len(after)} queries is under {tolerance.lowest_mean}")
        )
    return found


def _search(cases: Sequence[RetrievalCase], library: Library) -> list[Outcome]:
    system = System(lambda case: engine.searched(case, library), retrieval.score)
    return [outcome_of(case, library.release, system) for case in cases]


def _mean(outcomes: Sequence[Outcome]) -> float:
    """No case at all, or a case that could not be answered, counts as nothing found."""
    return sum(map(retrieval.quality, outcomes)) / len(outcomes) if outcomes else 0.0


def _of_mean(before: float, after: float, why: str) -> Regression:
    return Regression(
        query_id=None, query="all queries of retrieval-dev", before=before, after=after, why=why
    )
