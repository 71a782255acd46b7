import pytest

from evals.case import Case, Outcome, Score
from evals.gates import Gate, Gates, ReleaseTolerance, judge, load_gates
from evals.measured import Measured, find, gather
from evals.suites import SUITES

RELEASE = ReleaseTolerance(mean_drop_at_most=0.01, query_drop_at_most=0.5, lowest_mean=0.3)
ANSWERED = Measured(metric="answered", value=1.0, low=0.9, high=1.0, count=100)


def the_gates(**fields):
    gate = Gate(suite="s", metric="recall", target=0.95, **fields)
    return Gates(split="test", fewest=30, gates=(gate,), bench={}, release=RELEASE)


def a_number(low, count=100, slice_="overall", **fields):
    return Measured(metric="recall", slice=slice_, value=0.95, low=low, high=0.99, count=count, **fields)


def verdict_of(gates, *measured, slice_="overall"):
    found = judge(gates, "s", (ANSWERED, *measured))
    return next(v for v in found if v.metric == "recall" and v.slice == slice_)


def test_the_lower_end_is_held_to_the_bound_and_not_the_value():
    assert verdict_of(the_gates(at_least=0.90), a_number(0.91)).passed
    assert not verdict_of(the_gates(at_least=0.90), a_number(0.89)).passed


def test_a_failed_gate_says_by_how_much_on_how_many_cases():
    verdict = verdict_of(the_gates(at_least=0.90), a_number(0.85))

    assert "short by 0.050 on 100 cases" in verdict.why


def test_a_bound_that_perfection_cannot_reach_is_named_as_such():
    verdict = verdict_of(the_gates(at_least=0.95), a_number(0.886, count=30))

    assert not verdict.passed
    assert "cannot be reached with 30 cases" in verdict.why


@pytest.mark.parametrize("measured", [(), (Measured(metric="recall", value=None, count=0, unscored=4),)])
def test_what_was_not_measured_fails(measured):
    assert not verdict_of(the_gates(at_least=0.1), *measured).passed


def test_one_unscored_case_fails_the_gate():
    assert not verdict_of(the_gates(at_least=0.1), a_number(0.9, unscored=1)).passed


def test_a_product_that_failed_on_a_case_fails_the_suite():
    broken = Measured(metric="answered", value=1.0, count=99, unscored=1)

    (answered, *_) = judge(the_gates(at_least=0.1), "s", (broken, a_number(0.9)))

    assert not answered.passed
    assert "1 of 100" in answered.why


def test_a_suite_without_cases_fails():
    assert not any(v.passed for v in judge(the_gates(at_least=0.1), "s", ()))


def test_slices_have_their_own_bound_and_small_ones_are_not_gated():
    gates = the_gates(at_least=0.1, by={"author": 0.8})
    numbers = (
        a_number(0.9),
        a_number(0.7, 40, "author:x"),
        a_number(0.1, 29, "author:y"),
        a_number(0.1, 40, "family:z"),
    )

    found = {v.slice: v.passed for v in judge(gates, "s", (ANSWERED, *numbers)) if v.metric == "recall"}

    assert found == {"overall": True, "author:x": False}


def test_a_ceiling_is_held_against_the_upper_end_or_the_value():
    ratio = Measured(metric="recall", value=0.4, count=50)

    assert verdict_of(the_gates(at_most=0.5), ratio).passed
    assert not verdict_of(the_gates(at_most=0.5), a_number(0.1)).passed


def test_a_gate_has_one_direction():
    with pytest.raises(ValueError, match="at_least or at_most"):
        the_gates(at_least=0.1, at_most=0.9)


def test_every_gate_of_the_file_names_a_suite_that_exists():
    assert {g.suite for g in load_gates().gates} <= set(SUITES)


def test_gathering_leaves_the_unscored_out_of_the_mean_and_counts_them():
    case = Case(id="c", author="a", family="f")
    scores = (
        Score.right("recall", True, "x", "x", "kind:k"),
        Score.right("recall", False, "x", "y"),
        Score.unscored("recall", "it broke"),
    )

    measured = gather([Outcome(case, "afterword", None, scores)])
    overall, kind = find(measured, "recall"), find(measured, "recall", slice_="kind:k")

    assert (overall.value, overall.count, overall.unscored) == (0.5, 2, 1)
    assert (kind.value, kind.count, kind.unscored) == (1.0, 1, 0)


def test_gathering_weighs_graded_scores():
    case = Case(id="c", author="a", family="f")
    scores = (
        Score(metric="m", value=1.0, answer="", explanation="", weight=30),
        Score(metric="m", value=0.0, answer="", explanation="", weight=10),
    )

    assert find(gather([Outcome(case, "afterword", None, scores)]), "m").value == 0.75
