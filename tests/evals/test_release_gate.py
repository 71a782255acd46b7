from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.curating import installed_gate
from evals.case import Outcome, RetrievalCase, load_cases
from evals.engine import RetrievalAnswer
from evals.gates import ReleaseTolerance
from evals.release_gate import CHANGED, GONE, changes, regressions, silent
from evals.release_safety import unsafe
from evals.scorers.retrieval import score
from knowledge.collection import load_entries
from knowledge.lint.safety import LOSS, stings_beside
from knowledge.vocabulary import Approach
from tests.factories import an_entry

TOLERANCE = ReleaseTolerance(mean_drop_at_most=0.05, query_drop_at_most=0.5, lowest_mean=0.3)
FULL = RetrievalAnswer(abstained=False, approaches=((Approach.SLEEP,), (Approach.MOVEMENT,)))
HALF = RetrievalAnswer(abstained=False, approaches=((Approach.SLEEP,),))
NOTHING = RetrievalAnswer(abstained=True, approaches=())


def outcomes(*answers, system="r-new"):
    approaches = (Approach.SLEEP, Approach.MOVEMENT)
    cases = [
        RetrievalCase(
            id=f"q{at}", author="a", family="f", query=f"query {at}", approaches=approaches, themes=()
        )
        for at in range(len(answers))
    ]
    return [Outcome(c, system, a, tuple(score(c, a))) for c, a in zip(cases, answers, strict=True)]


def test_a_candidate_that_answers_as_before_has_no_regression():
    assert regressions(outcomes(FULL, HALF), outcomes(FULL, FULL), TOLERANCE) == []


def test_a_small_loss_among_many_queries_is_tolerated():
    assert regressions(outcomes(*[FULL] * 20), outcomes(HALF, *[FULL] * 19), TOLERANCE) == []


def test_a_query_that_lost_its_answer_is_named_although_the_mean_holds():
    found = regressions(outcomes(*[FULL] * 30), outcomes(NOTHING, *[FULL] * 29), TOLERANCE)

    assert [r.query_id for r in found] == ["q0"]
    assert "query 0" in str(found[0])


def test_a_falling_mean_is_told_first_with_every_query_that_pulled_it_down():
    found = regressions(outcomes(FULL, FULL, FULL), outcomes(HALF, FULL, HALF), TOLERANCE)

    assert [r.query_id for r in found] == [None, "q0", "q2"]


def test_a_first_release_is_held_to_the_floor():
    nothing = outcomes(NOTHING, NOTHING)

    assert regressions(nothing, nothing, TOLERANCE)[0].query_id is None


def test_no_case_at_all_is_no_pass():
    assert regressions([], [], TOLERANCE)


def found(*entries: str, abstained: bool = False) -> RetrievalAnswer:
    offers = ((Approach.SLEEP,), (Approach.MOVEMENT,))
    return RetrievalAnswer(abstained, offers[: len(entries)], entries)


@pytest.mark.parametrize(
    ("before", "after", "changed", "said"),
    [
        (
            found("ind-a", "ind-b"),
            found(abstained=True),
            {"ind-a": GONE},
            "nothing is found any more; lost ind-a (no longer in the library)",
        ),
        (
            found("ind-a"),
            RetrievalAnswer(False, ((Approach.ENDINGS,),), ("ind-c",)),
            {"ind-a": CHANGED},
            "lost ind-a (its text changed); instead ind-c",
        ),
        (
            found("ind-a"),
            RetrievalAnswer(False, ((Approach.ENDINGS,),), ("ind-c",)),
            {},
            "lost ind-a (outranked); instead ind-c",
        ),
    ],
)
def test_a_regression_says_which_entries_were_lost_and_what_became_of_them(before, after, changed, said):
    worse = regressions(outcomes(before), outcomes(after), TOLERANCE, changed)

    assert said in str(worse[-1])


def test_an_entry_that_stings_beside_a_loss_is_named_whatever_it_says_of_itself():
    gratitude = an_entry(approaches=(Approach.VICARIOUS_RESILIENCE,))

    assert stings_beside(gratitude, {"client_death", "workload"}) == ("client_death",)
    assert stings_beside(gratitude, {"workload"}) == ()


def test_what_the_candidate_does_to_entries_is_known():
    old = {e.id: e for e in (an_entry("ind-a"), an_entry("ind-b"), an_entry("ind-c"))}
    new = {"ind-b": an_entry("ind-b", title="Another title"), "ind-c": old["ind-c"]}

    assert changes(old, new) == {"ind-a": GONE, "ind-b": CHANGED}


MOURNING = "ind-mark-client-death"


@pytest.fixture(scope="module")
def store(home: Path, tmp_path_factory: pytest.TempPathFactory) -> ReleaseStore:
    """A release serves part of the shipped library, in which what marks a death also offers mindfulness."""
    del home
    folder = tmp_path_factory.mktemp("gate")
    store = ReleaseStore(folder, chroma_url=None, embedder=MiniLmEmbedder(folder))
    sleep = [e for e in load_entries() if Approach.SLEEP in e.approaches]
    others = [e for e in load_entries() if e not in sleep]
    mourning = next(e for e in others if e.id == MOURNING).model_copy(
        update={"approaches": (Approach.MOURNING_RITUAL, Approach.MINDFULNESS), "suppress_when": LOSS}
    )
    store.switch(store.build([*sleep, mourning, *(e for e in others[::8] if e.id != MOURNING)]))
    return store


@pytest.fixture(scope="module")
def candidate(store: ReleaseStore) -> str:
    """A release that lost every entry on sleep, and of the one that mourners are offered its suppress rules."""
    return store.build(
        [
            e.model_copy(update={"suppress_when": ()}) if e.id == MOURNING else e
            for e in store.entries(store.current or "")
            if Approach.SLEEP not in e.approaches
        ]
    )


@pytest.fixture(scope="module")
def said(store: ReleaseStore, candidate: str) -> Sequence[str]:
    """What the gate says that publishing asks, on all its cases."""
    return installed_gate(store, candidate, store.current)


@pytest.mark.slow
def test_the_gate_names_the_queries_that_a_library_without_sleep_no_longer_answers(said):
    queries = [
        c.query for c in load_cases(RetrievalCase, "retrieval", "dev") if Approach.SLEEP in c.approaches
    ]
    lost = [f"{e.id} ({GONE})" for e in load_entries() if Approach.SLEEP in e.approaches]

    assert any(
        line.startswith("this query got worse")
        and any(entry in line for entry in lost)
        and any(query[:80] in line for query in queries)
        for line in said
    )


@pytest.mark.slow
def test_the_gate_names_the_entry_that_would_sting_once_its_suppress_rules_are_lost(said, store):
    assert any(line.startswith(f"{MOURNING} would be offered beside client_death") for line in said)
    assert any(line.startswith(f"lint: {MOURNING}.md: suppress_when") for line in said)

    current = store.open(store.current)
    assert not [line for line in unsafe(current, current, silent) if MOURNING in line]
