"""What screening notices, and what follows from it."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, computed_field

from assistant.model.text import DeidentifiedReflection, Frozen, Parse, Span
from knowledge.vocabulary import Certainty, Currency, FindingKind, Route, Subject

WITHHOLDING = frozenset({Route.CRISIS, Route.CLARIFY, Route.DECLINE})
"""Routes on which nothing is generated."""

REQUESTS = frozenset(
    {FindingKind.CLINICAL_ADVICE_REQUEST, FindingKind.PROMPT_INJECTION, FindingKind.OFF_TOPIC}
)
"""Kinds that ask something of the tool; alone they decline, inside a reflection they are listed."""


class Finding(Frozen):
    """One thing that one layer noticed: what, whose, when, where, and why in plain words."""

    kind: FindingKind
    subject: Subject | None
    currency: Currency
    certainty: Certainty
    start: int
    end: int
    layer: Literal["rule", "classifier"]
    rule: str
    reason: str
    danger_now: bool = Field(default=False, exclude=True)
    """The writer is in danger now or tonight (followed, attacker near, violence that goes on)."""

    @property
    def span(self) -> Span:
        """Where it lies in the text that was screened."""
        return Span(start=self.start, end=self.end)


def route_of(findings: Iterable[Finding], *, reflects: bool) -> Route:
    """The first route, in order of precedence, that a current finding asks for.

    Args:
        findings: everything that was noticed.
        reflects: whether the text holds anything to reflect on besides requests.

    """
    asked = {_route_of_one(f, reflects=reflects) for f in findings if f.currency is Currency.CURRENT}
    return next((route for route in Route if route in asked), Route.PROCEED)


FIXED_ROUTES = {
    FindingKind.MEDICAL_EMERGENCY: Route.CRISIS,
    FindingKind.CLIENT_DEATH: Route.POSTVENTION,
    FindingKind.SUPERVISOR_CONCERN: Route.PROCEED,
}
"""Kinds whose route does not depend on whose they are."""


def _route_of_one(finding: Finding, *, reflects: bool) -> Route:
    if finding.kind in REQUESTS:
        return Route.PROCEED if reflects else Route.DECLINE
    if finding.kind in FIXED_ROUTES:
        return FIXED_ROUTES[finding.kind]
    if finding.kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN:
        return _own_route(finding) if finding.danger_now else Route.URGENT
    if finding.subject is Subject.SELF and finding.kind in {
        FindingKind.SUICIDALITY,
        FindingKind.HARM_TO_OTHERS,
    }:
        return _own_route(finding)
    return Route.URGENT


def _own_route(finding: Finding) -> Route:
    return Route.CLARIFY if finding.certainty is Certainty.UNCLEAR else Route.CRISIS


class Screening(Frozen):
    """Everything that was noticed in a de-identified reflection, and its route."""

    reflection: DeidentifiedReflection
    parse: Parse = Field(repr=False)
    findings: tuple[Finding, ...]
    reflects: bool
    cards: tuple[str, ...]
    rerouted: Route | None = None
    """Where the writer's own answer sent it, instead of the findings."""

    @property
    def current(self) -> tuple[Finding, ...]:
        """The findings that hold now: not denied, imagined or of the past."""
        return tuple(f for f in self.findings if f.currency is Currency.CURRENT)

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own pattern; mypy does not know it
    @property
    def route(self) -> Route:
        """A pure function of the findings: adding one never lowers it."""
        return self.rerouted or route_of(self.findings, reflects=self.reflects)
