"""Probabilities become findings."""

from assistant.model.text import Span
from assistant.stages.screen.classifier_layer import guesses
from knowledge.vocabulary import Certainty, Currency, Subject
from tests.stages.screen.factories import a_reading, labels, thresholds

SPAN = Span(start=3, end=30)


def test_below_the_lower_threshold_there_is_nothing():
    assert guesses([SPAN], a_reading(labels(suicidality=0.2)), thresholds()) == ()


def test_between_the_thresholds_the_writers_own_risk_is_unclear():
    (guess,) = guesses([SPAN], a_reading(labels(suicidality=0.5)), thresholds())

    assert (guess.sure, guess.finding.certainty) == (False, Certainty.UNCLEAR)


def test_above_the_upper_threshold_it_is_sure_and_spans_the_sentence():
    (guess,) = guesses([SPAN], a_reading(labels(suicidality=0.9)), thresholds())

    assert (guess.sure, guess.finding.certainty, guess.finding.span) == (True, Certainty.CLEAR, SPAN)
    assert guess.finding.rule == "classifier:suicidality"


def test_subject_and_currency_are_the_likeliest():
    (guess,) = guesses([SPAN], a_reading(labels(Subject.CLIENT, "past", suicidality=0.9)), thresholds())

    assert (guess.finding.subject, guess.finding.currency) == (Subject.CLIENT, Currency.PAST)


def test_a_risk_that_is_likelier_past_but_may_be_now_is_asked_about():
    torn = labels(suicidality=0.95)._replace(
        currencies={"past": 0.5, "current": 0.4, "denied": 0.05, "hypothetical": 0.05}
    )

    (guess,) = guesses([SPAN], a_reading(torn), thresholds())

    assert (guess.sure, guess.finding.currency, guess.finding.certainty) == (
        False,
        Currency.CURRENT,
        Certainty.UNCLEAR,
    )


def test_a_kind_that_is_sure_without_danger_now_never_reads_as_the_writers_own_now():
    spread = labels(suicidality=0.75)._replace(
        subjects={Subject.SELF: 0.4, Subject.CLIENT: 0.35, Subject.OTHER: 0.25},
        currencies={"past": 0.2, "current": 0.6, "denied": 0.1, "hypothetical": 0.1},
    )

    (guess,) = guesses([SPAN], a_reading(spread), thresholds())

    assert (guess.sure, guess.finding.subject, guess.finding.currency) == (
        True,
        Subject.CLIENT,
        Currency.CURRENT,
    )


def test_a_request_has_no_subject_and_is_current():
    (guess,) = guesses([SPAN], a_reading(labels(currency="past", off_topic=0.9)), thresholds())

    assert (guess.finding.subject, guess.finding.currency) == (None, Currency.CURRENT)


def test_violence_with_danger_now_is_marked():
    (guess,) = guesses([SPAN], a_reading(labels(violence_toward_clinician=0.9, danger_now=0.8)), thresholds())

    assert guess.finding.danger_now
