"""What spaCy and the shape of a word say of it, beside the reader's vector: a second opinion in numbers."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from assistant.model.text import Span
from assistant.ports import Vectors

ENTITIES = (
    "PERSON",
    "NORP",
    "FAC",
    "ORG",
    "GPE",
    "LOC",
    "PRODUCT",
    "EVENT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "DATE",
    "TIME",
    "PERCENT",
    "MONEY",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
)
_TAGS = """
$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS
RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``
"""
TAGS = frozenset(_TAGS.split())
"""The Penn Treebank's, which spaCy's tagger gives before any rule makes coarser parts of speech of them."""
SHAPES = ("lower", "title", "capitals", "letter", "mixed", "number", "code", "mark")
FREQUENT = (2500, 4000, 7000, 14000)
"""Word pieces are numbered by frequency: the bounds of what is common, known, rare."""
LENGTHS = (1, 2, 3, 4, 6, 9)
MARKS_BEFORE = "([\"'“‘@#:/-._"
MARKS_AFTER = ")]\"'’”@:/-._"
CUES: dict[str, frozenset[str]] = {
    group: frozenset(words.split())
    for group, words in yaml.safe_load(
        (Path(__file__).parents[2] / "knowledge" / "identifiers" / "cues.yaml").read_text(encoding="utf-8")
    )["groups"].items()
}
_CUES_OF = {
    word: [f"cue {group}" for group, cues in CUES.items() if word in cues]
    for word in frozenset().union(*CUES.values())
}
TAGGED = 96
"""Numbers in the vector that spaCy's tagger makes of a word in its context."""
REACH = 2
"""Words to each side that a word's features tell of."""


def word_features(words: Sequence[tuple[Span, Sequence[int]]], doc: Doc) -> Vectors:
    """One row a word: its own features and those of its neighbours, all 0 or 1; then the vector of spaCy's tagger.

    Each word comes with the ids of its word pieces.
    """
    if not words:
        return np.zeros((0, width()), dtype=np.float32)
    text = doc.text
    token_at = {at: t for t in doc for at in range(t.idx, t.idx + len(t.text))}
    own = np.zeros((len(words), len(_OWN)), dtype=np.float32)
    tagged = np.zeros((len(words), TAGGED), dtype=np.float32)
    seen = _mentions(words, text)
    for at, (span, pieces) in enumerate(words):
        token = token_at.get(span.start)
        names = [*_of_token(token), *_of_shape(span.of(text), len(pieces), pieces[0])]
        names += _of_text(span, text, seen, words[at - 1][0] if at else None)
        own[at, [_INDEX[n] for n in names]] = 1
        if token is not None:
            tagged[at] = doc.tensor[token.i]
    padded = np.pad(own, ((REACH, REACH), (0, 0)))
    return np.concatenate([*(padded[n : n + len(words)] for n in range(2 * REACH + 1)), tagged], axis=1)


def rarity_in(features: Vectors) -> NDArray[np.int64]:
    """For each row how seldom its word is written: 2 from three word pieces on, 1 for two or a seldom one, else 0."""
    own = features[:, REACH * len(_OWN) :]
    rare = own[:, [_INDEX["pieces 3"], _INDEX["pieces 4"]]].any(axis=1)
    seldom = own[:, [_INDEX["pieces 2"], _INDEX[f"frequency {len(FREQUENT)}"]]].any(axis=1)
    return np.asarray(np.where(rare, 2, np.where(seldom, 1, 0)))


def width() -> int:
    """How many features a word has."""
    return len(_OWN) * (2 * REACH + 1) + TAGGED


def _of_token(token: Token | None) -> Iterator[str]:
    if token is None:
        return
    if token.ent_type_ in ENTITIES:
        yield f"entity {token.ent_type_}"
        yield f"entity {token.ent_iob_}"
    if token.tag_ in TAGS:
        yield f"tag {token.tag_}"


def _of_shape(word: str, pieces: int, first: int) -> Iterator[str]:
    yield f"shape {shape_of(word)}"
    yield from _CUES_OF.get(word.lower(), ())
    yield f"length {bisect_left(LENGTHS, len(word))}"
    yield f"pieces {min(pieces, 4)}"
    if pieces == 1:
        yield f"frequency {bisect_left(FREQUENT, first)}"


def _of_text(
    span: Span, text: str, seen: Mapping[str, Sequence[str]], previous: Span | None
) -> Iterator[str]:
    word = span.of(text)
    mentions = seen[word.lower()]
    if len(mentions) > 1:
        yield "again"
    for form in ("inside", "lower"):
        if form in mentions and _form(span, text) != form:
            yield f"again {form}"
    yield from _of_marks(span, text)
    if not is_inside(text, span.start):
        yield "starts sentence"
    if previous is not None:
        yield "joined" if previous.end == span.start else "spaced"
    if text.islower():
        yield "all lower"


def _of_marks(span: Span, text: str) -> Iterator[str]:
    """What stands right before and right after the word."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if not before or before == "\n":
        yield "starts line"
    elif before in MARKS_BEFORE:
        yield f"after {before}"
    if after and after in MARKS_AFTER:
        yield f"before {after}"


def shape_of(word: str) -> str:
    """The shape of one word: what a reader sees before reading it."""
    if not any(c.isalnum() for c in word):
        return "mark"
    if any(c.isdigit() for c in word):
        return "number" if word.isdigit() else "code"
    if word.islower():
        return "lower"
    if len(word) == 1:
        return "letter"
    return "capitals" if word.isupper() else "title" if word[1:].islower() else "mixed"


def _mentions(words: Sequence[tuple[Span, Sequence[int]]], text: str) -> Mapping[str, Sequence[str]]:
    """For each word in lower case, the form of every mention."""
    seen: dict[str, list[str]] = defaultdict(list)
    for span, _ in words:
        seen[span.of(text).lower()].append(_form(span, text))
    return seen


def _form(span: Span, text: str) -> str:
    """`lower`, `inside` (capitalised where no sentence starts) or `start`."""
    if not text[span.start].isupper():
        return "lower"
    return "inside" if is_inside(text, span.start) else "start"


def is_inside(text: str, at: int) -> bool:
    """Whether a sentence has begun before: a capital there is no start's."""
    before = text[:at].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;'’(")


_OWN = [
    *(f"entity {e}" for e in (*ENTITIES, "B", "I")),
    *(f"tag {t}" for t in sorted(TAGS)),
    *(f"shape {s}" for s in SHAPES),
    *(f"cue {group}" for group in CUES),
    *(f"length {n}" for n in range(len(LENGTHS) + 1)),
    *(f"pieces {n}" for n in range(1, 5)),
    *(f"frequency {n}" for n in range(len(FREQUENT) + 1)),
    *(f"after {m}" for m in MARKS_BEFORE),
    *(f"before {m}" for m in MARKS_AFTER),
    *("starts sentence", "starts line", "again", "again inside", "again lower", "joined", "spaced"),
    "all lower",
]
_INDEX = {name: at for at, name in enumerate(_OWN)}
