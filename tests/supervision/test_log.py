"""Hours of supervision."""

from datetime import date

import pytest
from pydantic import ValidationError

from assistant.supervision.check_in import CheckIn
from assistant.supervision.log import SupervisionSession, log_as_csv, totals_of

DAY = date(2026, 11, 20)
SESSIONS = (
    SupervisionSession(
        on=DAY, kind="individual", minutes=50, competencies=("ethics",), supervisor_initials="AB"
    ),
    SupervisionSession(on=date(2026, 11, 6), kind="individual", minutes=40),
    SupervisionSession(on=DAY, kind="group", minutes=90, competencies=("=1+1", "trauma")),
)


def test_hours_add_up_by_kind():
    totals = totals_of(SESSIONS)

    assert totals.hours == {"individual": 1.5, "group": 1.5}
    assert totals.total == 3.0
    assert totals_of([]).total == 0


def test_the_table_is_oldest_first_and_no_cell_is_a_formula():
    assert log_as_csv(SESSIONS).splitlines() == [
        "date,kind,minutes,competencies,supervisor_initials",
        "2026-11-06,individual,40,,",
        "2026-11-20,individual,50,ethics,AB",
        "2026-11-20,group,90,'=1+1; trauma,",
    ]


def test_a_supervisor_is_named_by_initials_only():
    with pytest.raises(ValidationError):
        SupervisionSession(on=DAY, kind="individual", minutes=50, supervisor_initials="Ottilie Bram")


def test_a_check_in_may_be_left_empty_and_stays_on_its_scale():
    assert CheckIn(on=DAY).is_empty
    assert not CheckIn(on=DAY, sleep=0).is_empty
    with pytest.raises(ValidationError):
        CheckIn(on=DAY, energy=11)
