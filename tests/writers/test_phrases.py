"""Phrases that may be quoted alone, and those that would say something else without the words around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.text import Span
from assistant.writers.phrases import FEWEST, MOST, phrase_in, phrases_in, quotable, words_in


def phrases(sentence: str) -> list[str]:
    return [p.of(sentence) for p in phrases_in(sentence, Span(start=0, end=len(sentence)))]


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Jaw clamped since the 2pm.", "Jaw clamped since the 2pm"),
        ("And then I went home, because the train was late.", "I went home, because the train was late"),
        ("Nothing.", None),
        ("I saw the aide slap Mrs. Hale at tea.", "I saw the aide slap Mrs. Hale at tea"),
        ("I am tired in a way that sleep does not touch.", "I am tired in a way that sleep does not touch"),
        (
            "I want to ask how others speak up without being labelled.",
            "I want to ask how others speak up without being labelled",
        ),
        (
            "She told me that the manager wants every note by Friday.",
            "She told me that the manager wants every note by Friday",
        ),
        ("The blood was on the wall, and I froze right there.", "I froze right there"),
        ("We don't talk about it.", "We don't talk about it"),
        (
            "Then I got into the lift and my legs were shaking so badly I had to lean on the wall.",
            "my legs were shaking so badly I had to lean on the wall",
        ),
        ("I don't know how to talk about this without telling him things I can't tell him.", "I don't know how to talk about this"),
        ("so um today was the first time I sat with a family period the mother was crying comma I nodded", "today was the first time I sat with a family"),
        ("At the supper I took a second glass and, for once, did not speak of the hospice to the neighbour next to me.", "At the supper I took a second glass"),
    ],
)  # fmt: skip
def test_a_phrase_reads_alone(sentence: str, phrase: str | None) -> None:
    span = phrase_in(sentence, Span(start=0, end=len(sentence)))

    assert (None if span is None else span.of(sentence)) == phrase


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("Intrusive worry re stairs, typical, no wish to hurt baby, none, horrified by it and by the thought itself.", "wish to hurt baby"),
        ("It is not because I hate him that I was short with him in the corridor by the lifts today.", "I hate him"),
        ("I did not sleep, eat or cry for three whole days and I told nobody about it at all then.", "eat or cry"),
        ("He told me a lot of things in that hour, if I lose him I do not know what I will do next.", "I lose him"),
        ("Thoughts of violence: nil.", "Thoughts of violence"),
        ("This job go kill me dead, you hear, said Auntie Bea at the desk, forty years in.", "This job go kill me dead"),
        ("He says to me in a voice as if it was the weather, I've the rope in the shed since Friday.", "I've the rope"),
        ('He wants a "restorative conversation" Tuesday and asked could I not put it on the system till after the visit.', "Tuesday and asked could I not put it"),
        ("Dave said if they send us one more fall before break, somebody hang me from the rack, and we laughed at that.", "Dave said if they send us one more fall before break"),
        ("My wife and I were on the sofa all evening and we did not say one word to each other.", "I were on the sofa"),
    ],
)  # fmt: skip
def test_no_phrase_turns_round_what_was_said(sentence: str, never: str) -> None:
    assert not [p for p in phrases(sentence) if p.startswith(never)]


@pytest.mark.parametrize(
    "sentence",
    [
        'She said "I am done with my life" and looked at the floor.',
        "She said, I am done with my life, and looked at the floor.",
        "Kept going over the bit where he said “I am done with my life”.",
        "He told me 'I am done with my life' in the corridor, and left the building without his coat that night.",
    ],
)
def test_nobody_elses_words_are_quoted_without_who_said_them(sentence: str) -> None:
    assert not [p for p in phrases(sentence) if p.startswith("I am done") or p.endswith(("said", "said,"))]


def test_a_very_short_sentence_is_quoted_whole() -> None:
    said = "Shattered again."

    assert [p.of(said) for p in quotable(said, Span(start=0, end=len(said)))] == ["Shattered again"]


@given(st.text(alphabet="abc ,.!?I'\n", max_size=120))
def test_a_phrase_is_an_exact_stretch_of_three_to_fourteen_words(text: str) -> None:
    span = phrase_in(text, Span(start=0, end=len(text)))

    if span is not None:
        assert FEWEST <= len(words_in(span.of(text))) <= MOST
        assert 0 <= span.start < span.end <= len(text)


def test_a_quotation_in_the_line_before_tears_no_phrase() -> None:
    text = 'He said "get out"\nI went home and cried in the car.'
    sentence = Span(start=text.index("I went"), end=len(text))

    assert [p.of(text) for p in phrases_in(text, sentence)][:1] == ["I went home and cried in the car"]


@pytest.mark.parametrize(
    "sentence",
    ["I asked if he was all right, and he was.", "He looked at me as if I was dirt, then he left."],
)
def test_what_is_asked_or_likened_is_no_condition(sentence: str) -> None:
    assert any(" if " in p for p in phrases(sentence))


def test_no_phrase_stops_where_somebody_is_about_to_speak() -> None:
    text = "When the nephew went to park he asked me, Father, what have I given him?"

    assert not [p for p in phrases_in(text, Span(start=0, end=len(text))) if p.of(text).endswith("asked me")]
