"""Questions fit what was told, hang on the right words, and repeat none."""

import pytest

from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.anchors import anchors
from assistant.writers.questions import QuestionChooser
from assistant.writers.turn import Turn
from knowledge.collection import load_question_weights, load_questions
from knowledge.vocabulary import FindingKind, Subject
from tests.factories import a_finding, a_span, an_understanding
from tests.writers.test_guided import QUOTED, drafted


def test_what_the_writer_has_answered_is_not_asked() -> None:
    told = "A man pushed me against the doors and I have told nobody at work, nobody at all. I gave my talk at two."
    untold = "A man pushed me against the doors and then the lift came up, empty. I gave my talk at two."
    asked = {}
    for text in (told, untold):
        finding = a_finding(kind=FindingKind.VIOLENCE_TOWARD_CLINICIAN, subject=Subject.SELF, start=0, end=39)
        chooser = QuestionChooser(
            [q for q in load_questions() if q.id == "urgent-33"],
            understanding := an_understanding(text, finding),
            anchors(understanding),
            Turn(text),
            level=None,
        )
        asked[text] = [q.question for q in chooser.choose(())]

    assert asked[told] == []
    assert len(asked[untold]) == 1


@pytest.mark.parametrize(("subject", "other"), [(Subject.SELF, Subject.OTHER), (Subject.OTHER, Subject.SELF)])
def test_a_question_about_what_must_be_settled_is_for_whom_it_is_about(
    subject: Subject, other: Subject
) -> None:
    text = "The locum came in drunk and I sent her home. I covered the two o'clock."
    finding = a_finding(kind=FindingKind.IMPAIRMENT, subject=subject, start=0, end=43)
    bank = {q.text: q.subject for q in load_questions() if q.finding is FindingKind.IMPAIRMENT}

    asked = [QUOTED.sub("$quote", q.question) for q in drafted(an_understanding(text, finding)).supervision]

    about = [bank[q] for q in asked if q in bank]
    assert len(about) == 2
    assert other not in about


def test_a_question_about_the_writer_hangs_on_no_colleagues_deed() -> None:
    text = "The locum came in drunk and I sent her home. I drank before my own shift as well. I covered the two o'clock."
    theirs = a_finding(kind=FindingKind.IMPAIRMENT, subject=Subject.OTHER, start=0, end=43)
    own = a_finding(kind=FindingKind.IMPAIRMENT, subject=Subject.SELF, start=45, end=81)
    understanding = an_understanding(text, theirs, own)
    bank = [q for q in load_questions() if q.id == "urgent-29"]

    asked = QuestionChooser(bank, understanding, anchors(understanding), Turn(text), level=None).choose(())

    assert [QUOTED.findall(q.question) for q in asked] == [["“I drank before my own shift as well”"]]


def test_what_writers_ask_themselves_is_handed_on_and_no_question_to_somebody_else_is() -> None:
    def handed_on(text: str) -> bool:
        return any("your question" in q.question for q in drafted(text).supervision)

    assert handed_on("She rolled up the sleeve. I was meant to stay calm. Did I do harm with my face?")
    assert not handed_on("She rolled up the sleeve. I was meant to stay calm. Do you know what I saw today?")
    assert not handed_on("She rolled up the sleeve. I was meant to stay calm. I did harm with my face.")


def test_nothing_is_put_off_where_something_cannot_wait() -> None:
    text = "I take two of the blue ones at lunch. The van was late. I was ashamed all evening."
    understanding = an_understanding(text, a_finding(kind=FindingKind.IMPAIRMENT, start=0, end=36))
    bank = [q for q in load_questions() if "until tomorrow" in q.text]

    def asked(of: Understanding) -> list[str]:
        return [q.question for q in QuestionChooser(bank, of, anchors(of), Turn(text), level=None).choose(())]

    assert asked(an_understanding(text)) == [q.text for q in bank] != []
    assert asked(understanding) == []


def test_beside_what_cannot_wait_no_question_hangs_on_anything_else() -> None:
    text = "I take two of the blue ones at lunch. I was ashamed all evening. I have hair on my good trousers."
    finding = a_finding(kind=FindingKind.IMPAIRMENT, start=0, end=36)
    quoted = [QUOTED.findall(q.question) for q in drafted(an_understanding(text, finding)).supervision]
    bank = [q for q in load_questions() if q.id == "general-125"]
    understanding = an_understanding(text, finding)
    chooser = QuestionChooser(bank, understanding, anchors(understanding), Turn(text), level=None)

    assert {words for of_one in quoted for words in of_one} <= {"“I take two of the blue ones at lunch”"}
    assert [q.question for q in chooser.choose(())] == [
        "What more would you like to tell about “I take two of the blue ones at lunch”?"
    ]


def test_what_readers_found_worth_asking_comes_before_what_they_found_idle() -> None:
    weights = load_question_weights()
    general = [q for q in load_questions() if not q.themes and q.finding is None]
    ranked = sorted(general, key=lambda q: weights.worth(q, theme=0.0, quoted=0.0))
    idle, worth = (
        {q.text for q in ranked[:20]},
        {q.text.split("$quote")[0] for q in ranked[-len(ranked) // 4 :]},
    )
    texts = [
        f"The {word} was late. I was ashamed all evening. I sat in the car." for word in "abcdefghijklmnop"
    ]
    asked = [q.question for text in texts for q in drafted(text).supervision]

    assert not any(q in idle for q in asked)
    assert sum(q.split("“")[0] in worth for q in asked) > len(asked) / 3, (
        "the best quarter is a third of what is asked"
    )


def test_a_question_quotes_other_words_than_a_strategy_where_there_are_some() -> None:
    text = "I keep smelling smoke in my kitchen. I could not sleep all night."
    understanding = an_understanding(text)
    phrase = a_span(text, "I could not sleep all night")
    found = anchors(understanding)
    bank = [q for q in load_questions() if q.id == "general-125"]

    def asked(*named: Span) -> list[str]:
        chooser = QuestionChooser(bank, understanding, found, Turn(text), level=None, named=named)
        return [q.question for q in chooser.choose(())]

    assert ["all night" in q for q in asked()] == [True]
    assert ["all night" in q for q in asked(phrase)] == [False]
