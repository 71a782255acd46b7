"""The lines on a card: whom they serve is said, and those for anybody come first."""

from datetime import date

import pytest
from pydantic import ValidationError

from assistant.model.debrief import Card, Resource
from assistant.render.debrief import card_lines
from assistant.stages.present import cards_for
from knowledge.collection import load_cards, load_resources
from knowledge.safety_card import CrisisResource
from knowledge.vocabulary import Locale


def a_line(id: str, **fields: object) -> CrisisResource:
    values = {"name": id, "contact": id, "kinds": ("crisis_line",), "certainty": "high", "verified": True}
    return CrisisResource(**{**values, "id": id, "source": "here", "checked_on": date(2026, 11, 1), **fields})  # type: ignore[arg-type]  # pydantic reads them


def cards_at(locale: Locale) -> dict[str, Card]:
    made = cards_for(list(load_cards()), cards=load_cards(), resources=load_resources(), locale=locale)
    return {card.id: card for card in made}


def line_of(resource: Resource, locale: Locale) -> CrisisResource:
    known = (*load_resources()[locale], *load_resources()["INTL"])
    return next(r for r in known if (r.name, r.contact) == (resource.name, resource.contact))


@pytest.mark.parametrize("locale", list(Locale))
def test_no_restricted_line_stands_without_its_restriction(locale: Locale) -> None:
    noted = 0
    for card in cards_at(locale).values():
        page = "\n".join(card_lines(card))
        for line in (line_of(r, locale) for r in card.resources):
            noted += line.note is not None
            assert (line.note or "") in page
            assert "01 Nov 2026" in page, "how old the lines are"
    assert noted


@pytest.mark.parametrize("locale", list(Locale))
def test_of_each_kind_what_serves_anybody_stands_first(locale: Locale) -> None:
    for card in cards_at(locale).values():
        lines = [line_of(r, locale) for r in card.resources]
        for kind in load_cards()[card.id].resource_kinds:
            restricted = [one.restricted for one in lines if kind in one.kinds]
            assert restricted == sorted(restricted), (card.id, kind)


@pytest.mark.parametrize("locale", list(Locale))
def test_the_first_lines_of_a_crisis_serve_any_clinician(locale: Locale) -> None:
    emergency, crisis_line, *_ = (line_of(r, locale) for r in cards_at(locale)["E1"].resources)

    assert not emergency.restricted
    assert not crisis_line.restricted
    assert (*emergency.kinds, *crisis_line.kinds) == ("emergency", "crisis_line")


@pytest.mark.parametrize("locale", list(Locale))
def test_lines_for_after_a_clients_suicide_stand_on_its_card_alone(locale: Locale) -> None:
    named = {c.id for c in cards_at(locale).values() if any("suicide loss" in r.name for r in c.resources)}

    assert named == {"E11"}


def test_a_sure_line_for_some_is_not_crowded_out_and_stands_below() -> None:
    resources = {
        "GB": (
            a_line("for-some", restricted=True, note="For some."),
            a_line("sure"),
            a_line("unsure", certainty="check"),
            a_line("unsure-too", certainty="check"),
        )
    }
    card = load_cards()["E11"]

    (shown,) = cards_for(["E11"], cards={"E11": card}, resources=resources, locale=Locale.GB)

    assert [r.name for r in shown.resources] == ["sure", "unsure", "for-some"]


def test_a_line_for_some_people_must_say_whom() -> None:
    with pytest.raises(ValidationError, match="must say whom"):
        a_line("for-some", restricted=True)
