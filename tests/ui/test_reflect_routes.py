"""The routes of a reflection on the page: the card of each, what it offers, and one answer that routes anew."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from assistant.model.debrief import Answer, Resource
from knowledge.collection import load_cards
from knowledge.vocabulary import FindingKind, Route
from ui import wording

from .conftest import FakeService, html_of, labels_of, press, words_of
from .factories import a_card, a_debrief, a_finding, a_withheld
from .test_reflect_page import debriefed, written


def test_an_urgent_card_comes_before_the_debrief(app: AppTest, fake: FakeService) -> None:
    fake.outcome = a_debrief(
        route=Route.URGENT, cards=(a_card(id="E3", title="This cannot wait", handled_line="All done?"),)
    )

    at = debriefed(app)

    assert at.header[0].value == "This cannot wait"
    assert wording.CHECK_FIRST in words_of(at)

    press(at, wording.STEPS_DONE)

    assert fake.asked[-1]["answer"] == "handled"


def test_a_crisis_shows_its_card_at_once_and_nothing_else(app: AppTest, fake: FakeService) -> None:
    fake.seen = a_withheld(Route.CRISIS)

    at = written(app)

    assert [h.value for h in at.header] == ["You first, before the work"]
    assert not at.get("download_button")
    assert not at.text_area
    assert wording.ANSWERS["debrief_anyway"] in labels_of(at)
    assert wording.ANSWERS["about_me"] not in labels_of(at)


def test_after_a_crisis_the_debrief_comes_only_when_asked_for(app: AppTest, fake: FakeService) -> None:
    fake.seen = a_withheld(Route.CRISIS)
    fake.outcome = a_debrief(route=Route.CRISIS, cards=(a_card(),), answer="debrief_anyway")

    at = press(written(app), wording.ANSWERS["debrief_anyway"])

    assert fake.asked[-1]["answer"] == "debrief_anyway"
    assert [h.value for h in at.header][:2] == ["You first, before the work", wording.SUMMARY]
    assert wording.ANSWERS["debrief_anyway"] not in labels_of(at)


@pytest.mark.parametrize("answer", ["about_me", "about_client", "handled"])
def test_clarify_asks_once_and_follows_the_answer(app: AppTest, fake: FakeService, answer: str) -> None:
    fake.seen = a_withheld(Route.CLARIFY, cards=(a_card(id="clarify", title="One gentle question"),))
    fake.outcome = a_withheld(Route.CRISIS, answer=answer)
    at = written(app)
    assert wording.ANSWERS["debrief_anyway"] not in labels_of(at)

    at = press(at, wording.ANSWERS[answer])

    assert fake.asked[-1]["answer"] == answer
    assert not set(wording.ANSWERS.values()) & set(labels_of(at))


def test_a_declined_request_becomes_a_question_in_one_click(app: AppTest, fake: FakeService) -> None:
    request = a_finding("I need to tell someone", kind=FindingKind.CLINICAL_ADVICE_REQUEST, subject=None)
    fake.seen = a_withheld(Route.DECLINE, cards=(a_card(id="E12"),), findings=(request,))

    at = press(written(app), wording.MAKE_QUESTION)

    assert wording.OWN_QUESTION.format("I need to tell someone") in words_of(at)
    assert wording.WRITE_INSTEAD not in words_of(at)
    assert wording.MAKE_QUESTION not in labels_of(at)


@pytest.mark.parametrize("answer", ["about_me", "about_client", "handled"])
def test_a_text_that_was_declined_wrongly_is_routed_anew_at_once(
    app: AppTest, fake: FakeService, answer: Answer
) -> None:
    fake.seen = a_withheld(Route.DECLINE, cards=(a_card(id="E12"),))
    fake.outcome = a_debrief(answer=answer)

    at = press(written(app), wording.ANSWERS[answer])

    assert fake.asked[-1]["answer"] == answer
    assert wording.ANSWERS[answer] not in labels_of(at), "an answer re-routes once"


@pytest.mark.parametrize("kind", [FindingKind.OFF_TOPIC, FindingKind.PROMPT_INJECTION])
def test_a_text_that_is_no_request_is_told_what_can_be_written_instead(
    app: AppTest, fake: FakeService, kind: FindingKind
) -> None:
    fake.seen = a_withheld(Route.DECLINE, findings=(a_finding(kind=kind, subject=None),))

    at = written(app)

    assert wording.WRITE_INSTEAD in words_of(at)
    assert wording.CHANGE in labels_of(at)
    assert wording.MAKE_QUESTION not in labels_of(at)


@pytest.mark.parametrize(
    ("id", "route", "kind"),
    [(one, Route.CRISIS, FindingKind.SUICIDALITY) for one in ("E1", "E6", "E7", "E8", "E9")]
    + [
        ("E12", Route.DECLINE, FindingKind.CLINICAL_ADVICE_REQUEST),
        ("off_topic", Route.DECLINE, FindingKind.OFF_TOPIC),
        ("injection", Route.DECLINE, FindingKind.PROMPT_INJECTION),
    ],
)
def test_everything_that_a_card_offers_is_a_button(
    app: AppTest, fake: FakeService, id: str, route: Route, kind: FindingKind
) -> None:
    offered = load_cards()[id].follow_up
    fake.seen = a_withheld(route, cards=(a_card(id=id, follow_up=offered),), findings=(a_finding(kind=kind),))

    at = written(app)

    assert offered
    assert {one.line.rstrip(".") for one in offered} <= set(labels_of(at))


def test_no_other_card_offers_what_nothing_shows() -> None:
    shown = {"E1", "E6", "E7", "E8", "E9", "E12", "off_topic", "injection"}

    assert {one for one, card in load_cards().items() if card.follow_up} == shown


def test_a_line_says_whom_it_serves_and_how_old_it_is(app: AppTest, fake: FakeService) -> None:
    line = Resource(
        name="A line", contact="0800", note="For <b>doctors</b> only.", checked_on=date(2026, 11, 1)
    )
    fake.seen = a_withheld(Route.CRISIS, cards=(a_card(resources=(line,)),))

    at = written(app)

    assert "<strong>0800</strong>. For &lt;b&gt;doctors&lt;/b&gt; only." in html_of(at)
    assert "compared with their sources on 01 Nov 2026" in words_of(at)


def test_an_urgent_card_is_there_before_anything_is_written(app: AppTest, fake: FakeService) -> None:
    fake.cards = (a_card(id="E3", title="This cannot wait"),)

    at = written(app)

    assert at.header[0].value == "This cannot wait"
    assert wording.DEBRIEF in labels_of(at)


@pytest.mark.parametrize("answer", ["about_me", "about_client", "handled"])
def test_what_was_noticed_wrongly_is_routed_anew_at_once(
    app: AppTest, fake: FakeService, answer: Answer
) -> None:
    fake.outcome = a_debrief(findings=(a_finding(),))
    at = debriefed(app)
    fake.outcome = a_debrief(findings=(a_finding(),), answer=answer)

    at = press(at, wording.ANSWERS[answer])

    assert fake.asked[-1]["answer"] == answer
    assert wording.ANSWERS[answer] not in labels_of(at), "an answer re-routes once"
