"""Sentences about others are told as they stand, and a sentence is known to lean on the one before."""

import pytest

from assistant.fixed_checks import is_derived
from assistant.writers.telling import as_told, leans, quoted_whole
from tests.factories import a_parse, a_span


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She died on Sunday with her dad singing.", "She died on Sunday with her dad singing."),
        ("and the baby isn't crawling yet", "The baby isn't crawling yet."),
        ("He said “I am done” and left.", "He said “I am done” and left."),
    ],
)
def test_a_sentence_in_which_the_writer_does_not_appear_stays_as_it_is(text: str, told: str) -> None:
    parse = a_parse(text)

    assert as_told(parse, parse.sentences[0]) == told
    assert is_derived(told, parse)


@pytest.mark.parametrize(
    "text",
    [
        "He never told me.",
        "We lost him.",
        "You know how she is.",
        "Did she know?",
        "Four small marks, upper arm.",
        "Missed two appointments.",
        "She said 'I am done' and left.",
    ],
)
def test_what_is_the_writers_a_readers_a_question_or_a_note_is_not_told_as_it_stands(text: str) -> None:
    parse = a_parse(text)

    assert as_told(parse, parse.sentences[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "I put it back.",
        "I said yes.",
        "I have told her nothing of this.",
        "I sat there.",
        "Today at the kiosk he counted my change into my hand.",
    ],
)
def test_a_sentence_leans_that_is_very_short_or_points_at_what_it_does_not_name(text: str) -> None:
    assert leans(a_parse(text), a_parse(text).sentences[0])


@pytest.mark.parametrize(
    "text",
    [
        "I walked to the bus with my lanyard still on.",
        "The mother took her coat and left me with the forms.",
        "I know that the forms will be late again.",
        "When the nephew parked the car he asked me for a pen.",
        "I told the mother at the gate that she could ring me.",
    ],
)
def test_a_sentence_that_names_what_it_points_at_stands_alone(text: str) -> None:
    assert not leans(a_parse(text), a_parse(text).sentences[0])


def test_a_sentence_is_quoted_whole_unless_it_opens_with_somebodys_words() -> None:
    text = "And we lost him in June. She asked “where were you” and left. “Where were you” he asked too. We got there late, all of us."
    parse = a_parse(text)
    lost, asked, spoken, late = parse.sentences

    assert quoted_whole(parse, lost) == ("we lost him in June",)
    assert quoted_whole(parse, asked) == ("She asked 'where were you' and left",)
    assert quoted_whole(parse, spoken) == ()
    ends_in_and = "We got there late, all of us, and"
    whole = a_span(ends_in_and, ends_in_and)
    assert quoted_whole(a_parse(ends_in_and), whole) == ("We got there late, all of us",)
    assert quoted_whole(parse, late) == ("We got there late, all of us",)


def test_whose_words_they_are_is_known_all_through_a_long_quotation() -> None:
    text = 'He said: "I am so tired. I want my garden back. Nobody calls me." I went home and could not eat.'
    parse = a_parse(text)
    inner = next(s for s in parse.sentences if s.overlaps(a_span(text, "I want my garden back")))

    assert quoted_whole(parse, inner) == ()
    assert not is_derived("You want your garden back.", parse)
    assert is_derived("You went home and could not eat.", parse)


def test_a_statement_is_not_made_a_question_by_its_quotation() -> None:
    parse = a_parse("I hate this job so much. Did I do harm?")

    assert is_derived("You asked: “Did I do harm?”", parse)
    assert not is_derived("You asked: “I hate this job so much?”", parse)
