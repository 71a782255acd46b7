"""Words weighed by hand for `spans_of`: every probability a little above or below a bound of the module."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from assistant.adapters import identifier_spans as bounds
from assistant.adapters.identifier_spans import spans_of
from assistant.adapters.word_tagger import TaggedWord
from assistant.model.text import Span
from assistant.ports import Identifier, Vectors

KINDS = ("O", "B-NAME", "I-NAME", "B-PLACE", "I-PLACE", "B-ORG", "I-ORG")
NO_ORDER = np.zeros((len(KINDS), len(KINDS)), dtype=np.float32)
EVERYDAY, SELDOM, RARE = 0, 1, 2
NOBODY: Mapping[str, float] = MappingProxyType({})

A_LITTLE = 0.001
CERTAIN = 0.99
"""Enough for every bound."""
UNLIKELY = 1 - bounds.PLAIN - A_LITTLE
"""Too little for an everyday word."""
DOUBTFUL = 1 - bounds.PLAIN + A_LITTLE
"""Enough for any word, but only beside something surer."""
IF_RARE = 1 - bounds.PLAIN_RARE + A_LITTLE
"""Enough only for a word that looks like a name."""
IF_TOLD = 1 - bounds.SURELY_PLAIN + A_LITTLE
"""Enough only for a word that is surely a name elsewhere in the text."""


class Likely(NamedTuple):
    """A word with the chance that it is of one kind; the rest of the chance is that it is plain."""

    said: str
    chance: float
    kind: str = "B-NAME"
    rarity: int = EVERYDAY
    labels: Mapping[str, float] = NOBODY


GWEN = Likely("Gwen", CERTAIN)
"""A sure name: with it a text needs nothing surer."""


def weighed(text: str, *likely: Likely) -> Iterator[TaggedWord]:
    """Every word and mark of the text: the likely ones, in their order, and all others surely plain."""
    waiting = list(likely)
    for found in re.finditer(r"\w+|[^\w\s]", text):
        word = waiting.pop(0) if waiting and waiting[0].said == found[0] else Likely(found[0], 0.001)
        kinds = dict.fromkeys(KINDS, 0.0) | {"O": 1 - word.chance, word.kind: word.chance}
        yield TaggedWord(Span(start=found.start(), end=found.end()), kinds, word.labels, word.rarity)
    assert not waiting


def identifiers(text: str, *likely: Likely, order: Vectors = NO_ORDER) -> list[Identifier]:
    return list(spans_of(list(weighed(text, *likely)), text, order))


def masked(text: str, *likely: Likely, order: Vectors = NO_ORDER) -> list[str]:
    return [i.span.of(text) for i in identifiers(text, *likely, order=order)]


def an_order(before: str, kind: str, weight: float) -> Vectors:
    """How much likelier one kind is after another; no other order."""
    order = NO_ORDER.copy()
    order[KINDS.index(before), KINDS.index(kind)] = weight
    return order
