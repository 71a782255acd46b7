"""Before a release of the library is published: does it still answer what the one before it answered, and safely?"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.adapters.release_store import ReleaseStore
from assistant.model.text import Frozen
from assistant.ports import Library
from evals import engine
from evals.case import Outcome, RetrievalCase, load_cases
from evals.gates import ReleaseTolerance, load_gates
from evals.release_safety import unsafe
from evals.run import outcome_of
from evals.scorers import retrieval
from evals.suites import System
from knowledge.entry import Entry

Progress = Callable[[int, int, str], None]
QUERIES = "gate: queries"
GONE, CHANGED, OUTRANKED = "no longer in the library", "its text changed", "outranked"


def silent(done: int, total: int, what: str) -> None:
    """Progress for those who do not watch."""


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


def judge_release(
    store: ReleaseStore, candidate: str, current: str | None, progress: Progress = silent
) -> list[str]:
    """Every regression of the candidate against the release that serves; none means that it may be published.

    Args:
        store: where both releases lie.
        candidate: the release to publish.
        current: the release that serves, or nothing before the first one.
        progress: told how far the gate is.

    Raises:
        SetupError: a release or a model is missing; nothing was judged, so nothing may be published.

    """
    cases = load_cases(RetrievalCase, "retrieval", "dev")
    new, old = store.open(candidate), store.open(current) if current else None
    after = _search(cases, new, progress)
    before = _search(cases, old, progress) if old else after
    changed = changes(old.entries, new.entries) if old else {}
    worse = regressions(before, after, load_gates().release, changed)
    return [*map(str, worse), *unsafe(new, old, progress)]


def regressions(
    before: Sequence[Outcome],
    after: Sequence[Outcome],
    tolerance: ReleaseTolerance,
    changed: Mapping[str, str] | None = None,
) -> list[Regression]:
    """What fell by more than is tolerated: single queries, and the mean with the queries that pulled it down.

    Args:
        before: what the release that serves answered.
        after: what the candidate answered.
        tolerance: how much may be lost.
        changed: what the candidate does to entries, by their id; the reason that a query got worse.

    """
    answers = {o.case.id: (was.answer, o.answer) for was, o in zip(before, after, strict=True)}
    worse = list(retrieval.worse_queries(before, after))
    old, new = _mean(before), _mean(after)
    fell = old - new > tolerance.mean_drop_at_most
    found = [
        Regression(
            query_id=case.id,
            query=case.query,
            before=was,
            after=now,
            why=f"this query got worse: {_reason(*answers[case.id], changed or {})}",
        )
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


def changes(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> dict[str, str]:
    """What became of every entry that is not as it was."""
    return {
        i: GONE if i not in new else CHANGED
        for i, entry in old.items()
        if i not in new or new[i].content_hash != entry.content_hash
    }


def _reason(was: object, now: object, changed: Mapping[str, str]) -> str:
    """Which entries a query lost and gained, and what happened to those that it lost."""
    if not isinstance(was, engine.RetrievalAnswer) or not isinstance(now, engine.RetrievalAnswer):
        return "it could not be answered"
    if now.abstained and not was.abstained:
        return "; ".join(("nothing is found any more", *_lost(was, now, changed)))
    if was.abstained and not now.abstained:
        return f"something is shown where nothing fits: {', '.join(now.entries)}"
    gained = [i for i in now.entries if i not in was.entries]
    said = [*_lost(was, now, changed), *([f"instead {', '.join(gained)}"] if gained else [])]
    return "; ".join(said) or "the order of what is found changed"


def _lost(
    was: engine.RetrievalAnswer, now: engine.RetrievalAnswer, changed: Mapping[str, str]
) -> Iterator[str]:
    lost = [i for i in was.entries if i not in now.entries]
    if lost:
        yield "lost " + ", ".join(f"{i} ({changed.get(i, OUTRANKED)})" for i in lost)


def _search(cases: Sequence[RetrievalCase], library: Library, progress: Progress) -> list[Outcome]:
    system = System(lambda case: engine.searched(case, library), retrieval.score)
    found = []
    for at, case in enumerate(cases, start=1):
        found.append(outcome_of(case, library.release, system))
        progress(at, len(cases), QUERIES)
    return found


def _mean(outcomes: Sequence[Outcome]) -> float:
    """No case at all, or a case that could not be answered, counts as nothing found."""
    return sum(map(retrieval.quality, outcomes)) / len(outcomes) if outcomes else 0.0


def _of_mean(before: float, after: float, why: str) -> Regression:
    return Regression(
        query_id=None, query="all queries of retrieval-dev", before=before, after=after, why=why
    )
