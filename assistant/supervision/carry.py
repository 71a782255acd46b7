"""What an earlier agenda left open."""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import AssistantError
from assistant.supervision.agenda import CarriedOver


class CarryError(AssistantError):
    """The earlier agenda cannot be read."""


class _EarlierItem(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    question: str = ""
    action: str | None = None
    agreed_on: date | None = None
    done: bool = False


class _Earlier(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    items: tuple[_EarlierItem, ...] = ()
    carried_over: tuple[CarriedOver, ...] = ()
    made_on: date | None = None


def marked(action: CarriedOver, *, done: bool, on: date) -> CarriedOver:
    """The action ticked off on this day, or open again and without a day."""
    return action.model_copy(update={"done": done, "done_on": on if done else None})


def is_carried(action: CarriedOver, *, since: date | None) -> bool:
    """Whether a new agenda names it: it is open, or was done since the last session."""
    return not action.done or (action.done_on is not None and (since is None or action.done_on >= since))


def carried_actions(actions: Iterable[CarriedOver], *, since: date | None) -> tuple[CarriedOver, ...]:
    """What was agreed and is open, then what was done since the last session, with its dates."""
    return tuple(sorted((a for a in actions if is_carried(a, since=since)), key=lambda a: a.done))


def carried_from(previous: str | bytes) -> tuple[CarriedOver, ...]:
    """The items of the earlier agenda, as its questions or agreed actions, and what it carried and is not done.

    Raises:
        CarryError: it is not an agenda as `afterword prep --format json` writes it.

    """
    try:
        earlier = _Earlier.model_validate_json(previous)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "the whole file"
        raise CarryError(
            f"This is not an agenda that prep wrote as JSON ({where} cannot be read). Nothing was carried over."
        ) from None
    fresh = [
        CarriedOver(text=i.action or i.question, agreed_on=i.agreed_on or earlier.made_on, done=i.done)
        for i in earlier.items
        if (i.action or i.question).strip()
    ]
    open_still = [c for c in earlier.carried_over if not c.done]
    return tuple({c.text: c for c in (*open_still, *fresh)}.values())
