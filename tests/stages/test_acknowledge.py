"""What the writer carries is met in fixed words, only where their own words show it, and never beside their own doing."""

import pytest

from assistant.fixed_checks import fixed_reasons
from assistant.model.screening import Finding
from assistant.model.understanding import ThemeScore, Understanding
from assistant.stages.acknowledge import acknowledge
from knowledge.template import load_acknowledgements
from knowledge.vocabulary import Facet, FindingKind, Subject, Theme
from knowledge.wording import pattern
from tests.factories import a_finding, an_understanding

TEXT = "I have slept four hours a night for a month. My manager wants the files by Monday."
OF_EACH = [one for of_theme in load_acknowledgements().values() for one in of_theme]


def reading(
    *themes: Theme,
    text: str = TEXT,
    findings: tuple[Finding, ...] = (),
    facet: Facet = Facet.EVENT,
    intensity: float = 0.0,
) -> Understanding:
    """Every theme shows in the first sentence."""
    understanding = an_understanding(text, *findings, facet=facet)
    first, *rest = understanding.sentences
    shown = first.model_copy(update={"themes": themes, "intensity": intensity})
    scores = tuple(ThemeScore(theme=t, score=0.9, evidence=(first.span,)) for t in themes)
    return understanding.model_copy(update={"sentences": (shown, *rest), "themes": scores})


def test_the_strongest_theme_is_met_and_the_sentence_rests_on_the_words_that_show_it():
    said = acknowledge(reading(Theme.EXHAUSTION, Theme.WORKLOAD), "r1")

    assert said is not None
    assert said.text in {a.text for a in load_acknowledgements()[Theme.EXHAUSTION]}
    assert [e.of(TEXT) for e in said.evidence] == ["I have slept four hours a night for a month."]


def test_the_same_text_and_release_are_met_in_the_same_words_and_other_texts_in_others():
    texts = [TEXT.replace("four", word) for word in ("two", "three", "five", "six", "seven", "eight")]
    said = [acknowledge(reading(Theme.EXHAUSTION, text=t), "r1") for t in texts]

    assert said == [acknowledge(reading(Theme.EXHAUSTION, text=t), "r1") for t in texts]
    assert len({s.text for s in said if s}) > 1


def test_a_theme_that_only_somebody_elses_sentence_shows_is_not_met():
    text = "She has slept four hours a night for a month. My manager wants the files by Monday."

    assert acknowledge(reading(Theme.EXHAUSTION, text=text), "r1") is None


def test_good_news_is_never_met_as_a_burden_and_a_burden_never_as_good_news():
    good, hard = "I am proud of the group and slept well. We had tea.", TEXT

    assert acknowledge(reading(Theme.EXHAUSTION, text=good), "r1") is None
    assert acknowledge(reading(Theme.GROWTH, text=good), "r1") is not None
    assert acknowledge(reading(Theme.GROWTH, text=hard), "r1") is None


def test_a_sentence_that_asks_something_of_the_tool_is_never_met():
    asked = a_finding(kind=FindingKind.OFF_TOPIC, subject=None, start=0, end=45)

    assert acknowledge(reading(Theme.EXHAUSTION, findings=(asked,)), "r1") is None


def test_a_strong_feeling_is_met_where_no_theme_is_shown_and_a_calm_day_is_left_alone():
    felt = acknowledge(reading(facet=Facet.OWN_FEELING, intensity=2.0), "r1")

    assert felt is not None
    assert felt.text in {a.text for a in load_acknowledgements()[None]}
    assert acknowledge(reading(facet=Facet.OWN_FEELING, intensity=0.5), "r1") is None
    assert acknowledge(reading(facet=Facet.EVENT, intensity=2.0), "r1") is None


@pytest.mark.parametrize(
    ("finding", "is_met"),
    [
        (a_finding(kind=FindingKind.IMPAIRMENT), False),
        (a_finding(kind=FindingKind.BOUNDARY_CONCERN), False),
        (a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT), False),
        (a_finding(kind=FindingKind.SUICIDALITY), False),
        (a_finding(kind=FindingKind.SUICIDALITY, subject=Subject.CLIENT), False),
        (a_finding(kind=FindingKind.IMPAIRMENT, currency="past"), True),
    ],
)
def test_kind_words_never_stand_beside_what_the_writer_does_or_where_a_card_has_said_it(finding, is_met):
    said = acknowledge(reading(Theme.EXHAUSTION, findings=(finding,)), "r1")

    assert (said is not None) is is_met


def test_every_theme_has_several_sentences_of_its_own():
    assert set(load_acknowledgements()) == {*Theme, None}
    assert min(len(of_theme) for of_theme in load_acknowledgements().values()) >= 3
    assert len({a.text for a in OF_EACH}) == len({a.id for a in OF_EACH}) == len(OF_EACH)


@pytest.mark.parametrize("one", OF_EACH, ids=lambda a: a.id)
def test_an_acknowledgement_is_short_and_neither_advises_nor_diagnoses_nor_cheers(one):
    assert fixed_reasons(one.text, "") == []
    assert pattern("cheer").search(one.text) is None
    assert len(one.text.split()) <= 22
    assert one.text.endswith(".")
    assert not any(one.text.startswith(w) for w in ("You should", "Try ", "At least"))
