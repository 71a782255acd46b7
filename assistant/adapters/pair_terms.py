"""What a statement says that its evidence does not, word by word: numbers beside the judge's vector.

Words are told only by how they stand to the evidence (new, a new pair, left out), never by the statement alone:
a style that unfaithful statements were written in would not be one that models write in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import Stemmer

from assistant.adapters.pair_parses import told_by_parses
from assistant.adapters.terms import words_in
from assistant.ports import Pairing, Vectors

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
FIRST_PERSON = {
    "you": "i",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
    "you're": "i'm",
    "you've": "i've",
    "you'd": "i'd",
    "were": "was",
    "are": "am",
}
"""A statement says "you" where its evidence says "I"."""
MOST_COUNTED = 6


class PairTerms:
    """The terms that count between evidence and statement."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of the columns."""
        self.names = tuple(names)
        self._index = {name: at for at, name in enumerate(self.names)}

    @classmethod
    def of(cls, pairs: Iterable[Pairing], *, fewest: int) -> "PairTerms":
        """The terms of at least `fewest` pairs."""
        counts = Counter(name for pair in pairs for name in terms_of(pair))
        return cls(sorted(name for name, n in counts.items() if n >= fewest))

    @classmethod
    def load(cls, path: Path) -> "PairTerms":
        """Read them; refuses anything that is not a plain array."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(tuple(map(str, stored["names"])))

    def save(self, path: Path) -> None:
        """Write them; loading gives them back in the same order."""
        np.savez_compressed(path, names=np.array(self.names))

    def vector(self, pair: Pairing) -> Vectors:
        """One row, one column a term."""
        row = np.zeros(len(self.names), dtype=np.float32)
        for name, value in terms_of(pair).items():
            if name in self._index:
                row[self._index[name]] = value
        return row


def terms_of(pair: Pairing) -> Mapping[str, float]:
    """All that is told of a pair: by its words, and by what the parses make of them."""
    return {**terms_between(pair.evidence, pair.said), **dict.fromkeys(told_by_parses(pair), 1.0)}


def terms_between(evidence: str, statement: str) -> Mapping[str, float]:
    """Which words and pairs of the statement the evidence has in no form, what its nearest sentence says beside, and how much of each."""
    said = [FIRST_PERSON.get(w, w) for w in words_in(statement)]
    told = words_in(evidence)
    known = {*told, *_stems(told)}
    pairs, told_pairs = list(pairwise(said)), set(pairwise(told))
    new = [w for w, stem in zip(said, _stems(said), strict=True) if w not in known and stem not in known]
    new_pairs = [p for p in pairs if p not in told_pairs]
    left_out = set(_nearest(evidence, set(_stems(said)))) - set(said)
    return {
        **{f"new {w}": 1.0 for w in new},
        **{f"new pair {a} {b}": 1.0 for a, b in new_pairs},
        **{f"left out {w}": 1.0 for w in left_out},
        f"new words {min(MOST_COUNTED, len(new))}": 1.0,
        "share of new words": len(new) / max(1, len(said)),
        "share of new pairs": len(new_pairs) / max(1, len(pairs)),
    }


def _nearest(evidence: str, stems: set[str]) -> Sequence[str]:
    """The words of the sentence that shares most with the statement for its length."""
    sentences = [words_in(s) for s in SENTENCE_END.split(evidence)]
    return max(sentences, key=lambda s: len(stems & set(_stems(s))) / np.sqrt(1 + len(s)))


def _stems(words: Sequence[str]) -> list[str]:
    return list(_stemmer().stemWords(list(words)))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
