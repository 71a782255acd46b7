"""Classifier and token tagger over one shared encoder, and the judge of statements over another."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from assistant.adapters.encoder import OnnxEncoder, Pieces
from assistant.adapters.heads import Head, load_heads
from assistant.adapters.pair_terms import PairTerms
from assistant.adapters.text_features import TextFeatures
from assistant.adapters.weights import verified
from assistant.adapters.word_features import rarity_in, word_features
from assistant.model.text import Span
from assistant.ports import Pairing, Reading, SentenceLabels, Vectors
from knowledge.vocabulary import Approach, Check, Facet, FindingKind, Route, Subject, Theme


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


class TrainedClassifier:
    """Sentence heads for screening and understanding; document heads for themes and approaches."""

    def __init__(self) -> None:
        """Load nothing yet; the first text does."""
        self._encoder = OnnxEncoder("reader")
        self._text_features = TextFeatures(self._encoder)

    @cached_property
    def _heads(self) -> dict[str, Head]:
        return load_heads(verified("reader heads"))

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Label every sentence in the context of the whole text."""
        rows = np.stack(self._text_features.rows(text, [Span(start=0, end=len(text)), *sentences]))
        document, by_sentence = rows[:1], rows[1:]
        heads = {n: head.apply(by_sentence) for n, head in self._heads.items() if n.startswith("sentence.")}
        embedded = self._text_features.embedded(rows)
        return Reading(
            sentences=tuple(self._labels(heads, at) for at in range(len(sentences))),
            routes=_named(self._heads["document.routes"], document, Route),
            themes=_named(self._heads["document.themes"], document, Theme),
            approaches=_named(self._heads["document.approaches"], document, Approach),
            answerable=float(self._heads["query.answerable"].apply(embedded[:1])[0, 0]),
            vectors=embedded,
        )

    def encoded(self, text: str) -> Encoded:
        """A text as the tagger sees it."""
        return Encoded.of(self._encoder, text)

    def tag(self, doc: Doc, encoded: Encoded) -> tuple[TaggedWord, ...]:
        """Every word of raw text, as spaCy parsed it and the encoder saw it, with what it may identify."""
        kinds, labels = self._heads["token.kinds"], self._heads["token.labels"]
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
        return self._heads["token.order"].weights

    def _labels(self, heads: Mapping[str, Vectors], at: int) -> SentenceLabels:
        def named(name: str) -> dict[str, float]:
            names = self._heads[f"sentence.{name}"].names
            return dict(zip(names, map(float, heads[f"sentence.{name}"][at]), strict=True))

        levels = named("intensity")
        flags = named("flags")
        return SentenceLabels(
            findings={FindingKind(k): p for k, p in named("findings").items()},
            subjects={Subject(k): p for k, p in named("subjects").items()},
            currencies=named("currencies"),
            routes={Route(k): p for k, p in named("routes").items()},
            unclear=flags["unclear"],
            facets={Facet(k): p for k, p in named("facets").items()},
            experiencers={Subject(k): p for k, p in named("experiencers").items()},
            themes={Theme(k): p for k, p in named("themes").items()},
            intensity=sum(int(level) * p for level, p in levels.items()),
        )


class TrainedJudge:
    """A cross-encoder: evidence and statement are read together."""

    def __init__(self) -> None:
        """Load nothing yet; the first pair does."""
        self._encoder = OnnxEncoder("judge")

    @cached_property
    def _head(self) -> Head:
        return load_heads(verified("judge heads"))["pair.checks"]

    @cached_property
    def _terms(self) -> PairTerms:
        return PairTerms.load(verified("pair terms"))

    def judge(self, pairs: Sequence[Pairing]) -> Sequence[Mapping[Check | None, float]]:
        """For each pair: a probability for `None` (supported) and for each fault."""
        if not pairs:
            return ()
        rows = np.stack(
            [
                np.concatenate([self._encoder.encode_pair(p.evidence, p.said), self._terms.vector(p)])
                for p in pairs
            ]
        )
        keys = [None if n == "supported" else Check(n) for n in self._head.names]
        return tuple(dict(zip(keys, map(float, row), strict=True)) for row in self._head.apply(rows))


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


def _named(head: Head, row: Vectors, words: type[Theme] | type[Approach] | type[Route]) -> dict:  # type: ignore[type-arg]  # one of three enums
    return {words(n): float(p) for n, p in zip(head.names, head.apply(row)[0], strict=True)}
