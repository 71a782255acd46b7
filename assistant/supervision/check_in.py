"""An optional check-in: four marks from 0 to 10, each of which may be left out; nothing is made of them."""

from datetime import date

from pydantic import Field

from assistant.model.text import Frozen

LOWEST, HIGHEST = 0, 10
MARKS = ("energy", "distress", "sleep", "worth_it")


class CheckIn(Frozen):
    """How one day was, for the writer alone."""

    on: date
    energy: int | None = Field(default=None, ge=LOWEST, le=HIGHEST)
    distress: int | None = Field(default=None, ge=LOWEST, le=HIGHEST)
    sleep: int | None = Field(default=None, ge=LOWEST, le=HIGHEST)
    worth_it: int | None = Field(default=None, ge=LOWEST, le=HIGHEST)

    @property
    def is_empty(self) -> bool:
        """Whether every mark was left out."""
        return all(getattr(self, mark) is None for mark in MARKS)
