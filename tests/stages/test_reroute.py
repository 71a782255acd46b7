import pytest

from assistant.model.screening import route_of
from assistant.stages.reroute import reroute
from knowledge.vocabulary import Certainty, Currency, FindingKind, Route, Subject
from tests.factories import a_finding, a_screening

UNCLEAR = a_finding(certainty=Certainty.UNCLEAR)


@pytest.mark.parametrize(
    ("answer", "route"),
    [
        ("about_me", Route.CRISIS),
        ("about_client", Route.URGENT),
        ("handled", Route.PROCEED),
        (None, Route.CLARIFY),
    ],
)
def test_the_writers_answer_reroutes_at_once(answer: str | None, route: Route) -> None:
    screening = a_screening("I wanted to disappear.", UNCLEAR)

    assert reroute(screening, answer).route is route  # type: ignore[arg-type]


def test_about_my_client_makes_it_the_clients() -> None:
    screening = reroute(a_screening("I wanted to disappear.", UNCLEAR), "about_client")

    assert [f.subject for f in screening.findings] == [Subject.CLIENT]
    assert screening.cards[0] == "E3"


@pytest.mark.parametrize(
    ("finding", "route"),
    [
        (a_finding(), Route.CRISIS),
        (UNCLEAR, Route.CLARIFY),
        (a_finding(subject=Subject.CLIENT), Route.URGENT),
        (a_finding(currency=Currency.PAST), Route.PROCEED),
        (a_finding(currency=Currency.DENIED), Route.PROCEED),
        (a_finding(currency=Currency.HYPOTHETICAL), Route.PROCEED),
        (a_finding(kind=FindingKind.HARM_TO_OTHERS), Route.CRISIS),
        (a_finding(kind=FindingKind.HARM_TO_OTHERS, subject=Subject.CLIENT), Route.URGENT),
        (a_finding(kind=FindingKind.MEDICAL_EMERGENCY, subject=Subject.CLIENT), Route.CRISIS),
        (a_finding(kind=FindingKind.VIOLENCE_TOWARD_CLINICIAN), Route.URGENT),
        (a_finding(kind=FindingKind.VIOLENCE_TOWARD_CLINICIAN, danger_now=True), Route.CRISIS),
        (a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT), Route.POSTVENTION),
        (a_finding(kind=FindingKind.SUPERVISOR_CONCERN, subject=Subject.OTHER), Route.PROCEED),
        (a_finding(kind=FindingKind.PROMPT_INJECTION, subject=None), Route.PROCEED),
    ],
)
def test_each_finding_asks_for_the_route_of_the_contract(finding: object, route: Route) -> None:
    assert route_of([finding], reflects=True) is route  # type: ignore[list-item]


def test_a_request_with_nothing_to_reflect_on_is_declined() -> None:
    assert route_of([a_finding(kind=FindingKind.OFF_TOPIC, subject=None)], reflects=False) is Route.DECLINE
