from evals.case import Outcome, RetrievalCase
from evals.engine import RetrievalAnswer
from evals.gates import ReleaseTolerance
from evals.release_gate import regressions
from evals.scorers.retrieval import score
from knowledge.vocabulary import Approach

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
