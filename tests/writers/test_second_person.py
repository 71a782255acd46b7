import pytest

from assistant.model.text import Span
from assistant.writers.second_person import in_second_person
from tests.factories import a_parse


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("I kept seeing his face on the bus.", "You kept seeing his face on the bus."),
        ("I was shaking and my hands were cold.", "You were shaking and your hands were cold."),
        ("I sat in the car and was crying.", "You sat in the car and were crying."),
        ("She was shaking and I was not.", "She was shaking and you were not."),
        ("I'm worn out.", "You're worn out."),
        ("i've not slept since", "You've not slept since."),
        ("My supervisor was away again.", "Your supervisor was away again."),
        ("It left me flat.", "It left you flat."),
        ("I blame myself.", "You blame yourself."),
        ("The referral was mine.", "The referral was yours."),
    ],
)
def test_the_writers_sentence_is_turned_with_its_verbs(said: str, turned: str) -> None:
    assert in_second_person(a_parse(said), Span(start=0, end=len(said))) == turned


@pytest.mark.parametrize(
    "said", ["You never know with him.", "She was cold.", "I thought, you can't do this."]
)
def test_a_sentence_that_cannot_be_turned_safely_is_not(said: str) -> None:
    assert in_second_person(a_parse(said), Span(start=0, end=len(said))) is None


def test_what_the_client_said_stays_as_it_was_said() -> None:
    said = 'She said "I am done with my life" and I went cold.'

    assert in_second_person(a_parse(said), Span(start=0, end=len(said))) == (
        'She said "I am done with my life" and you went cold.'
    )
