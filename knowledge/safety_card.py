"""Fixed words for what cannot wait, and whom to turn to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from knowledge.entry import Content
from knowledge.vocabulary import FindingKind


class CrisisResource(Content):
    """A line or service in one locale; an uncertain one is never shown as certain."""

    id: str
    name: str
    contact: str
    kinds: tuple[str, ...]
    hours: str | None = None
    certainty: Literal["high", "check"]
    verified: bool
    source: str
    checked_on: date
    restricted: bool = False
    """Whether it serves some people only; the note says whom."""
    note: str | None = None

    @model_validator(mode="after")
    def _a_restriction_is_said(self) -> "CrisisResource":
        if self.restricted and not self.note:
            raise ValueError(f"note: {self.id} serves some people only, so its note must say whom")
        return self


class FollowUp(Content):
    """The words on one optional button below a card."""

    action: str
    line: str


class SafetyCard(Content):
    """One card of the escalation catalogue."""

    id: str
    title: str
    body: str
    bodies: Mapping[FindingKind, str] = Field(default_factory=dict)
    """Instead of `body`, where the card is shown for that kind: a question must fit what it asks about."""
    resource_kinds: tuple[str, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    handled_line: str | None = None
    reviewed_by: tuple[str, ...] = ()
    version: int = 1

    def body_for(self, kinds: Iterable[FindingKind]) -> str:
        """The words for the first of these kinds that has its own, else the card's."""
        return next((self.bodies[k] for k in kinds if k in self.bodies), self.body)
