"""Probabilities become findings."""

from assistant.model.text import Span
from assistant.stages.screen.classifier_layer import guesses
from knowledge.vocabulary import Certainty, Currency, FindingKind, Route, Subject
from tests.stages.screen.factories import a_reading, labels, thresholds

SPAN = Span(start=3, end=30)


def test_below_the_lower_threshold_there_is_nothing():
    assert guesses([SPAN], a_reading(labels(suicidality=0.2)), thresholds()) == ()


def test_between_the_thresholds_danger_is_asked_about():
    asked = labels(suicidality=0.5, routes={"crisis": 0.2, "clarify": 0.2})

    (guess,) = guesses([SPAN], a_reading(asked), thresholds())

    assert (guess.sure, guess.finding.certainty) == (False, Certainty.UNCLEAR)
    assert (guess.finding.subject, guess.finding.currency) == (Subject.SELF, Currency.CURRENT)


def test_above_the_upper_threshold_danger_is_sure_and_spans_the_sentence():
    (guess,) = guesses([SPAN], a_reading(labels(suicidality=0.9, routes={"crisis": 0.8})), thresholds())

    assert (guess.sure, guess.finding.certainty, guess.finding.span) == (True, Certainty.CLEAR, SPAN)
    assert guess.finding.rule == "classifier:suicidality"


def test_the_question_alone_is_never_sure():
    (guess,) = guesses([SPAN], a_reading(labels(suicidality=0.9, routes={"clarify": 0.9})), thresholds())

    assert not guess.sure


def test_what_the_whole_text_says_counts_for_the_sentence_that_comes_nearest():
    near, far = labels(suicidality=0.4, routes={"crisis": 0.3}), labels(suicidality=0.2)
    reading = a_reading(far, near)._replace(routes={r: float(r is Route.CRISIS) for r in Route})
    spans = [Span(start=0, end=9), Span(start=10, end=20)]

    (guess,) = guesses(spans, reading, thresholds().model_copy(update={"whole": 0.5}))

    assert (guess.sure, guess.finding.span) == (True, spans[1])


def test_what_can_wait_is_read_as_denied_past_or_imagined():
    (guess,) = guesses([SPAN], a_reading(labels(Subject.CLIENT, "past", suicidality=0.9)), thresholds())

    assert (guess.finding.subject, guess.finding.currency) == (Subject.CLIENT, Currency.PAST)


def test_whose_abuse_it_is_says_who_is_harmed_and_not_who_acts():
    told = labels(Subject.CLIENT, abuse_concern=0.9, routes={"urgent": 0.8})._replace(
        harmed={Subject.SELF: 0.0, Subject.CLIENT: 0.1, Subject.OTHER: 0.9}
    )

    (guess,) = guesses([SPAN], a_reading(told), thresholds())

    assert (guess.finding.kind, guess.finding.subject) == (FindingKind.ABUSE_CONCERN, Subject.OTHER)


def test_what_may_not_wait_is_current_and_never_the_writers_own_danger():
    spread = labels(suicidality=0.75, routes={"urgent": 0.7})._replace(
        subjects={Subject.SELF: 0.4, Subject.CLIENT: 0.35, Subject.OTHER: 0.25},
        currencies={"past": 0.7, "current": 0.2, "denied": 0.05, "hypothetical": 0.05},
    )

    (guess,) = guesses([SPAN], a_reading(spread), thresholds())

    assert (guess.sure, guess.finding.subject, guess.finding.currency) == (
        True,
        Subject.CLIENT,
        Currency.CURRENT,
    )


def test_attention_counts_though_no_kind_is_sure():
    (guess,) = guesses([SPAN], a_reading(labels(abuse_concern=0.2, routes={"urgent": 0.9})), thresholds())

    assert (guess.sure, guess.finding.kind) == (True, FindingKind.ABUSE_CONCERN)


def test_a_request_has_no_subject_and_is_current():
    (guess,) = guesses([SPAN], a_reading(labels(currency="past", off_topic=0.9)), thresholds())

    assert (guess.finding.subject, guess.finding.currency) == (None, Currency.CURRENT)


def test_violence_with_danger_now_is_marked():
    asked = labels(violence_toward_clinician=0.9, routes={"crisis": 0.8})

    (guess,) = guesses([SPAN], a_reading(asked), thresholds())

    assert guess.finding.danger_now


def test_lately_over_violence_is_not():
    asked = labels(violence_toward_clinician=0.9, routes={"urgent": 0.8})

    (guess,) = guesses([SPAN], a_reading(asked), thresholds())

    assert (guess.finding.danger_now, guess.finding.currency) == (False, Currency.CURRENT)
