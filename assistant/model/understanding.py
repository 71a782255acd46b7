"""What a reflection says, sentence by sentence, and what the library offers for it."""

from pydantic import Field

from assistant.model.screening import Screening
from assistant.model.text import Frozen, Span
from knowledge.entry import Entry
from knowledge.vocabulary import Facet, Subject, Theme


class ThemeScore(Frozen):
    """How strongly a theme holds for the writer, from 0 to 1, and where it shows."""

    theme: Theme
    score: float
    evidence: tuple[Span, ...]


class SentenceReading(Frozen):
    """One sentence of the de-identified text: what it does and whose it is."""

    span: Span
    facet: Facet
    experiencer: Subject
    negated: bool
    intensity: float
    """From 0 (neutral) to 3 (extreme)."""
    themes: tuple[Theme, ...]


class Understanding(Frozen):
    """A screened reflection, read: its sentences, facets and themes."""

    screening: Screening
    sentences: tuple[SentenceReading, ...]
    themes: tuple[ThemeScore, ...]

    @property
    def text(self) -> str:
        """The de-identified text into which every span points."""
        return self.screening.reflection.text

    def shown(self, theme: Theme) -> tuple[Span, ...]:
        """The sentences whose own words show the theme; none where only the whole text tells it."""
        return tuple(s.span for s in self.sentences if theme in s.themes)

    def own(self, *facets: Facet) -> tuple[SentenceReading, ...]:
        """The writer's own sentences, of these facets or of any."""
        return tuple(
            s for s in self.sentences if s.experiencer is Subject.SELF and (not facets or s.facet in facets)
        )


class Quote(Frozen):
    """An exact stretch of an entry's body."""

    text: str
    start: int
    end: int


class Passage(Frozen):
    """A retrieved piece of one entry, with what led to it."""

    entry: Entry
    quote: Quote
    score: float
    dense: float = 0.0
    lexical: float = 0.0
    bridge: float = 0.0
    fit: float = 0.0
    """Log-odds that it fits this writer, above the least that is offered: below zero it is not."""


class Retrieval(Frozen):
    """What the library offers, from which release, or an honest nothing."""

    release: str
    passages: tuple[Passage, ...]
    abstained: bool
    best: float = Field(default=0.0, description="Score of the best passage, before the threshold.")
