"""Whole minutes for each line: at least two, and together never more than there are."""

from collections.abc import Sequence

from assistant.supervision.agenda import FEWEST_MINUTES, AgendaItem, Line

COMFORTABLE = 6
"""Minutes from which a line can be talked about and not only named."""
LONG_ENOUGH = 30
"""From this length on, some minutes stay free for arriving and for what was agreed."""
KEPT_FREE = 5
MOST_ITEMS = 7


def minutes_to_give(minutes: int) -> int:
    """What is left for items once arriving and closing have their share."""
    return minutes - KEPT_FREE if minutes >= LONG_ENOUGH else minutes


def room_for(minutes: int, urgent: int) -> int:
    """How many items fit: few when time is short, and every urgent one that can have two minutes."""
    time = minutes_to_give(minutes)
    comfortable = max(1, time // COMFORTABLE)
    return min(max(comfortable, urgent), time // FEWEST_MINUTES, max(MOST_ITEMS, urgent))


def timed(lines: Sequence[Line], minutes: int) -> tuple[AgendaItem, ...]:
    """The items with their minutes, which add up to what there is to give."""
    time = minutes_to_give(minutes)
    spare = time - FEWEST_MINUTES * len(lines)
    if not lines or spare < 0:
        return ()
    whole = sum(line.weight for line in lines)
    shares = [spare * line.weight / whole for line in lines]
    given = [int(share) for share in shares]
    left = spare - sum(given)
    by_remainder = sorted(range(len(lines)), key=lambda i: (given[i] - shares[i], i))
    for i in by_remainder[:left]:
        given[i] += 1
    return tuple(
        line.item.model_copy(update={"minutes": FEWEST_MINUTES + extra})
        for line, extra in zip(lines, given, strict=True)
    )
