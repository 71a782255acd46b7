"""Fixed words for what cannot wait, and whom to turn to."""

from datetime import date
from typing import Literal

from knowledge.entry import Content


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
    note: str | None = None


class FollowUp(Content):
    """One optional action below a card."""

    action: str
    line: str


class SafetyCard(Content):
    """One card of the escalation catalogue."""

    id: str
    title: str
    body: str
    resource_kinds: tuple[str, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    handled_line: str | None = None
    reviewed_by: tuple[str, ...] = ()
    version: int = 1
