import pytest

from assistant.model.text import Redaction
from assistant.stages.combination_hints import combination_hints
from knowledge.vocabulary import IdentifierKind


def a_place(text: str, word: str) -> Redaction:
    start = text.index(word)
    return Redaction(
        start=start, end=start + len(word), kind=IdentifierKind.PLACE, placeholder="[PLACE-1]", score=1.0
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She is the mayor's daughter. It was hard to hear.", "relative_of_known_person"),
        ("He drove the bus in the crash that was on the news in our village.", "event_and_place"),
        ("A 42-year-old with Huntington's, from a small town.", "age_illness_place"),
    ],
)
def test_parts_that_stand_together_give_a_hint_with_its_reason(text: str, kind: str) -> None:
    hints = combination_hints(text, ())

    assert kind in {h.kind for h in hints}
    assert all(h.reason.endswith(".") for h in hints)


def test_a_masked_place_counts_as_a_place() -> None:
    text = "The head teacher in Clonakilty came herself."

    assert {h.kind for h in combination_hints(text, [a_place(text, "Clonakilty")])} == {"role_and_place"}


@pytest.mark.parametrize(
    "text",
    [
        "I was tired after six sessions and went home.",
        "The judge adjourned. I ate lunch. I walked. I slept. There was a fire drill.",
        "My client is 42 and works in an office.",
    ],
)
def test_parts_alone_or_far_apart_give_none(text: str) -> None:
    assert combination_hints(text, ()) == ()
