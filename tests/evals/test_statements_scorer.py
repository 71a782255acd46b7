import pytest

from evals.case import Outcome, StatementsCase
from evals.engine import StatementAnswer
from evals.scorers.statements import beside_similarity, score, threshold_keeping
from knowledge.vocabulary import Check


def a_case(id_, supported, check=None, statement="s"):
    return StatementsCase(
        id=id_, author="a", family="f", reflection="r", statement=statement, supported=supported, check=check
    )


def test_a_cut_by_another_check_is_cut_but_not_named_rightly():
    case = a_case("1", supported=False, check=Check.POLARITY)

    found = {s.metric: s.value for s in score(case, StatementAnswer(False, 0.1, (Check.NEW_FACT,)))}

    assert found == {"unfaithful_cut": 1, "check_named_rightly": 0}


@pytest.mark.parametrize(("keep", "expected"), [(1.0, 1), (0.75, 2), (0.5, 3), (0.0, float("inf"))])
def test_the_threshold_is_the_highest_that_keeps_enough(keep, expected):
    assert threshold_keeping([1, 2, 3, 4], keep) == expected


def test_baselines_cut_at_the_rate_at_which_the_product_keeps():
    good, bad = a_case("1", supported=True), a_case("2", supported=False, check=Check.NEW_FACT)
    other = a_case("3", supported=True)
    outcomes = [
        Outcome(good, "afterword", StatementAnswer(True, 0.9), ()),
        Outcome(other, "afterword", StatementAnswer(False, 0.2), ()),
        Outcome(bad, "afterword", StatementAnswer(False, 0.1), ()),
        Outcome(good, "word overlap", StatementAnswer(True, 0.8), ()),
        Outcome(other, "word overlap", StatementAnswer(True, 0.3), ()),
        Outcome(bad, "word overlap", StatementAnswer(True, 0.7), ()),
    ]

    found = {(m.system, m.metric): m.value for m in beside_similarity(outcomes)}

    assert found["word overlap", "unfaithful_cut"] == 1
    assert found["word overlap", "auroc"] == 0.5
    assert found["afterword", "auroc"] == 1


def test_a_statement_counts_as_compared_where_the_text_that_bears_it_is_preferred():
    borne = {said: a_case(f"{said}1", supported=True, statement=said) for said in "xyz"}
    turned = {
        said: a_case(f"{said}2", supported=False, check=Check.POLARITY, statement=said) for said in "xy"
    }
    outcomes = [
        Outcome(borne["x"], "afterword", StatementAnswer(True, 0.9), ()),
        Outcome(turned["x"], "afterword", StatementAnswer(True, 0.8), ()),
        Outcome(borne["y"], "afterword", StatementAnswer(True, 0.7), ()),
        Outcome(turned["y"], "afterword", StatementAnswer(True, 0.7), ()),
        Outcome(borne["z"], "afterword", StatementAnswer(True, 0.7), ()),
    ]

    found = {m.metric: (m.value, m.count) for m in beside_similarity(outcomes)}

    assert found["right_text_higher"] == (0.75, 2)
