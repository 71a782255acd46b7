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


def carried_actions(actions: Iterable[CarriedOver], *, since: date | None) -> tuple[CarriedOver, ...]:
    """What was agreed and is open, then what was done since the last session, with its dates."""
    known = list(actions)
    lately = [a for a in known if a.done and a.done_on and (since is None or a.done_on >= since)]
    return (*(a for a in known if not a.done), *lately)


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
