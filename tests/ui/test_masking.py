import re

from assistant.model.text import Reflection, Span
from assistant.ports import Identifier
from assistant.stages.deidentify import deidentify
from assistant.stages.masking import MaskingTerms, TermDetector
from knowledge.vocabulary import IdentifierKind
from ui.masking import words_to_mask

TEXT = "Mara Quill came with Will. Will I see Mara again at the bakery?"


class NamesDetector:
    """Takes every capitalised name of a short list for a person."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        found = re.finditer(r"Mara Quill|Mara|Will\b", text)
        return tuple(
            Identifier(Span(start=m.start(), end=m.end()), IdentifierKind.NAME, "PERSON", 0.9) for m in found
        )


def masked(choices: MaskingTerms) -> str:
    return deidentify(Reflection(text=TEXT), detector=TermDetector(NamesDetector(), choices))[0].text


def test_without_choices_the_detector_decides() -> None:
    assert (
        masked(MaskingTerms())
        == "[PERSON-1] came with [PERSON-2]. [PERSON-2] I see [PERSON-1] again at the bakery?"
    )


def test_lifting_a_placeholder_leaves_every_mention_behind_it() -> None:
    seen, _ = deidentify(Reflection(text=TEXT), detector=NamesDetector())

    choices = MaskingTerms().lifting("[PERSON-1]", TEXT, seen)

    assert masked(choices) == "Mara Quill came with [PERSON-1]. [PERSON-1] I see Mara again at the bakery?"


def test_added_words_are_masked_wherever_they_stand_and_win_over_what_they_overlap() -> None:
    choices = MaskingTerms().masking(["THE BAKERY", "Quill"], IdentifierKind.PLACE)

    assert (
        masked(choices)
        == "Mara [PLACE-1] came with [PERSON-1]. [PERSON-1] I see [PERSON-2] again at [PLACE-2]?"
    )


def test_the_last_choice_about_a_word_holds() -> None:
    seen, _ = deidentify(Reflection(text=TEXT), detector=NamesDetector())
    lifted = MaskingTerms().lifting("[PERSON-2]", TEXT, seen)

    assert lifted.masking(["Will"], IdentifierKind.NAME).never == frozenset()

    both = MaskingTerms().masking(["Will"], IdentifierKind.NAME).lifting("[PERSON-2]", TEXT, seen)

    assert both == MaskingTerms(never=frozenset({"will"}))


def test_part_of_a_word_is_never_masked() -> None:
    assert "came" in masked(MaskingTerms().masking(["am"], IdentifierKind.NAME))


def test_words_on_offer_are_those_still_readable_names_first() -> None:
    assert words_to_mask("[PERSON-1] met Zoe at the shop, and the shop") == [
        "Zoe",
        "and",
        "at",
        "met",
        "shop",
        "the",
    ]
