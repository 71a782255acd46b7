import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.text import Reflection, Span
from assistant.ports import Identifier
from assistant.stages.deidentify import deidentify, mask, still_standing
from knowledge.vocabulary import IdentifierKind


class FoundWords:
    """Finds given words wherever they stand."""

    def __init__(self, **labels: str) -> None:
        self._labels = labels

    def detect(self, text: str) -> tuple[Identifier, ...]:
        found = []
        for word, label in self._labels.items():
            said = word.replace("_", " ")
            start = text.find(said)
            while start >= 0:
                span = Span(start=start, end=start + len(said))
                if not any(f.span.overlaps(span) for f in found):
                    found.append(Identifier(span, IdentifierKind.NAME, label, 0.9))
                start = text.find(said, start + 1)
        return tuple(sorted(found, key=lambda i: i.span.start))


def test_the_same_name_gets_the_same_placeholder_and_another_name_another() -> None:
    detector = FoundWords(Maria="CLIENT", Tom="CLIENT")

    result, _ = deidentify(Reflection(text="Maria came. Tom left. Maria wept."), detector=detector)

    assert result.text == "[CLIENT-1] came. [CLIENT-2] left. [CLIENT-1] wept."


def test_a_first_name_and_the_full_name_are_one_person() -> None:
    detector = FoundWords(Maria_Lopez="CLIENT", Maria="CLIENT")

    result, _ = deidentify(Reflection(text="Maria Lopez came late. Maria wept."), detector=detector)

    assert result.text == "[CLIENT-1] came late. [CLIENT-1] wept."


def test_numbers_start_above_those_that_the_text_already_holds() -> None:
    text = "[CLIENT-4] told me about Maria."

    result, _ = deidentify(Reflection(text=text), detector=FoundWords(Maria="CLIENT"))

    assert result.text == "[CLIENT-4] told me about [CLIENT-5]."


def test_the_stage_leaves_its_own_output_alone() -> None:
    detector = FoundWords(Maria="CLIENT", CLIENT="PERSON")
    once, _ = deidentify(Reflection(text="Maria wept."), detector=detector)

    twice, _ = deidentify(Reflection(text=once.text), detector=detector)

    assert twice.text == once.text


@given(st.text(max_size=60), st.text(max_size=60))
def test_restoring_gives_the_original_and_offsets_point_into_it(before: str, after: str) -> None:
    text = f"{before} Zebedee {after}"
    result, pseudonyms = deidentify(Reflection(text=text), detector=FoundWords(Zebedee="CLIENT"))

    assert pseudonyms.restore(result.text) == text
    assert all(text[r.start : r.end] == "Zebedee" for r in result.redactions)
    assert mask(text, result.redactions) == result.text


def test_the_mapping_says_nothing_when_printed() -> None:
    _, pseudonyms = deidentify(Reflection(text="Maria wept."), detector=FoundWords(Maria="CLIENT"))

    assert "Maria" not in repr(pseudonyms)


@pytest.mark.parametrize("text", ["Maria wept.", "Maria"])
def test_a_raw_reflection_is_silent_when_printed(text: str) -> None:
    assert "Maria" not in repr(Reflection(text=text))


@pytest.mark.parametrize(
    ("kept", "standing"),
    [
        ("[CLIENT-1] came late.", ()),
        ("[CLIENT-1] came late. Marianne too.", ()),
        ("[CLIENT-1] came late, and Maria Lopez again.", ("[CLIENT-1]",)),
        ("[CLIENT-1] came late; the Lopez file lay there.", ("[CLIENT-1]",)),
    ],
)
def test_a_masked_name_that_stands_elsewhere_is_told_by_its_placeholder(
    kept: str, standing: tuple[str, ...]
) -> None:
    raw = "Maria Lopez came late."
    masked, _ = deidentify(Reflection(text=raw), detector=FoundWords(Maria_Lopez="CLIENT"))

    assert still_standing(raw, masked.redactions, kept) == standing
