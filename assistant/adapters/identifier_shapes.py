"""Identifiers that have a shape, and shapes that only look like one: the patterns of `knowledge/identifiers`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from assistant.model.text import Span
from knowledge.vocabulary import IdentifierKind

FOLDER = Path(__file__).parents[2] / "knowledge" / "identifiers"


class ShapedPattern(NamedTuple):
    """One identifier with a shape."""

    kind: IdentifierKind
    score: float
    pattern: re.Pattern[str]
    needs_digits: int


class SparedPattern(NamedTuple):
    """What looks like an identifier and is none."""

    pattern: re.Pattern[str]
    whatever_found: bool
    """Whether a finding of a pattern is dropped too, and not only one of the token model."""


class Shaped(NamedTuple):
    """One match of a pattern."""

    span: Span
    kind: IdentifierKind
    score: float


class Spared(NamedTuple):
    """Where nothing is masked that lies wholly inside."""

    span: Span
    whatever_found: bool


def shaped_in(text: str) -> Iterator[Shaped]:
    """Every match of every pattern, whether or not they overlap."""
    for shaped in _shaped_patterns():
        for m in shaped.pattern.finditer(text):
            start, end = m.span(1 if shaped.pattern.groups else 0)
            if start < end and sum(c.isdigit() for c in text[start:end]) >= shaped.needs_digits:
                yield Shaped(Span(start=start, end=end), shaped.kind, shaped.score)


def spared_in(text: str) -> tuple[Spared, ...]:
    """Every match of a pattern that names what only looks like an identifier."""
    return tuple(
        Spared(Span(start=m.start(), end=m.end()), spared.whatever_found)
        for spared in _spared_patterns()
        for m in spared.pattern.finditer(text)
        if m.end() > m.start()
    )


@cache
def _shaped_patterns() -> Sequence[ShapedPattern]:
    rows = yaml.safe_load((FOLDER / "patterns.yaml").read_text(encoding="utf-8"))
    return [
        ShapedPattern(
            IdentifierKind(r["kind"]),
            r["score"],
            re.compile(r["pattern"].replace("WORDS", "|".join(map(re.escape, r.get("words", ()))))),
            r.get("needs_digits", 0),
        )
        for r in rows
    ]


@cache
def _spared_patterns() -> Sequence[SparedPattern]:
    rows = yaml.safe_load((FOLDER / "spared.yaml").read_text(encoding="utf-8"))
    return [
        SparedPattern(re.compile(r.get("pattern") or _any_of(r["words"])), r.get("whatever_found", False))
        for r in rows
    ]


def _any_of(words: Sequence[str]) -> str:
    """A pattern of whole words, in any case."""
    return rf"(?i)(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])"
