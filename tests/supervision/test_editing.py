"""The writer's own hand on the agenda."""

import pytest

from assistant.supervision.agenda import Agenda
from assistant.supervision.editing import EditError, added, arranged, dropped, moved, reworded
from knowledge.vocabulary import Lens
from tests.supervision.values import an_agenda


def titles(agenda: Agenda) -> list[str]:
    return [i.title for i in agenda.items]


def test_a_dropped_line_gives_its_minutes_to_the_others():
    agenda = an_agenda()

    fewer = dropped(agenda, 2)

    assert titles(fewer) == [t for n, t in enumerate(titles(agenda), 1) if n != 2]
    assert sum(i.minutes for i in fewer.items) == sum(i.minutes for i in agenda.items)


def test_a_line_moves_but_never_above_what_cannot_wait():
    agenda = an_agenda()
    first, *rest = titles(agenda)

    assert titles(moved(agenda, len(agenda.items), 2)) == [first, rest[-1], *rest[:-1]]
    assert titles(moved(agenda, 3, 1))[0] == first


def test_lines_stand_in_the_order_given_and_no_others():
    agenda = an_agenda()

    assert titles(arranged(agenda, [1, 4, 2])) == [titles(agenda)[n] for n in (0, 3, 1)]


def test_a_reworded_line_keeps_what_it_rests_on():
    agenda = an_agenda()

    changed = reworded(agenda, 2, "  My notes ", "What would make a start?")

    assert (changed.items[1].title, changed.items[1].question) == ("My notes", "What would make a start?")
    assert changed.items[1].evidence == agenda.items[1].evidence


def test_an_added_line_says_that_it_is_the_writers_own():
    longer = added(an_agenda(), "The new rota")

    assert longer.items[-1].title == "The new rota"
    assert longer.items[-1].own
    assert longer.items[-1].minutes >= 2
    assert sum(i.minutes for i in longer.items) <= 50


@pytest.mark.parametrize(
    "change",
    [
        lambda a: dropped(a, 99),
        lambda a: moved(a, 0, 1),
        lambda a: arranged(a, [1, 99]),
        lambda a: reworded(a, 1, " ", "What?"),
        lambda a: added(a, "x" * 301),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(change):
    with pytest.raises(EditError):
        change(an_agenda())


def test_a_full_agenda_takes_no_further_line():
    agenda = an_agenda(minutes=2)

    with pytest.raises(EditError, match="hold no further line"):
        added(agenda, "One more")


def test_a_lens_that_was_picked_is_looked_through():
    def looking(lens: Lens | None) -> int:
        return sum(i.lens is Lens.CONTEXT for i in an_agenda(lens=lens).items)

    assert looking(Lens.CONTEXT) > looking(None)
