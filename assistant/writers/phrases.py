"""Short phrases of the writer's own words, to hang a question on."""

import re
from collections.abc import Iterator

from assistant.model.text import Span
from knowledge.wording import is_graphic

FEWEST, MOST = 3, 9
WORD = re.compile(r"\[[A-Z]+-\d+\]|[^\W_]+(?:['’-][^\W_]+)*")
BREAK = re.compile(
    r"[,;:.!?()\n–—…\"“”]+|\s-+\s|\s+(?=(?:and|but|because|so|when|while|then|although|though|which|until)\b)",
    re.IGNORECASE,
)
OPENERS = frozenset(
    [
        "and",
        "but",
        "because",
        "so",
        "when",
        "while",
        "then",
        "although",
        "though",
        "which",
        "until",
        "or",
        "that",
        "as",
        "if",
        "also",
        "anyway",
        "well",
        "yes",
        "no",
        "oh",
    ]
)
WEAK_ENDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "and",
        "or",
        "but",
        "my",
        "your",
        "his",
        "her",
        "their",
        "our",
        "is",
        "was",
        "were",
        "am",
        "are",
        "be",
        "been",
        "by",
        "that",
        "this",
        "it",
        "i",
        "he",
        "she",
        "they",
        "we",
        "not",
        "very",
        "too",
        "so",
        "as",
        "than",
        "into",
        "about",
        "like",
        "if",
        "because",
        "who",
        "what",
        "where",
        "do",
        "did",
        "had",
        "has",
        "have",
        "would",
        "could",
        "should",
        "can",
        "will",
        "no",
        "its",
    ]
)
CLAUSES = frozenset(
    {"how", "that", "what", "whatever", "where", "whether", "which", "who", "whom", "why", "without"}
)
BEGUN = 3
"""Words of a clause with its opening word; no more of it than these and it has only begun."""
OWN = frozenset({"i", "me", "my", "myself", "im", "i'm", "i've", "i’d", "i'd", "i’m", "i’ve"})


def phrase_in(text: str, sentence: Span) -> Span | None:
    """The best phrase of three to nine words of a sentence, as a span; nothing if none reads well.

    A phrase lies between pauses, opens and ends on a word that carries weight, and holds no graphic detail.
    """
    spans = [s for piece in _pieces(text, sentence) if (s := _trimmed(text, piece)) is not None]
    clean = [s for s in spans if not is_graphic(s.of(text))]
    if not clean:
        return None
    return max(clean, key=lambda s: (_weight(s.of(text)), -s.start))


def words_in(text: str) -> list[str]:
    """The words of a text; a placeholder is one word."""
    return WORD.findall(text)


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for m in BREAK.finditer(text, sentence.start, sentence.end):
        yield Span(start=start, end=m.start())
        start = m.end()
    yield Span(start=start, end=sentence.end)


def _trimmed(text: str, piece: Span) -> Span | None:
    words = [Span(start=m.start(), end=m.end()) for m in WORD.finditer(text, piece.start, piece.end)]
    while words and words[0].of(text).lower() in OPENERS:
        del words[0]
    if len(words) > MOST:
        words = _cut(text, words)
    while words and words[-1].of(text).lower() in WEAK_ENDS:
        del words[-1]
    if len(words) < FEWEST:
        return None
    return Span(start=words[0].start, end=words[-1].end)


def _cut(text: str, words: list[Span]) -> list[Span]:
    """The first nine words, without a clause that had only begun when it was cut off."""
    kept = words[:MOST]
    opened = [at for at, word in enumerate(kept) if at >= MOST - BEGUN and word.of(text).lower() in CLAUSES]
    return kept[: opened[-1]] if opened else kept


def _weight(phrase: str) -> float:
    words = [w.lower() for w in words_in(phrase)]
    own = any(w in OWN for w in words)
    return len(words) / MOST + (1.0 if own else 0.0) - (0.5 if "[" in phrase else 0.0)
