import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.text import Span
from assistant.writers.phrases import FEWEST, MOST, phrase_in, words_in


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Jaw clamped since the 2pm.", "Jaw clamped since the 2pm"),
        ("And then I went home, because the train was late.", "I went home"),
        ("Nothing.", None),
        ("I am tired in a way that sleep does not touch.", "I am tired in a way"),
        ("I want to ask how others speak up without being labelled.", "I want to ask how others speak up"),
        (
            "She told me that the manager wants every note by Friday.",
            "She told me that the manager wants every note",
        ),
        ("The blood was on the wall, and I froze right there.", "I froze right there"),
    ],
)
def test_a_phrase_reads_alone(sentence: str, phrase: str | None) -> None:
    span = phrase_in(sentence, Span(start=0, end=len(sentence)))

    assert (None if span is None else span.of(sentence)) == phrase


@given(st.text(alphabet="abc ,.!?I'\n", max_size=120))
def test_a_phrase_is_an_exact_stretch_of_three_to_nine_words(text: str) -> None:
    span = phrase_in(text, Span(start=0, end=len(text)))

    if span is not None:
        assert FEWEST <= len(words_in(span.of(text))) <= MOST
        assert 0 <= span.start < span.end <= len(text)
