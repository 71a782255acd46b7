"""What the stages ask of the outside, in our words; adapters answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.model.debrief import Draft, Egress, Strategy
from assistant.model.text import Parse, Span
from assistant.model.understanding import Quote, Understanding
from knowledge.entry import Entry
from knowledge.question import Question
from knowledge.safety_card import CrisisResource, SafetyCard
from knowledge.vocabulary import Approach, Check, Facet, FindingKind, IdentifierKind, Route, Subject, Theme

Vectors = NDArray[np.float32]
"""Shape (rows, dimensions)."""


class Identifier(NamedTuple):
    """A span of raw text that points at a person."""

    span: Span
    kind: IdentifierKind
    label: str
    score: float


class SentenceLabels(NamedTuple):
    """What the classifier says of one sentence; every number is a probability."""

    findings: Mapping[FindingKind, float]
    subjects: Mapping[Subject, float]
    """Who has or does what the sentence tells of."""
    harmed: Mapping[Subject, float]
    """Where it tells of abuse: who is harmed."""
    currencies: Mapping[str, float]
    routes: Mapping[Route, float]
    """The route that the sentence alone asks for; `proceed` where it holds nothing that cannot wait."""
    unclear: float
    facets: Mapping[Facet, float]
    experiencers: Mapping[Subject, float]
    themes: Mapping[Theme, float]
    intensity: float


class Reading(NamedTuple):
    """One pass of the classifier over a text, sentence by sentence."""

    sentences: tuple[SentenceLabels, ...]
    routes: Mapping[Route, float]
    """Of the text as a whole."""
    themes: Mapping[Theme, float]
    """Of the text as a whole."""
    approaches: Mapping[Approach, float]
    """What kind of help the text as a whole asks for."""
    answerable: float
    """Probability that the text asks for help which a library for clinicians' own strain can give."""
    vectors: Vectors
    """Unit vectors for search, shape (1 + sentences, dimensions): the whole text first, then each sentence in it."""


class Parser(Protocol):
    """Tokens, sentences and dependencies."""

    def parse(self, text: str) -> Parse:
        """The parse of the whole text; offsets point into it."""
        ...


class IdentifierDetector(Protocol):
    """The only reader of raw text."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another."""
        ...


class Classifier(Protocol):
    """Trained heads over one shared encoder."""

    def read(self, text: str, sentences: Sequence[Span]) -> Reading:
        """Label every sentence in the context of the whole text."""
        ...


class Pairing(NamedTuple):
    """A sentence of a statement beside the stretch of a reflection that it may rest on."""

    against: Parse
    window: Span
    statement: Parse
    sentence: Span

    @property
    def evidence(self) -> str:
        """The words of the stretch."""
        return self.window.of(self.against.text)

    @property
    def said(self) -> str:
        """The words of the sentence."""
        return self.sentence.of(self.statement.text)


class Judge(Protocol):
    """Whether statements follow from evidence, by a trained head."""

    def judge(self, pairs: Sequence[Pairing]) -> Sequence[Mapping[Check | None, float]]:
        """For each pair: a probability for `None` (supported) and for each fault."""
        ...


class Candidate(NamedTuple):
    """One entry with its scores, one number a query, and the piece of its body that fits best."""

    entry_id: str
    quote: Quote
    dense: tuple[float, ...]
    """Cosine similarity, 0 where the entry is not among the neighbours."""
    lexical: tuple[float, ...]
    """BM25, unbounded, 0 where no word is shared."""


class Library(Protocol):
    """All retrievable entries of one release, with what search knows of them."""

    release: str
    entries: Mapping[str, Entry]

    def candidates(self, queries: Sequence[str], vectors: Vectors | None = None) -> tuple[Candidate, ...]:
        """Every entry that any query touches, with its scores per query.

        Args:
            queries: the texts to look for.
            vectors: a unit row a text, where they are known; made here where not.

        """
        ...


class Writer(Protocol):
    """Fills a draft; nothing of it is shown before it is verified."""

    @property
    def name(self) -> str:
        """`guided`, or the model's name."""
        ...

    def compose(
        self, understanding: Understanding, strategies: Sequence[Strategy], release: str
    ) -> tuple[Draft, tuple[Egress, ...]]:
        """A draft, and what left this machine to make it.

        Raises:
            ModelError: the writer failed; the guided writer takes over.

        """
        ...


class Bank(NamedTuple):
    """Fixed content that stages choose from."""

    questions: Sequence[Question]
    cards: Mapping[str, SafetyCard]
    resources: Mapping[str, Sequence[CrisisResource]]


class Clock(Protocol):
    """What day it is; review dates depend on it."""

    def today(self) -> date:
        """The local date."""
        ...
