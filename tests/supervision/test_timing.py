"""Minutes are whole, at least two each, and never more than there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.supervision.agenda import FEWEST_MINUTES, AgendaItem, Line
from assistant.supervision.timing import minutes_to_give, room_for, timed
from knowledge.vocabulary import Function
from tests.supervision.values import an_agenda


def a_line(weight: int) -> Line:
    return Line(
        AgendaItem(
            title="A thing",
            minutes=0,
            priority="main",
            function=Function.FORMATIVE,
            question="What?",
            why="",
            evidence=(),
        ),
        weight,
    )


@given(
    minutes=st.integers(1, 240), urgent=st.integers(0, 20), weights=st.lists(st.integers(1, 5), max_size=30)
)
def test_minutes_add_up_whatever_is_asked(minutes, urgent, weights):
    room = room_for(minutes, urgent)
    items = timed([a_line(w) for w in weights][:room], minutes)

    assert all(i.minutes >= FEWEST_MINUTES for i in items)
    assert sum(i.minutes for i in items) <= minutes
    if items:
        assert sum(i.minutes for i in items) == minutes_to_give(minutes)


@pytest.mark.parametrize("minutes", [2, 3, 5, 10, 15, 25, 29, 30, 50, 60, 90, 120])
def test_the_agenda_keeps_to_the_clock(minutes):
    agenda = an_agenda(minutes=minutes)

    assert agenda.items
    assert sum(i.minutes for i in agenda.items) <= minutes
    assert all(i.minutes >= FEWEST_MINUTES for i in agenda.items)


def test_a_short_session_has_few_items_and_a_long_one_keeps_five_minutes_free():
    assert len(an_agenda(minutes=10).items) == 1
    assert sum(i.minutes for i in an_agenda(minutes=50).items) == 45


def test_what_is_urgent_has_the_most_minutes():
    items = an_agenda(minutes=50).items

    assert items[0].minutes == max(i.minutes for i in items)
