"""How much a sentence matters to its writer: a weighted sum of what a person can read off it."""

import math
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.phrases import is_own, words_in
from knowledge.vocabulary import Facet

WEIGHTS: Mapping[str, float] = {
    "opens": 1.5,
    "closes": 1.3,
    "length": 0.8,
    "intensity": 1.7,
    "time": 0.6,
    "turns": 0.8,
    "in_person": 0.6,
    "own": 0.3,
    "negated": 0.4,
    "themes": 0.3,
    "finding": 1.1,
    "own_feeling": 0.5,
    "client_story": -0.4,
    "need": 0.7,
}
BIAS = -5.3
"""Logits, as `python -m evals.training.importance` fits them on training reflections of which readers chose the sentences to tell."""
TIME = re.compile(
    r"\b(?:today|tonight|yesterday|now|since|mornings?|evenings?|nights?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
TURN = re.compile(r"(?:but|still|yet)\b", re.IGNORECASE)


def importance(counted: Mapping[str, float]) -> float:
    """The log-odds that a reader would choose a sentence with these features for a summary of two to five."""
    return BIAS + sum(WEIGHTS[name] * value for name, value in counted.items())


def features(
    understanding: Understanding, span: Span, facets: AbstractSet[Facet], *, own: bool, at: int, of: int
) -> Mapping[str, float]:
    """What is counted of the sentence at one place of so many: a yes as one, the natural logarithm of its words, its intensity.

    Args:
        understanding: the reflection, screened and read.
        span: the sentence.
        facets: what it is about.
        own: whether it tells of the writer.
        at: its place, from 0.
        of: how many sentences there are.

    """
    said = span.of(understanding.text)
    readings = [s for s in understanding.sentences if s.span.overlaps(span)]
    return {
        "opens": at == 0,
        "closes": at == of - 1,
        "length": math.log1p(len(words_in(said))),
        "intensity": max((s.intensity for s in readings), default=0.0),
        "time": TIME.search(said) is not None,
        "turns": TURN.match(said) is not None,
        "in_person": is_own(said),
        "own": own,
        "negated": any(s.negated for s in readings),
        "themes": sum(any(span.overlaps(e) for e in t.evidence) for t in understanding.themes),
        "finding": any(span.overlaps(f.span) for f in understanding.screening.current),
        "own_feeling": any(s.facet is Facet.OWN_FEELING for s in readings),
        "client_story": any(s.facet is Facet.CLIENT_STORY for s in readings),
        "need": Facet.NEED in facets,
    }
