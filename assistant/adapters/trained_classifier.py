"""Classifier of sentences and whole texts, and the judge of statements: trained heads over encoders."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from assistant.adapters.encoder import OnnxEncoder
from assistant.adapters.heads import Head, load_heads
from assistant.adapters.pair_terms import PairTerms
from assistant.adapters.text_features import TextFeatures
from assistant.adapters.weights import verified
from assistant.model.text import Span
from assistant.ports import Pairing, Reading, SentenceLabels, Vectors
from knowledge.vocabulary import Approach, Check, Facet, FindingKind, Route, Subject, Theme


class TrainedClassifier:
    """Sentence heads for screening and understanding; document heads for themes and approaches."""

    def __init__(self) -> None:
        """Load nothing yet; the first text does."""
        self._text_features = TextFeatures()

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

    def _labels(self, heads: Mapping[str, Vectors], at: int) -> SentenceLabels:
        def named(name: str) -> dict[str, float]:
            names = self._heads[f"sentence.{name}"].names
            return dict(zip(names, map(float, heads[f"sentence.{name}"][at]), strict=True))

        levels = named("intensity")
        flags = named("flags")
        return SentenceLabels(
            findings={FindingKind(k): p for k, p in named("findings").items()},
            subjects={Subject(k): p for k, p in named("subjects").items()},
            harmed={Subject(k): p for k, p in named("harmed").items()},
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


def _named(head: Head, row: Vectors, words: type[Theme] | type[Approach] | type[Route]) -> dict:  # type: ignore[type-arg]  # one of three enums
    return {words(n): float(p) for n, p in zip(head.names, head.apply(row)[0], strict=True)}
