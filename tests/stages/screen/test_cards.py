"""Which cards are shown, in which order."""

import pytest

from assistant.stages.screen.cards import ORDER, cards_for
from knowledge.collection import load_cards
from knowledge.vocabulary import Certainty, Currency, FindingKind, Subject
from tests.stages.screen.factories import a_finding


@pytest.mark.parametrize(
    ("changes", "setting", "card"),
    [
        ({}, "work", "E1"),
        ({"certainty": Certainty.UNCLEAR}, "work", "clarify"),
        ({"kind": FindingKind.HARM_TO_OTHERS}, "work", "E8"),
        ({"subject": Subject.CLIENT}, "work", "E3"),
        ({"subject": Subject.OTHER, "kind": FindingKind.HARM_TO_OTHERS}, "work", "E3"),
        ({"kind": FindingKind.VIOLENCE_TOWARD_CLINICIAN}, "work", "E9"),
        ({"kind": FindingKind.VIOLENCE_TOWARD_CLINICIAN}, "home", "E6"),
        ({"kind": FindingKind.MEDICAL_EMERGENCY}, "work", "E7"),
        ({"kind": FindingKind.ABUSE_CONCERN}, "work", "E4"),
        ({"kind": FindingKind.IMPAIRMENT}, "work", "E2"),
        ({"kind": FindingKind.BOUNDARY_CONCERN}, "work", "E5"),
        ({"kind": FindingKind.CLIENT_DEATH}, "work", "E11"),
        ({"kind": FindingKind.SUPERVISOR_CONCERN}, "work", "E10"),
        ({"kind": FindingKind.CLINICAL_ADVICE_REQUEST}, "work", "E12"),
        ({"kind": FindingKind.PROMPT_INJECTION}, "work", "injection"),
        ({"kind": FindingKind.OFF_TOPIC}, "work", "off_topic"),
    ],
)
def test_every_kind_has_its_card(changes, setting, card):
    assert cards_for([a_finding(**changes)], {0: setting}, reflects=True) == (card,)


@pytest.mark.parametrize("currency", [Currency.PAST, Currency.DENIED, Currency.HYPOTHETICAL])
def test_what_is_not_current_has_no_card(currency):
    assert cards_for([a_finding(currency=currency)], {}, reflects=True) == ()


def test_crisis_comes_first_and_every_card_once():
    client = a_finding(subject=Subject.CLIENT)
    died = a_finding(kind=FindingKind.CLIENT_DEATH)

    assert cards_for([died, client, client, a_finding()], {}, reflects=True) == ("E1", "E3", "E11")


def test_every_card_in_the_order_is_written():
    assert set(ORDER) <= set(load_cards())
