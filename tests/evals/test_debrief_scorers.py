import pytest

from assistant.model.debrief import Debrief, Statement, SupervisionQuestion, Withheld
from assistant.model.text import Span
from evals.case import Outcome, ReflectionCase
from evals.scorers import debriefs, questions

TEXT = "I went blank when she cried. I drove home numb. I slept badly."
CASE = ReflectionCase(id="c", author="a", family="f", text=TEXT)
HERE = (Span(start=0, end=28),)


def a_question(text="What did “went blank” tell you about what you needed?", evidence=HERE):
    return SupervisionQuestion(question=text, function="restorative", lens="clinician", evidence=evidence)


def a_debrief(summary=("You went blank.", "You drove home numb."), asked=None):
    return Debrief(
        text=TEXT,
        route="proceed",
        summary=tuple(Statement(text=s, evidence=HERE) for s in summary),
        supervision=tuple(asked or (a_question(),)),
    )


def failed(scores):
    return {s.metric for s in scores if s.value != 1}


def test_a_good_question_passes_every_style_check():
    assert "style_all" not in failed(questions.score(CASE, a_debrief()))


@pytest.mark.parametrize(
    ("asked", "metric"),
    [
        ("Tell me what you needed.", "one_question_mark_at_end"),
        ("What did you need? What else?", "one_question_mark_at_end"),
        ("Did you feel alone?", "open"),
        ("What made you ask why she cried?", "no_why"),
        ("What did the client feel?", "about_the_clinician"),
        ("What stops you, and have you tried a walk?", "no_advice"),
        ("What do you think the client should do?", "does_not_direct_client"),
        ("What in you says burnout?", "no_diagnosis"),
        ("What did “I fainted” mean to you?", "no_invented_fact"),
        ("What did you do for 45 minutes?", "no_invented_fact"),
        ("What " + "very " * 30 + "did you need?", "thirty_words_at_most"),
    ],
)
def test_a_faulty_question_fails_its_check_and_the_whole(asked, metric):
    found = failed(questions.score(CASE, a_debrief(asked=(a_question(asked),))))

    assert {metric, "style_all"} <= found


def test_a_why_in_the_writers_own_words_is_theirs():
    asked = a_question("What did “why me” ask of you?")
    text = "I kept thinking why me."
    made = a_debrief(asked=(asked,)).model_copy(update={"text": text})

    assert "no_why" not in failed(questions.score(CASE, made))


def test_the_same_question_twice_is_a_duplicate():
    assert "no_duplicates" in failed(questions.score(CASE, a_debrief(asked=(a_question(), a_question()))))


def test_evidence_outside_the_text_does_not_resolve():
    outside = a_question(evidence=(Span(start=0, end=900),))

    assert "evidence_resolves" in failed(questions.score(CASE, a_debrief(asked=(outside,))))
    assert not debriefs.resolves((), TEXT)


def test_one_sentence_is_too_little_for_a_text_of_three():
    assert "summary_two_to_seven" in failed(debriefs.score(CASE, a_debrief(summary=("You went blank.",)), {}))
    assert "summary_two_to_seven" not in failed(debriefs.score(CASE, a_debrief(), {}))


def test_first_person_and_cheer_of_ours_are_faults_and_quotes_are_not():
    ours = a_debrief(summary=("I went blank.", "You just drove home."))
    theirs = a_debrief(summary=("You wrote: “I went blank just then.”", "You drove home."))

    assert {"second_person", "no_cheer"} <= failed(debriefs.score(CASE, ours, {}))
    assert not {"second_person", "no_cheer"} & failed(debriefs.score(CASE, theirs, {}))


def test_what_screening_withheld_is_counted_and_nothing_more():
    scores = list(debriefs.score(CASE, Withheld(text=TEXT, route="clarify"), {}))

    assert [(s.metric, s.value) for s in scores] == [("debriefed", 0)]


def test_summaries_that_are_shared_are_not_distinct():
    told = [a_debrief(), a_debrief(), a_debrief(summary=("You slept badly.", "You went blank."))]

    (found,) = debriefs.identical_summaries([Outcome(CASE, "afterword", t, ()) for t in told])

    assert found.value == pytest.approx(1 / 3)
