"""Tagger of words: what each word of raw text may identify, by an encoder of its own, spaCy and the word's shape."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from assistant.adapters.encoder import OnnxEncoder, Pieces
from assistant.adapters.heads import Head, load_heads
from assistant.adapters.weights import verified
from assistant.adapters.word_features import rarity_in, word_features
from assistant.model.text import Span
from assistant.ports import Vectors


class TaggedWord(NamedTuple):
    """One word of raw text with the probability of each identifier kind (`O`: none)."""

    span: Span
    kinds: Mapping[str, float]
    labels: Mapping[str, float]
    """For a name: whose it is (CLIENT, COLLEAGUE, RELATIVE, PERSON)."""
    rarity: int = 0
    """0 for a word that everybody writes, 1 for a seldom one, 2 for a rare one."""


class Encoded(NamedTuple):
    """A text as word pieces, with the encoder's vector of each."""

    pieces: Pieces
    vectors: Vectors

    @classmethod
    def of(cls, encoder: OnnxEncoder, text: str) -> "Encoded":
        """One pass over the text."""
        pieces = encoder.pieces(text)
        return cls(pieces, encoder.encode_pieces(pieces).vectors)


class WordTagger:
    """Heads over words; loads on first use."""

    def __init__(self) -> None:
        """Load nothing yet; the first text does."""
        self._encoder = OnnxEncoder("tagger")

    @cached_property
    def _heads(self) -> dict[str, Head]:
        return load_heads(verified("tagger heads"))

    def encoded(self, text: str) -> Encoded:
        """A text as the tagger sees it."""
        return Encoded.of(self._encoder, text)

    def tag(self, doc: Doc, encoded: Encoded) -> tuple[TaggedWord, ...]:
        """Every word of raw text, as spaCy parsed it and the encoder saw it, with what it may identify."""
        kinds, labels = self._heads["word.kinds"], self._heads["word.labels"]
        spans, rows, features = token_rows(encoded, doc)
        by_kind = kinds.apply(np.concatenate([rows, features], axis=1)).tolist()
        by_label, rarity = labels.apply(rows).tolist(), rarity_in(features).tolist()
        return tuple(
            TaggedWord(
                span,
                dict(zip(kinds.names, by_kind[at], strict=True)),
                dict(zip(labels.names, by_label[at], strict=True)),
                rarity[at],
            )
            for at, span in enumerate(spans)
        )

    @property
    def order(self) -> Vectors:
        """How much likelier each kind of word (column) is after each other (row) than anywhere: logarithms."""
        return self._heads["word.order"].weights


def token_rows(encoded: Encoded, doc: Doc) -> tuple[list[Span], Vectors, Vectors]:
    """The words of a text, the encoder's vector of each, and what spaCy and its shape say of it."""
    pieces = encoded.pieces
    words = words_of(pieces.offsets, doc.text)
    ends = [first for first, _ in words[1:]] + [len(pieces.ids)]
    parts = [(span, pieces.ids[first:end]) for (first, span), end in zip(words, ends, strict=True)]
    vectors = encoded.vectors[[first for first, _ in words]]
    return [span for _, span in words], vectors, word_features(parts, doc)


def words_of(offsets: Sequence[Sequence[int]], text: str) -> list[tuple[int, Span]]:
    """Word pieces joined to words: the index of each word's first piece, and the word's span."""
    words: list[tuple[int, int, int]] = []
    for at, (start, end) in enumerate(offsets):
        if words and words[-1][2] == start and _joins(text, start):
            words[-1] = (*words[-1][:2], end)
        else:
            words.append((at, start, end))
    return [(first, Span.model_construct(start=start, end=end)) for first, start, end in words]


def _joins(text: str, at: int) -> bool:
    """Whether no boundary of a word lies at `at`: letters and digits go on, marks stand alone."""
    return text[at - 1].isalnum() and text[at].isalnum()
