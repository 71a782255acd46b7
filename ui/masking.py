"""Which words of a masked text a reader may want masked as well."""

import re
from collections.abc import Sequence

PLACEHOLDER = re.compile(r"\[[A-Z]+-\d+\]")
WORD = re.compile(r"[^\W\d_][\w\u2019'-]+")


def words_to_mask(masked: str) -> Sequence[str]:
    """The words still readable in a masked text, names and places first."""
    words = dict.fromkeys(WORD.findall(PLACEHOLDER.sub(" ", masked)))
    return sorted(words, key=lambda w: (not w[0].isupper(), w.casefold()))
