"""The fixed sentence for what screening noticed, where the writer's own words for it may not be repeated."""

from collections.abc import Iterable, Mapping

from assistant.model.debrief import Statement
from assistant.model.screening import Finding, route_of
from knowledge.vocabulary import Currency, FindingKind, Route

NOTICED: Mapping[FindingKind, str] = {
    FindingKind.SUICIDALITY: "You wrote of something that touches somebody's safety.",
    FindingKind.HARM_TO_OTHERS: "You wrote of something that may hurt somebody.",
    FindingKind.ABUSE_CONCERN: "You wrote of something that may do somebody harm.",
    FindingKind.VIOLENCE_TOWARD_CLINICIAN: "You wrote of violence or a threat.",
    FindingKind.IMPAIRMENT: "You wrote of something that may make the work unsafe.",
    FindingKind.BOUNDARY_CONCERN: "You wrote of something at the edge of the role.",
    FindingKind.CLIENT_DEATH: "You wrote of a death.",
    FindingKind.SUPERVISOR_CONCERN: "You wrote of something that your supervisor does.",
}
"""It says less than the card beside it, since whose danger it is screening can misread, and rests on the same words. Not yet reviewed by a clinician."""
CANNOT_WAIT = frozenset({Route.URGENT, Route.POSTVENTION})


def cannot_wait(finding: Finding) -> bool:
    """Whether it is current and must be settled, is a death, or is what a supervisor does."""
    if finding.currency is not Currency.CURRENT or finding.kind not in NOTICED:
        return False
    return finding.kind is FindingKind.SUPERVISOR_CONCERN or route_of([finding], reflects=True) in CANNOT_WAIT


def noticed(finding: Finding) -> Statement:
    """The sentence for a finding that cannot wait, resting on its words."""
    return Statement(text=NOTICED[finding.kind], evidence=(finding.span,))


def is_noticed(statement: Statement, findings: Iterable[Finding]) -> bool:
    """Proof by construction: the sentence and the words it rests on are those of a finding."""
    return any(statement == noticed(f) for f in findings if cannot_wait(f))
