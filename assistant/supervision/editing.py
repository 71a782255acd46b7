"""The writer's own hand on the agenda: drop, move, reword, add; what cannot wait stays on top."""

from collections.abc import Sequence

from assistant.errors import AssistantError
from assistant.supervision.agenda import FEWEST_MINUTES, Agenda, AgendaItem, Line, Priority
from assistant.supervision.timing import minutes_to_give, timed
from knowledge.vocabulary import Function

WEIGHTS: dict[Priority, int] = {"urgent": 3, "main": 2, "if_time": 1}
ADDED = "You added this yourself."
LONGEST = 300


class EditError(AssistantError):
    """A change to the agenda that cannot be made; nothing was changed."""


def dropped(agenda: Agenda, number: int) -> Agenda:
    """The agenda without a line; its minutes go to the others."""
    _check(agenda, number)
    return _with(agenda, [i for n, i in enumerate(agenda.items, 1) if n != number])


def moved(agenda: Agenda, number: int, to: int) -> Agenda:
    """The agenda with a line at another place; nothing stands above what cannot wait."""
    _check(agenda, number)
    items = list(agenda.items)
    items.insert(max(0, to - 1), items.pop(number - 1))
    return _with(agenda, items)


def arranged(agenda: Agenda, numbers: Sequence[int]) -> Agenda:
    """The agenda with these lines in this order, and no others."""
    for number in numbers:
        _check(agenda, number)
    return _with(agenda, [agenda.items[n - 1] for n in dict.fromkeys(numbers)])


def reworded(agenda: Agenda, number: int, title: str, question: str) -> Agenda:
    """The agenda with a line in other words; what it rests on stays."""
    _check(agenda, number)
    change = {"title": _said(title, "a title"), "question": _said(question, "a question")}
    items = [i.model_copy(update=change) if n == number else i for n, i in enumerate(agenda.items, 1)]
    return _with(agenda, items)


def added(agenda: Agenda, title: str, question: str = "") -> Agenda:
    """The agenda with one line of the writer's own, which rests on the writer's word and says so."""
    item = AgendaItem(
        title=_said(title, "a title"),
        minutes=0,
        priority="main",
        function=Function.RESTORATIVE,
        question=" ".join(question.split()),
        why=ADDED,
        evidence=(),
        own=True,
    )
    return _with(agenda, [*agenda.items, item])


def _with(agenda: Agenda, items: Sequence[AgendaItem]) -> Agenda:
    """In the order given, but what cannot wait first; whole minutes for each line, within those there are."""
    if len(items) * FEWEST_MINUTES > minutes_to_give(agenda.minutes):
        raise EditError(
            f"{agenda.minutes} minutes hold no further line: each needs {FEWEST_MINUTES}. Drop one first."
        )
    ordered = sorted(items, key=lambda i: i.priority != "urgent")
    lines = [Line(i, WEIGHTS[i.priority]) for i in ordered]
    return agenda.model_copy(update={"items": timed(lines, agenda.minutes)})


def _check(agenda: Agenda, number: int) -> None:
    if not 1 <= number <= len(agenda.items):
        raise EditError(
            f"There is no item {number}: the agenda has {len(agenda.items)}. Nothing was changed."
        )


def _said(text: str, what: str) -> str:
    line = " ".join(text.split())
    if not line or len(line) > LONGEST:
        raise EditError(f"A line needs {what} of 1 to {LONGEST} characters. Nothing was changed.")
    return line
