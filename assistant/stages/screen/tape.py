"""Sentences as patterns see them: one line of words, form and base form and part of speech."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from re import Pattern
from typing import NamedTuple

from assistant.model.text import Parse, Span, Token
from knowledge.rule import on_tape

KEPT_PUNCTUATION = frozenset(",;.?:+=&%")
APOSTROPHES = str.maketrans(
    dict.fromkeys(
        (
            "\N{LEFT SINGLE QUOTATION MARK}",
            "\N{RIGHT SINGLE QUOTATION MARK}",
            "\N{MODIFIER LETTER APOSTROPHE}",
        ),
        "'",
    )
)


class Line(NamedTuple):
    """One sentence: its tokens, and the tape that patterns are read over."""

    number: int
    span: Span
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""
    tape: str
    offsets: tuple[int, ...]
    """Where each word of the tape begins."""
    kept: tuple[int, ...]
    """The token index of each word of the tape."""
    vocabulary: frozenset[str]
    """Forms and base forms that occur."""

    def find(self, pattern: Pattern[str]) -> Iterator[tuple[int, int]]:
        """First and last token index of every place where the pattern is found."""
        for match in pattern.finditer(self.tape):
            if match.end() > match.start():
                yield self._token_at(match.start()), self._token_at(match.end() - 1)

    def holds(self, patterns: Iterable[Pattern[str]]) -> bool:
        """Whether any of the patterns is found."""
        return any(p.search(self.tape) for p in patterns)

    def _token_at(self, offset: int) -> int:
        return self.kept[bisect_right(self.offsets, offset) - 1]


def lines_of(parse: Parse) -> tuple[Line, ...]:
    """Every sentence of the text, in order."""
    lines: list[Line] = []
    at = 0
    for number, span in enumerate(parse.sentences):
        while at < len(parse.tokens) and parse.tokens[at].start < span.start:
            at += 1
        first = at
        while at < len(parse.tokens) and parse.tokens[at].start < span.end:
            at += 1
        lines.append(_line(number, span, parse.tokens, first, at))
    return tuple(lines)


def _line(number: int, span: Span, tokens: Sequence[Token], first: int, last: int) -> Line:
    kept = tuple(i for i in range(first, last) if _counts(tokens[i]))
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for i in kept:
        token = tokens[i]
        piece = on_tape(form_of(token), token.lemma.translate(APOSTROPHES), token.pos)
        offsets.append(length)
        pieces.append(piece)
        length += len(piece)
    vocabulary = frozenset(x for i in kept for x in (form_of(tokens[i]), tokens[i].lemma))
    return Line(number, span, first, last, "".join(pieces), tuple(offsets), kept, vocabulary)


def form_of(token: Token) -> str:
    """The word as written, in lower case, with plain apostrophes."""
    return token.text.translate(APOSTROPHES).lower()


def _counts(token: Token) -> bool:
    return any(c.isalnum() or c in KEPT_PUNCTUATION for c in token.text)
