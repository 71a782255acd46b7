"""Which words, and pairs of neighbours, a text holds: numbers beside the encoders' vectors, as in TF-IDF.

Source of the weighting: Salton and Buckley 1988, logarithmic counts, smoothed inverse document frequency, unit rows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.ports import Vectors

WORD = re.compile(r"\[[A-Z]+-\d+\]|[^\W\d_]+(?:['’][^\W\d_]+)*")


class Terms:
    """The terms that count, each with its rarity."""

    def __init__(self, rarity: Mapping[str, float]) -> None:
        """Take each term (one word, or two with a space between) with its inverse document frequency."""
        self.rarity = rarity
        self._index = {term: at for at, term in enumerate(rarity)}

    @classmethod
    def of(cls, texts: Iterable[str], *, fewest: int, most: int) -> "Terms":
        """The terms of at least `fewest` texts; of more than `most`, those that most texts hold."""
        held = [set(terms_in(text)) for text in texts]
        counts = Counter(term for terms in held for term in terms)
        kept = sorted((t for t, n in counts.items() if n >= fewest), key=lambda t: (-counts[t], t))[:most]
        return cls({t: float(np.log((1 + len(held)) / (1 + counts[t])) + 1) for t in kept})

    @classmethod
    def load(cls, path: Path) -> "Terms":
        """Read one; refuses anything that is not a plain array."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(dict(zip(map(str, stored["terms"]), map(float, stored["rarity"]), strict=True)))

    def save(self, path: Path) -> None:
        """Write it; loading gives it back to the last digit."""
        np.savez_compressed(
            path, terms=np.array(list(self.rarity)), rarity=np.array(list(self.rarity.values()), np.float32)
        )

    def __len__(self) -> int:
        """How many terms count."""
        return len(self._index)

    def vector(self, text: str) -> Vectors:
        """One unit row, one column a term; zeros where the text holds none."""
        row = np.zeros(len(self), dtype=np.float32)
        for term, count in Counter(terms_in(text)).items():
            at = self._index.get(term)
            if at is not None:
                row[at] = (1 + np.log(count)) * self.rarity[term]
        return unit(row)


def unit(vector: Vectors) -> Vectors:
    """The vector at length 1; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def words_in(text: str) -> list[str]:
    """Words in lower case, with one kind of apostrophe; a placeholder is a word and keeps its bracket."""
    return [m[0].lower().replace("’", "'") for m in WORD.finditer(text)]


def terms_in(text: str) -> list[str]:
    """Words in lower case and pairs of neighbours; a placeholder is a gap, whoever it stands for."""
    words = ["" if w.startswith("[") else w for w in words_in(text)]
    return [*filter(None, words), *(f"{a} {b}" for a, b in pairwise(words) if a and b)]
