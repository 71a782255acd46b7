"""What the library offers: several queries, one fused score, filters, diversity and an honest nothing."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.model.text import Span
from assistant.model.understanding import Passage, Retrieval, Understanding
from assistant.ports import Candidate, Classifier, Library, Parser, Reading, Vectors
from knowledge.entry import Entry
from knowledge.vocabulary import Approach, Locale, Subject, Theme

OWN_SENTENCES = 5
"""Own-reaction sentences that become queries of their own, strongest first."""
LONGEST_WHOLE = 40
"""Words; a longer query is also asked sentence by sentence."""
MOST_PARTS = 8
"""Sentences of it that are asked."""


class FusionWeights(BaseModel):
    """How the parts of a score are weighed; fitted on dev cases, kept in `assistant/weights/fusion.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dense: float
    lexical: float
    approach: float
    theme: float
    repeat: float
    """What is left of the approach part of a score once an earlier result offers the approach."""
    abstain_bias: float
    abstain_dense: float
    abstain_lexical: float
    abstain_approach: float
    abstain_answerable: float
    abstain_below: float
    """Probability of an answer below which nothing is shown."""


class Query(NamedTuple):
    """What is asked of the library: texts, and what the classifier reads in them."""

    texts: tuple[str, ...]
    vectors: Vectors
    """A unit row a text."""
    approaches: Mapping[Approach, float]
    themes: Mapping[Theme, float]
    answerable: float

    @classmethod
    def of(cls, reading: Reading, text: str, parts: Mapping[int, str]) -> "Query":
        """The whole text, and some of its sentences by their number in the reading."""
        return cls(
            texts=(text, *parts.values()),
            vectors=reading.vectors[[0, *(1 + at for at in parts)]],
            approaches=reading.approaches,
            themes=reading.themes,
            answerable=reading.answerable,
        )


def query_in(text: str, *, parser: Parser, classifier: Classifier) -> Query:
    """What somebody who searches asks, as texts to look for and what the classifier reads in it."""
    spans = parser.parse(text).sentences or (Span(start=0, end=len(text)),)
    reading = classifier.read(text, spans)
    parts = spans[:MOST_PARTS] if len(text.split()) > LONGEST_WHOLE else ()
    return Query.of(reading, text, {at: s.of(text) for at, s in enumerate(parts)})


def query_of(understanding: Understanding, reading: Reading) -> Query:
    """The whole reflection and its strongest own sentences, with the approaches and themes they ask for."""
    own = [(at, s) for at, s in enumerate(understanding.sentences) if s.experiencer is Subject.SELF]
    strongest = sorted(own, key=lambda numbered: -numbered[1].intensity)[:OWN_SENTENCES]
    parts = {at: s.span.of(understanding.text) for at, s in strongest}
    return Query.of(reading, understanding.text, parts)


def suppressed_by(understanding: Understanding) -> frozenset[str]:
    """Themes and kinds of findings that forbid some entries."""
    current = {f.kind.value for f in understanding.screening.current}
    return frozenset(current | {t.theme.value for t in understanding.themes})


def retrieve(
    query: Query,
    *,
    library: Library,
    weights: FusionWeights,
    today: date,
    suppress: frozenset[str] = frozenset(),
    locale: Locale | None = None,
    top: int = 8,
    wanted: Collection[str] = (),
) -> Retrieval:
    """The best passages over all queries, none when the library has no answer; then those wanted whatever is asked. With no locale, those of any place."""
    candidates = [c for c in library.candidates(query.texts, query.vectors) if c.entry_id in library.entries]
    allowed = [c for c in candidates if is_allowed(library.entries[c.entry_id], suppress, today, locale)]
    if not allowed:
        return Retrieval(release=library.release, passages=(), abstained=True)
    answer = probability_of_answer(allowed, query, weights)
    abstained = answer < weights.abstain_below
    scored = _scored(allowed, query, library, weights)
    found = () if abstained else tuple(_diverse(scored, query, weights, top))
    ids = {p.entry.id for p in found}
    besides = tuple(p for p in scored if p.entry.id in wanted and p.entry.id not in ids)
    return Retrieval(release=library.release, passages=found + besides, abstained=abstained, best=answer)


def is_allowed(entry: Entry, suppress: frozenset[str], today: date, locale: Locale | None = None) -> bool:
    """Published, in date, of the writer's place or any, and not contraindicated by what the reflection holds."""
    elsewhere = locale is not None and entry.locale not in ("any", locale)
    return (
        entry.is_retrievable(today)
        and not elsewhere
        and not suppress & {s.value for s in entry.suppress_when}
    )


def probability_of_answer(candidates: Sequence[Candidate], query: Query, weights: FusionWeights) -> float:
    """Logistic over the best dense score, the best lexical score a word, the surest approach and the trained head."""
    dense = max(max(c.dense) for c in candidates)
    lexical = max(max(map(per_word, c.lexical, query.texts)) for c in candidates)
    approach = max(query.approaches.values(), default=0.0)
    z = (
        weights.abstain_bias
        + weights.abstain_dense * dense
        + weights.abstain_lexical * lexical
        + weights.abstain_approach * approach
        + weights.abstain_answerable * logit(query.answerable)
    )
    return 1 / (1 + math.exp(-z))


def logit(probability: float) -> float:
    """Its log odds."""
    held = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def per_word(score: float, text: str) -> float:
    """A lexical score that does not grow with the length of the query."""
    return score / math.sqrt(max(1, len(text.split())))


def fused(dense: Sequence[float], lexical: Sequence[float]) -> tuple[float, float]:
    """One dense and one lexical number from several queries: half the whole text, half the best part."""
    best_dense, best_lexical = max(dense), max(lexical)
    return (dense[0] + best_dense) / 2, (lexical[0] + best_lexical) / 2


def _scored(
    candidates: Sequence[Candidate], query: Query, library: Library, weights: FusionWeights
) -> list[Passage]:
    pairs = [fused(c.dense, c.lexical) for c in candidates]
    highest = max((lexical for _, lexical in pairs), default=0.0) or 1.0
    passages = []
    for candidate, (dense, lexical) in zip(candidates, pairs, strict=True):
        entry = library.entries[candidate.entry_id]
        theme = max((query.themes.get(t, 0.0) for t in entry.themes), default=0.0)
        bridge = weights.theme * theme
        passages.append(
            Passage(
                entry=entry,
                quote=candidate.quote,
                score=weights.dense * dense + weights.lexical * lexical / highest + bridge,
                dense=dense,
                lexical=lexical / highest,
                bridge=bridge,
            )
        )
    return passages


def _diverse(
    passages: Iterable[Passage], query: Query, weights: FusionWeights, top: int
) -> Iterable[Passage]:
    """Greedy choice: an approach that an earlier result offers counts for less the second time."""
    left = {p.entry.id: p for p in passages}
    seen: set[Approach] = set()
    scores = {i: p.score + _approach_part(p.entry, query, weights, seen) for i, p in left.items()}
    for _ in range(min(top, len(left))):
        best = max(left, key=lambda entry_id: (scores[entry_id], entry_id))
        passage = left.pop(best)
        yield passage.model_copy(update={"score": round(scores[best], 6)})
        fresh = set(passage.entry.approaches) - seen
        seen |= fresh
        for entry_id, other in left.items():
            if not fresh.isdisjoint(other.entry.approaches):
                scores[entry_id] = other.score + _approach_part(other.entry, query, weights, seen)


def _approach_part(entry: Entry, query: Query, weights: FusionWeights, seen: set[Approach]) -> float:
    parts = (
        query.approaches.get(a, 0.0) * (weights.repeat if a in seen else 1.0) / (1 + at)
        for at, a in enumerate(entry.approaches)
    )
    return weights.approach * sum(parts)
