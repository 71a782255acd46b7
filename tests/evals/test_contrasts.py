"""Pairs made from a sentence and its edit: only holding the two beside each other tells which statement is borne."""

import random
from collections import Counter

import pytest

from assistant.adapters.spacy_parser import SpacyParser
from evals.training.contrasts import Contrasts
from evals.training.edited_sentence import EditedSentence
from evals.training.edits import Edits

TEXTS = (
    "I told my supervisor about the letter. She was tired all week.",
    "He didn't answer the phone on Monday. I sat in the car before the visit.",
    "The nurse wanted to leave at noon. My client hugged me twice.",
    "She left the ward before me. I was worried about the boy. Nobody answered.",
)


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


def edits_of(text: str, parser: SpacyParser) -> set[str]:
    parse = parser.parse(text)
    sentence = EditedSentence(parse, parse.sentences[0])
    edits = Edits(random.Random(7))
    edits.learn(parser.parse(" ".join(TEXTS)))
    return {edit.text for _ in range(400) if (edit := edits.edit(sentence)) is not None}


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        ("He didn't answer the phone.", "He answered the phone."),
        ("He answered the phone.", "He didn't answer the phone."),
        ("She wanted to leave early.", "She left early."),
        ("She hugged me.", "I hugged her."),
        ("I hugged him.", "He hugged me."),
        ("I was worried about it.", "I was terrified about it."),
        ("He came on Monday.", "He came on Friday."),
        ("They saw 3 of us.", "They saw 5 of us."),
    ],
)
def test_an_edit_turns_one_point_and_leaves_the_grammar(text: str, edited: str, parser: SpacyParser) -> None:
    made = edits_of(text, parser)

    assert edited in made
    assert text not in made


def pairs_of(parser: SpacyParser) -> list[dict[str, str | None]]:
    contrasts = Contrasts(random.Random(3))
    parses = [parser.parse(t) for t in TEXTS]
    for parse in parses:
        contrasts.learn(parse)
    return [pair for _ in range(60) for parse in parses for pair in contrasts.pairs(parse)]


def test_neither_statements_nor_texts_alone_tell_which_pairs_are_faithful(parser: SpacyParser) -> None:
    pairs = pairs_of(parser)
    faithful = sum(pair["check"] is None for pair in pairs)
    negated = Counter(pair["check"] is None for pair in pairs if "not" in (pair["statement"] or ""))

    assert 0.4 < faithful / len(pairs) < 0.6
    assert min(negated.values()) > 10
    assert max(negated.values()) < 2 * min(negated.values())


def test_statements_are_said_to_the_writer(parser: SpacyParser) -> None:
    statements = {pair["statement"] for pair in pairs_of(parser)}

    assert any(s.startswith("You told your supervisor about the letter") for s in statements if s)
    assert not any(f" {word} " in f" {s} " for s in statements for word in ("I", "my", "me"))


def test_a_question_quoted_words_and_scraps_are_left_alone(parser: SpacyParser) -> None:
    contrasts = Contrasts(random.Random(1))

    for text in ('"Leave me alone," she said to me then.', "Why did I stay there?", "Bad night.", ""):
        assert list(contrasts.pairs(parser.parse(text))) == []
