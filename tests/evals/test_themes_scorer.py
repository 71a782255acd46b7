import numpy as np
import pytest

from evals.case import Outcome, ThemesCase
from evals.engine import ThemesAnswer
from evals.scorers.themes import f1_scores, macro_f1, micro_f1, score
from knowledge.vocabulary import Theme


def an_outcome(id_, gold, said):
    case = ThemesCase(id=id_, author="a", family="f", text="t", themes=gold, sentences=())
    answer = ThemesAnswer(said, (), ())
    return Outcome(case, "afterword", answer, tuple(score(case, answer)))


def test_micro_pools_decisions_and_macro_averages_themes():
    counts = np.zeros((1, 2, 3))
    counts[0] = [(3, 1, 0), (1, 0, 3)]

    assert micro_f1(counts) == pytest.approx(2 * 4 / (2 * 4 + 1 + 3))
    assert macro_f1(counts) == pytest.approx((6 / 7 + 2 / 5) / 2)


def test_a_theme_that_nobody_names_does_not_lower_the_macro_mean():
    outcomes = [an_outcome("1", (Theme.WORKLOAD,), (Theme.WORKLOAD,)), an_outcome("2", (), ())]

    found = {m.metric: m for m in f1_scores(outcomes) if m.slice == "overall"}

    assert found["macro_f1"].value == 1
    assert found["macro_f1"].count == 2


def test_every_theme_has_its_own_f1_with_its_support():
    outcomes = [
        an_outcome("1", (Theme.WORKLOAD,), (Theme.WORKLOAD, Theme.GROWTH)),
        an_outcome("2", (Theme.WORKLOAD,), ()),
    ]

    found = {m.slice: m for m in f1_scores(outcomes) if m.metric == "f1"}

    assert found["theme:workload"].value == pytest.approx(2 / 3)
    assert found["theme:workload"].count == 2
    assert found["theme:growth"].value == 0


def test_naming_a_theme_where_nothing_is_clear_is_wrong():
    outcome = an_outcome("1", (), (Theme.GROWTH,))

    assert {s.metric: s.value for s in outcome.scores} == {"theme_named_rightly": 0, "nothing_clear_kept": 0}
