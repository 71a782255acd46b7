"""Which fixed cards the current findings ask for, in the order of the routes."""

from collections.abc import Iterable, Mapping
from typing import Literal

from assistant.model.screening import Finding, route_of
from knowledge.vocabulary import Currency, FindingKind, Route, Subject

Setting = Literal["home", "work"]
ORDER = (
    "E1",
    "E8",
    "E6",
    "E9",
    "E7",
    "clarify",
    "E3",
    "E4",
    "E2",
    "E5",
    "E11",
    "E10",
    "E12",
    "injection",
    "off_topic",
)
BY_KIND: Mapping[FindingKind, str] = {
    FindingKind.ABUSE_CONCERN: "E4",
    FindingKind.IMPAIRMENT: "E2",
    FindingKind.BOUNDARY_CONCERN: "E5",
    FindingKind.MEDICAL_EMERGENCY: "E7",
    FindingKind.CLIENT_DEATH: "E11",
    FindingKind.SUPERVISOR_CONCERN: "E10",
    FindingKind.CLINICAL_ADVICE_REQUEST: "E12",
    FindingKind.PROMPT_INJECTION: "injection",
    FindingKind.OFF_TOPIC: "off_topic",
}
OWN = {FindingKind.SUICIDALITY: "E1", FindingKind.HARM_TO_OTHERS: "E8"}


def cards_for(
    findings: Iterable[Finding], settings: Mapping[int, Setting], *, reflects: bool
) -> tuple[str, ...]:
    """Card ids, crisis first, each once.

    Args:
        findings: what was noticed; only current findings have a card.
        settings: for the place where violence toward the writer was found, whether it happens at home or at work.
        reflects: whether the text holds anything besides requests.

    """
    asked = [
        (_rank(f, reflects=reflects), card_of(f, settings.get(f.start, "work"))) for f in findings if _now(f)
    ]
    ordered = sorted(asked, key=lambda pair: (pair[0], ORDER.index(pair[1])))
    return tuple(dict.fromkeys(card for _, card in ordered))


def card_of(finding: Finding, setting: Setting) -> str:
    """The card of one current finding."""
    if _rank(finding, reflects=True) == _place(Route.CLARIFY):
        return "clarify"
    if finding.kind in OWN:
        return OWN[finding.kind] if finding.subject is Subject.SELF else "E3"
    if finding.kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN:
        return "E6" if setting == "home" else "E9"
    return BY_KIND[finding.kind]


def asked_about(findings: Iterable[Finding]) -> tuple[FindingKind, ...]:
    """What the one question of the clarify card is about: the unclear kinds, the gravest first."""
    unclear = {f.kind for f in findings if _now(f) and card_of(f, "work") == "clarify"}
    return tuple(kind for kind in FindingKind if kind in unclear)


def own_card(findings: Iterable[Finding]) -> str:
    """The card for a writer who says that it is about them: that of the first kind in doubt, made clear."""
    kinds = asked_about(findings)
    kind = kinds[0] if kinds else FindingKind.SUICIDALITY
    return OWN.get(kind) or ("E9" if kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN else BY_KIND[kind])


def _now(finding: Finding) -> bool:
    return finding.currency is Currency.CURRENT


def _rank(finding: Finding, *, reflects: bool) -> int:
    return _place(route_of([finding], reflects=reflects))


def _place(route: Route) -> int:
    return tuple(Route).index(route)
