"""From weighed words to spans; every probability is made by hand, a little above or below a bound of the module."""

import re
from collections.abc import Mapping

import pytest

from assistant.adapters import identifier_spans as bounds
from assistant.model.text import Span
from assistant.ports import Identifier
from knowledge.vocabulary import IdentifierKind
from tests.adapters.weighed_words import (
    A_LITTLE,
    CERTAIN,
    DOUBTFUL,
    EVERYDAY,
    GWEN,
    IF_RARE,
    IF_TOLD,
    RARE,
    SELDOM,
    UNLIKELY,
    Likely,
    an_order,
    identifiers,
    masked,
)


def test_the_bounds_stand_in_the_order_that_gives_each_of_them_a_part() -> None:
    assert max(IF_RARE, IF_TOLD) < UNLIKELY
    assert DOUBTFUL < bounds.READS < bounds.READS_FIRST < bounds.ALONE
    assert DOUBTFUL < bounds.ALONE_SELDOM < bounds.ALONE
    assert max(bounds.ALONE, bounds.SURE, bounds.SUREST) < CERTAIN


def test_a_text_without_words_holds_no_identifier() -> None:
    assert masked("") == []


def test_words_of_one_kind_in_a_row_become_one_span_with_its_label_and_score() -> None:
    mara, quill = Likely("Mara", DOUBTFUL, labels={"RELATIVE": 0.9}), Likely("Quill", CERTAIN, "I-NAME")

    found = identifiers("I saw Mara Quill today.", mara, quill)

    assert found == [Identifier(Span(start=6, end=16), IdentifierKind.NAME, "RELATIVE", bounds.SUREST)]


def test_the_score_is_the_chance_that_decided_and_never_above_a_clear_shape() -> None:
    found = identifiers("I saw Gwen and Kit today.", GWEN, Likely("Kit", DOUBTFUL))

    assert [i.score for i in found] == [bounds.SUREST, pytest.approx(DOUBTFUL)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("I told Gwen Tom was late.", Likely("Tom", CERTAIN)),
        ("I told Gwen Leeds was far.", Likely("Leeds", CERTAIN, "I-PLACE")),
        ("I told Gwen that Quill was late.", Likely("Quill", CERTAIN, "I-NAME")),
    ],
    ids=["another name begins", "another kind", "a plain word between"],
)
def test_a_new_span_begins_where_the_one_before_it_ends(text: str, second: Likely) -> None:
    assert masked(text, GWEN, second) == ["Gwen", second.said]


@pytest.mark.parametrize(("chance", "expected"), [(UNLIKELY, ["Gwen"]), (DOUBTFUL, ["Gwen", "Grace"])])
def test_a_word_is_masked_unless_it_is_sure_enough_to_be_plain(chance: float, expected: list[str]) -> None:
    assert masked("I told Gwen that Grace was late.", GWEN, Likely("Grace", chance)) == expected


@pytest.mark.parametrize(
    ("before", "said", "rarity", "chance", "is_masked"),
    [
        (" that ", "Grace", RARE, IF_RARE, True),
        (" that ", "Grace", RARE, 1 - bounds.PLAIN_RARE - A_LITTLE, False),
        (" that ", "Grace", SELDOM, IF_RARE, False),
        (" that ", "grace", RARE, IF_RARE, False),
        (" that ", "Ward9", RARE, IF_RARE, False),
        (". ", "Grace", SELDOM, IF_RARE, True),
        (". ", "Grace", EVERYDAY, IF_RARE, False),
    ],
)
def test_a_capitalised_word_must_be_surer_to_be_plain_if_rare_or_where_it_opens_a_sentence_if_seldom(
    before: str, said: str, rarity: int, chance: float, *, is_masked: bool
) -> None:
    found = masked(f"I told Gwen{before}{said} was late.", GWEN, Likely(said, chance, rarity=rarity))

    assert (said in found) is is_masked


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (bounds.SURE + A_LITTLE, IF_TOLD, ["Grace", "Grace"]),
        (bounds.SURE + A_LITTLE, 1 - bounds.SURELY_PLAIN - A_LITTLE, ["Grace"]),
        (bounds.SURE - A_LITTLE, IF_TOLD, ["Grace"]),
    ],
    ids=["sure and perhaps", "sure and surely plain", "not sure and perhaps"],
)
def test_a_sure_mention_decides_for_a_doubtful_one(first: float, second: float, expected: list[str]) -> None:
    text = "I told Gwen of Grace. Then came Grace alone."

    assert masked(text, GWEN, Likely("Grace", first), Likely("Grace", second)) == ["Gwen", *expected]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("I saw Will. He said he will come.", Likely("Will", CERTAIN), Likely("will", IF_TOLD)),
        ("I saw Jo. Then came Jo alone.", Likely("Jo", CERTAIN), Likely("Jo", IF_TOLD)),
        ("I saw Bath. Then came Bath alone.", Likely("Bath", CERTAIN, "B-PLACE"), Likely("Bath", IF_TOLD)),
    ],
    ids=["written otherwise", "as short as initials", "a place"],
)
def test_a_sure_mention_decides_for_no_other_word(text: str, first: Likely, second: Likely) -> None:
    assert masked(text, first, second) == [first.said]


@pytest.mark.parametrize(
    ("surest", "expected"), [(bounds.ALONE - A_LITTLE, []), (bounds.ALONE + A_LITTLE, ["mara quill"])]
)
def test_a_text_without_a_sure_enough_word_holds_no_identifier(surest: float, expected: list[str]) -> None:
    mara, quill = Likely("mara", DOUBTFUL), Likely("quill", surest, "I-NAME")

    assert masked("i saw mara quill", mara, quill) == expected


def test_beside_a_sure_name_a_word_is_masked_that_is_not_sure_enough_alone() -> None:
    assert masked("I saw Gwen and mara.", GWEN, Likely("mara", DOUBTFUL)) == ["Gwen", "mara"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("I saw Mara Quill today.", "NAME", ["Mara Quill"]),
        ("I saw Long Beach today.", "PLACE", []),
        ("I saw Mara quill today.", "NAME", []),
        ("Sara Quill came today.", "NAME", []),
    ],
    ids=["full name", "a place", "one in lower case", "opens the sentence"],
)
def test_a_full_name_inside_a_sentence_needs_nothing_surer(text: str, kind: str, expected: list[str]) -> None:
    first, last = text.removeprefix("I saw ").split()[:2]

    assert masked(text, Likely(first, DOUBTFUL, f"B-{kind}"), Likely(last, DOUBTFUL, f"I-{kind}")) == expected


@pytest.mark.parametrize("name", ["Ann-Marie Quill", "Mara Q.", "Mara Q. Quill", "Sean O'Dell"])
def test_a_full_name_may_hold_marks_and_initials(name: str) -> None:
    first, *rest = re.findall(r"\w+|[^\w\s]", name)
    parts = [Likely(first, DOUBTFUL), *(Likely(said, DOUBTFUL, "I-NAME") for said in rest)]

    assert masked(f"I saw {name} today.", *parts) == [name]


def test_one_name_with_a_mark_behind_it_is_no_full_name() -> None:
    assert masked("I saw Mara. I left.", Likely("Mara", DOUBTFUL), Likely(".", DOUBTFUL, "I-NAME")) == []


@pytest.mark.parametrize(
    ("before", "said", "chance", "expected"),
    [
        ("(third time, ", "Mara", bounds.READS + A_LITTLE, ["Mara"]),
        ("(third time, ", "Mara", bounds.READS - A_LITTLE, []),
        ("(third time, ", "mara", bounds.READS + A_LITTLE, []),
        ("(third time.) ", "Mara", bounds.READS_FIRST + A_LITTLE, ["Mara"]),
        ("(third time.) ", "Mara", bounds.READS_FIRST - A_LITTLE, []),
    ],
)
def test_what_reads_as_a_name_needs_nothing_surer_and_reads_less_as_one_where_it_opens_a_sentence(
    before: str, said: str, chance: float, expected: list[str]
) -> None:
    assert masked(f"Cancelled {before}{said} has flu.", Likely(said, chance)) == expected


@pytest.mark.parametrize(
    ("said", "rarity", "chance", "expected"),
    [
        ("Reading", SELDOM, bounds.ALONE_SELDOM + A_LITTLE, ["Reading"]),
        ("Reading", SELDOM, bounds.ALONE_SELDOM - A_LITTLE, []),
        ("Reading", EVERYDAY, bounds.ALONE_SELDOM + A_LITTLE, []),
        ("reading", SELDOM, bounds.ALONE_SELDOM + A_LITTLE, []),
        ("Reading", RARE, IF_RARE, ["Reading"]),
    ],
)
def test_alone_a_seldom_capitalised_word_need_be_less_sure_and_a_rare_one_not_at_all(
    said: str, rarity: int, chance: float, expected: list[str]
) -> None:
    assert masked(f"I went to {said} today.", Likely(said, chance, "B-PLACE", rarity)) == expected


@pytest.mark.parametrize(
    ("rarity", "chance", "expected"),
    [
        (RARE, bounds.ALONE_SELDOM + A_LITTLE, ["Hale", "Grace"]),
        (RARE, bounds.ALONE_SELDOM - A_LITTLE, ["Hale"]),
        (SELDOM, bounds.ALONE_SELDOM + A_LITTLE, ["Hale"]),
    ],
)
def test_a_rare_name_shows_that_its_text_holds_identifiers_and_a_seldom_one_beside_it_is_masked(
    rarity: int, chance: float, expected: list[str]
) -> None:
    hale, grace = Likely("Hale", chance, rarity=rarity), Likely("Grace", DOUBTFUL, rarity=SELDOM)

    assert masked("I saw Hale, and so did Grace.", hale, grace) == expected


@pytest.mark.parametrize("mark", ["-", "'", "’", ".", "&"])
def test_a_joining_mark_holds_one_name_together(mark: str) -> None:
    parts = (Likely("Anne", CERTAIN), Likely(mark, CERTAIN, "I-NAME"), Likely("Marie", CERTAIN))

    assert masked(f"I met Anne{mark}Marie today.", *parts) == [f"Anne{mark}Marie"]


def test_a_stroke_holds_a_number_together_and_divides_two_people() -> None:
    def parts(kind: str) -> tuple[Likely, ...]:
        said = ("Gwen", "Tom") if kind == "NAME" else ("Elm", "Ash")
        return tuple(
            Likely(w, CERTAIN, mark + kind)
            for w, mark in zip((said[0], "/", said[1]), ("B-", "I-", "B-"), strict=True)
        )

    assert masked("I met Gwen/Tom today.", *parts("NAME")) == ["Gwen", "Tom"]
    assert masked("I met Elm/Ash today.", *parts("ORG")) == ["Elm/Ash"]


@pytest.mark.parametrize("between", [",", ";", "+", "(", "- "])
def test_another_mark_or_a_space_lets_a_second_name_begin(between: str) -> None:
    parts = (Likely("Anne", CERTAIN), Likely(between.strip(), CERTAIN, "I-NAME"), Likely("Marie", CERTAIN))

    assert masked(f"I met Anne{between}Marie today.", *parts) == [f"Anne{between.strip()}", "Marie"]


@pytest.mark.parametrize(
    ("kind", "labels", "label"),
    [
        ("NAME", {"CLIENT": 0.1, "COLLEAGUE": 0.3, "ORG": 0.6}, "COLLEAGUE"),
        ("ORG", {"SCHOOL": 0.6, "ORG": 0.4}, "SCHOOL"),
        ("ORG", {"SCHOOL": 0.4, "ORG": 0.6}, "ORG"),
        ("PLACE", {"CLIENT": 0.4, "SCHOOL": 0.6}, "PLACE"),
    ],
)
def test_the_label_says_whose_a_name_is(kind: str, labels: Mapping[str, float], label: str) -> None:
    found = identifiers("I thought of Hale today.", Likely("Hale", CERTAIN, f"B-{kind}", labels=labels))

    assert [i.label for i in found] == [label]


def test_a_name_goes_on_over_a_likely_plain_word_where_order_makes_that_likelier() -> None:
    text, grace = "I saw Gwen Grace today.", Likely("Grace", UNLIKELY, "I-NAME")

    assert masked(text, GWEN, grace) == ["Gwen"]
    assert masked(text, GWEN, grace, order=an_order("B-NAME", "I-NAME", 3)) == ["Gwen Grace"]


def test_a_name_begins_at_a_likely_plain_word_where_order_lets_the_next_only_go_on() -> None:
    text, words = "I saw Grace Quill today.", (Likely("Grace", UNLIKELY), Likely("Quill", CERTAIN, "I-NAME"))

    assert masked(text, *words) == ["Quill"]
    assert masked(text, *words, order=an_order("O", "I-NAME", -6)) == ["Grace Quill"]


@pytest.mark.parametrize("name", ["LaToya", "McAllister", "DeShawn"])
def test_a_capital_inside_a_name_does_not_make_it_look_less_like_one(name: str) -> None:
    assert masked(f"I thought of {name} all evening.", Likely(name, IF_RARE, rarity=RARE)) == [name]


def test_a_name_told_again_in_full_is_one_name_again() -> None:
    first = (Likely("Mara", CERTAIN), Likely("Quill", CERTAIN, "I-NAME"))
    again = (Likely("Mara", IF_TOLD), Likely("Quill", IF_TOLD, "I-NAME"))

    assert masked("I saw Mara Quill. I dreamt of Mara Quill.", *first, *again) == ["Mara Quill", "Mara Quill"]
