"""Which sentences of a reflection matter most to its writer, and the phrase of each that may be quoted."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.model.screening import REQUESTS
from assistant.model.text import Parse, Span
from assistant.model.understanding import SentenceReading, Understanding
from assistant.writers.importance import features, importance
from assistant.writers.phrases import quotable, words_in
from assistant.writers.speech import speech_in
from assistant.writers.subject import acts_as_writer, drops_subject, reads_alone
from assistant.writers.units import units_of
from assistant.writers.wording import CUES, tells_of_strength
from knowledge.vocabulary import Facet, Subject, Theme

CHIEF_FIRST = (
    Facet.OWN_FEELING,
    Facet.BODY,
    Facet.NEED,
    Facet.THOUGHT,
    Facet.STRENGTH,
    Facet.RELATIONSHIP,
    Facet.ACTION_TAKEN,
    Facet.SYSTEM,
    Facet.EVENT,
    Facet.QUESTION,
    Facet.CLIENT_STORY,
)
"""Of a sentence whose clauses do different things, what it is taken for."""
IN_PERSON = frozenset({"i", "me", "myself", "im", "i'm", "ive", "i've", "i'd", "i'll"})
ASKS = re.compile(
    r"(?:(?:so|and|but|then|or) )?(?:do|does|did|am|is|are|was|were|have|has|had|can|could|will|would|shall|should|may|might|must|what|who"
    r"|whose|how|when|where|which)(?:n[’']t)?\b(?!.*\b(?:you|your)\b)",
    re.IGNORECASE,
)
"""A question that is put to nobody else."""
GOOD_PART = 0.4
"""Share of a finding, which is a whole sentence where the classifier saw it."""
INWARD = frozenset({Facet.BODY, Facet.OWN_FEELING, Facet.THOUGHT, Facet.NEED})


class Anchor(NamedTuple):
    """One sentence, what it is about, how much it matters, and its best phrase."""

    span: Span
    facet: Facet
    """What the reader takes it for."""
    facets: frozenset[Facet]
    """The same, and what its words show."""
    weight: float
    """The log-odds that it belongs into a summary."""
    phrase: Span | None
    own: bool
    """Whether it tells of the writer."""
    reads_alone: bool
    """Whether the phrase is a clause and not a scrap of a note."""
    speaks: bool
    """Whether the writer acts or feels in the phrase, and does not only own what it names."""
    asks: bool
    """Whether the phrase is a question that writers ask themselves."""


def anchors(understanding: Understanding) -> tuple[Anchor, ...]:
    """Every sentence that may be spoken of, what matters most first.

    A sentence that asks something of the tool is none, and no phrase holds graphic detail.
    """
    asked = [f.span for f in understanding.screening.current if f.kind in REQUESTS]
    units = units_of(understanding.screening.parse)
    kept = [u for u in units if not any(u.overlaps(s) for s in asked)]
    found = [_anchor(understanding, unit, at, len(kept)) for at, unit in enumerate(kept)]
    return tuple(sorted(found, key=lambda a: (-a.weight, a.span.start)))


def tells_of(phrase: Span, found: Span) -> bool:
    """Whether a phrase holds a good part of what was found, so that it may stand for it."""
    return found.share_in(phrase) >= GOOD_PART


def themes_shown(understanding: Understanding) -> tuple[Theme, ...]:
    """The themes to act on, strongest first: growth only where the writer's words tell of something good."""
    text = understanding.text
    good = any(tells_of_strength(s.span.of(text)) for s in understanding.sentences)
    return tuple(t.theme for t in understanding.themes if good or t.theme is not Theme.GROWTH)


def is_of_writer(parse: Parse, sentence: SentenceReading) -> bool:
    """Whether a sentence tells of the writer: it says so itself, or the reader thinks so and nobody else acts in it."""
    spoken = speech_in(parse.text, sentence.span)
    outside = [
        t for t in parse.tokens_in(sentence.span) if not any(s.start <= t.start < s.end for s in spoken)
    ]
    if not outside:
        return False
    subjects = {t.text.lower() for t in outside if t.dep.startswith("nsubj")}
    if subjects & {"i", "im", "we"}:
        return True
    if sentence.experiencer is not Subject.SELF:
        return False
    if drops_subject(parse, sentence.span):
        return acts_as_writer(parse, sentence.span)
    named = any(t.text.lower() in {"me", "my", "myself", "our", "us"} for t in outside)
    return named or not subjects & {"he", "she", "they"}


def _anchor(understanding: Understanding, unit: Span, at: int, of: int) -> Anchor:
    text, parse = understanding.text, understanding.screening.parse
    said = unit.of(text)
    readings = [s for s in understanding.sentences if s.span.overlaps(unit)]
    own = [s for s in readings if is_of_writer(parse, s)]
    chief = min(own or readings, key=lambda s: CHIEF_FIRST.index(s.facet))
    facets = {s.facet for s in own or readings} | {f for f, cue in CUES.items() if own and cue.search(said)}
    if not tells_of_strength(said):
        facets -= {Facet.STRENGTH}
    facets = facets or {Facet.EVENT}
    phrase, alone = _phrase(parse, unit, strength=Facet.STRENGTH in facets)
    counted = features(understanding, unit, facets, own=bool(own), at=at, of=of)
    speaks = bool(own) and phrase is not None and _speaks(parse, phrase, facets)
    asked = said.rstrip().endswith("?") and phrase is not None and ASKS.match(phrase.of(text)) is not None
    return Anchor(
        unit,
        chief.facet,
        frozenset(facets),
        importance(counted),
        phrase,
        bool(own),
        alone,
        speaks,
        bool(own) and asked,
    )


def _phrase(parse: Parse, unit: Span, *, strength: bool) -> tuple[Span | None, bool]:
    """The best phrase of a sentence and whether it reads alone; where something good is told, the phrase tells it."""
    phrases: Sequence[Span] = quotable(parse.text, unit)
    if strength:
        phrases = [p for p in phrases if tells_of_strength(p.of(parse.text))] or phrases
    clauses = [p for p in phrases if reads_alone(parse, p)]
    return next(iter(clauses or phrases), None), bool(clauses)


def _speaks(parse: Parse, phrase: Span, facets: set[Facet]) -> bool:
    words = {w.lower().replace("’", "'") for w in words_in(phrase.of(parse.text))}
    return bool(words & IN_PERSON or facets & INWARD) or drops_subject(parse, phrase)
