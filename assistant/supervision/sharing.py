"""What a supervisor may see: lines that the writer ticked, and nothing by default."""

from collections.abc import Collection

from assistant.errors import AssistantError
from assistant.supervision.agenda import Agenda, SharedCopy, SharedItem

OTHER_ROUTES = (
    "another supervisor, a training director, human resources or a union, an ombuds office, or the ethics line of "
    "your profession"
)


class SharingError(AssistantError):
    """A copy that was asked for may not be made."""


def shared_copy(
    agenda: Agenda,
    ticked: Collection[int] = (),
    *,
    ask: bool = False,
    carried: Collection[int] = (),
    for_someone_else: bool = False,
) -> SharedCopy:
    """The supervisor's copy, made from nothing but ticked lines.

    Args:
        agenda: the writer's own agenda; its withheld files, texts and evidence never enter the copy.
        ticked: numbers of items, from 1.
        ask: whether the writer's ask is shared.
        carried: numbers of carried-over lines, from 1.
        for_someone_else: the writer says that the copy is not for the supervisor who is the concern.

    Raises:
        SharingError: the supervisor is the concern, or a number has no line.

    """
    if agenda.sharing == "off" and not for_someone_else:
        raise SharingError(
            "A reflection here concerns the person who supervises you, so sharing with your supervisor is off. "
            f"Other routes: {OTHER_ROUTES}. A copy for one of them: add --for-someone-else."
        )
    _check(ticked, len(agenda.items), "item")
    _check(carried, len(agenda.carried_over), "carried-over line")
    return SharedCopy(
        minutes=agenda.minutes,
        ask=agenda.ask if ask else None,
        items=tuple(
            SharedItem(
                title=item.title,
                minutes=item.minutes,
                priority=item.priority,
                function=item.function,
                question=item.question,
            )
            for number, item in enumerate(agenda.items, 1)
            if number in ticked
        ),
        carried_over=tuple(c for number, c in enumerate(agenda.carried_over, 1) if number in carried),
        made_on=agenda.made_on,
    )


def _check(numbers: Collection[int], lines: int, what: str) -> None:
    wrong = sorted(n for n in numbers if not 1 <= n <= lines)
    if wrong:
        raise SharingError(
            f"There is no {what} {wrong[0]}: the agenda has {lines}. Nothing was shared. "
            "Print the agenda first and tick by its numbers."
        )
