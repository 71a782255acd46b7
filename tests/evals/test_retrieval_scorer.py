from math import log2

import pytest

from evals.case import Outcome, RetrievalCase
from evals.engine import RetrievalAnswer
from evals.scorers.retrieval import gain_over_parts, ndcg, score
from knowledge.vocabulary import Approach


def a_case(*approaches):
    return RetrievalCase(
        id="c", author="a", family="f", query="cannot sleep", approaches=approaches, themes=()
    )


def test_every_wanted_approach_at_the_top_is_perfect():
    assert ndcg(
        [[Approach.SLEEP], [Approach.MOVEMENT]], [Approach.MOVEMENT, Approach.SLEEP]
    ) == pytest.approx(1)


def test_the_same_approach_a_second_time_counts_nothing():
    got = ndcg([[Approach.SLEEP], [Approach.SLEEP], [Approach.MOVEMENT]], [Approach.SLEEP, Approach.MOVEMENT])

    assert got == pytest.approx((1 + 1 / log2(4)) / (1 + 1 / log2(3)))


def test_a_result_is_credited_for_one_new_approach_only():
    got = ndcg([[Approach.SLEEP, Approach.MOVEMENT]], [Approach.SLEEP, Approach.MOVEMENT])

    assert got == pytest.approx(1 / (1 + 1 / log2(3)))


def test_a_result_whose_first_approach_is_spent_is_credited_for_its_second():
    assert ndcg(
        [[Approach.SLEEP], [Approach.SLEEP, Approach.MOVEMENT]], [Approach.SLEEP, Approach.MOVEMENT]
    ) == pytest.approx(1)


def test_the_ideal_holds_no_more_than_five_results():
    wanted = [
        Approach.SLEEP,
        Approach.MOVEMENT,
        Approach.NUTRITION,
        Approach.GROUNDING,
        Approach.MINDFULNESS,
        Approach.ENDINGS,
    ]

    assert ndcg([[w] for w in wanted], wanted) == pytest.approx(1)
    assert ndcg([[], [], [], [], [], [Approach.SLEEP]], wanted) == 0


def test_silence_is_right_without_an_answer_and_costs_everything_with_one():
    silence = RetrievalAnswer(abstained=True, approaches=())

    assert [(s.metric, s.value) for s in score(a_case(), silence)] == [("abstains_without_answer", 1)]
    assert {s.metric: s.value for s in score(a_case(Approach.SLEEP), silence)}["ndcg_at_5"] == 0


def test_the_gain_over_a_part_is_a_ratio_of_means():
    case = a_case(Approach.SLEEP, Approach.MOVEMENT)
    ours = RetrievalAnswer(abstained=False, approaches=((Approach.SLEEP,), (Approach.MOVEMENT,)))
    theirs = RetrievalAnswer(abstained=False, approaches=((Approach.SLEEP,), (Approach.SLEEP,)))
    outcomes = [
        Outcome(case, "afterword", ours, tuple(score(case, ours))),
        Outcome(case, "bm25 alone", theirs, tuple(score(case, theirs))),
    ]

    found = {m.metric: m.value for m in gain_over_parts(outcomes)}

    assert found["ndcg_over:bm25_alone"] == pytest.approx(1 + 1 / log2(3))
    assert found["ndcg_over:dense_alone"] is None
