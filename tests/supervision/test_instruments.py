"""Scoring facts, with the fixed vectors of the clinical brief."""

import pytest

from assistant.supervision.instruments import CREDIT, NOTE, CbiScores, score_cbi, score_proqol5, score_stss


@pytest.mark.parametrize(("answer", "expected"), [(3, (30, 30, 30)), (1, (10, 30, 10)), (5, (50, 30, 50))])
def test_proqol5_of_equal_answers(answer, expected):
    totals = score_proqol5([answer] * 30)

    assert (totals.compassion_satisfaction, totals.burnout, totals.secondary_trauma) == expected


def test_proqol5_uses_every_item_once():
    base = score_proqol5([1] * 30)
    for item in range(30):
        answers = [1] * 30
        answers[item] = 2
        moved = score_proqol5(answers)
        changes = [
            b - a for a, b in zip(base.model_dump().values(), moved.model_dump().values(), strict=True)
        ]

        assert sorted(map(abs, changes)) == [0, 0, 1]


@pytest.mark.parametrize(("answer", "total"), [(1, 17), (5, 85), (3, 51)])
def test_stss_of_equal_answers(answer, total):
    assert score_stss([answer] * 17).total == total


def test_stss_parts():
    totals = score_stss([5] * 17)

    assert (totals.intrusion, totals.avoidance, totals.arousal) == (25, 35, 25)


def test_cbi_reverses_the_last_work_item():
    scores = score_cbi(personal=[100] * 6, work=[100] * 6 + [0], client=[0] * 6)

    assert scores == CbiScores(personal=100, work=100, client=0)


def test_cbi_with_too_few_answers_has_no_score():
    few: list[int | None] = [50, 50, None, None, None, None]

    scores = score_cbi(
        personal=few, work=[50, 50, 50, None, None, None, None], client=[50, 50, 50, None, None, None]
    )

    assert scores == CbiScores(personal=None, work=None, client=50)


@pytest.mark.parametrize("answers", [[1] * 29, [1] * 31, [0] * 30, [6] * 30])
def test_answers_that_do_not_fit_the_form_are_refused(answers):
    with pytest.raises(ValueError, match=r"answers were given|Answers lie"):
        score_proqol5(answers)


def test_there_is_credit_and_no_verdict():
    said = " ".join((*CREDIT.values(), NOTE)).lower()

    assert "proqol.org" in said
    assert not any(w in said for w in ("high risk", "severe", "normal", "healthy", "impaired"))
