"""What may point at one person although no single part does; rules of thumb, said as such.

Source: the safe-harbour list names single identifiers and asks besides that nothing left could identify
(45 CFR 164.514(b)(2)(ii)); `knowledge/identifiers/combinations.yaml` holds the combinations.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from assistant.model.text import Hint, Redaction

COMBINATIONS = Path(__file__).parents[2] / "knowledge" / "identifiers" / "combinations.yaml"
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
NEIGHBOURS = 1
"""Sentences before and after that belong to the same thought."""


class _Part(NamedTuple):
    words: re.Pattern[str] | None
    masked: frozenset[str]


class _Combination(NamedTuple):
    kind: str
    parts: tuple[str, ...]
    reason: str


def combination_hints(text: str, redactions: Sequence[Redaction]) -> tuple[Hint, ...]:
    """A hint for each combination whose parts stand near one another in the raw text, each kind once."""
    parts, combinations = _load()
    sentences = [(m.start(), m.end()) for m in SENTENCE.finditer(text)]
    held = [set(_parts_in(text, start, end, parts, redactions)) for start, end in sentences]
    near = [set().union(*held[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]) for at in range(len(held))]
    return tuple(
        Hint(kind=c.kind, reason=c.reason)
        for c in combinations
        if any(set(c.parts) <= window for window in near)
    )


def _parts_in(
    text: str, start: int, end: int, parts: Mapping[str, _Part], redactions: Sequence[Redaction]
) -> Iterator[str]:
    masked = {r.kind.value for r in redactions if start <= r.start < end}
    for name, part in parts.items():
        if part.masked & masked or (part.words is not None and part.words.search(text, start, end)):
            yield name


@cache
def _load() -> tuple[dict[str, _Part], tuple[_Combination, ...]]:
    content = yaml.safe_load(COMBINATIONS.read_text(encoding="utf-8"))
    parts = {
        name: _Part(
            re.compile(rf"\b(?:{p['words']})\b", re.IGNORECASE) if "words" in p else None,
            frozenset(p.get("masked", ())),
        )
        for name, p in content["parts"].items()
    }
    combinations = tuple(
        _Combination(c["kind"], tuple(c["parts"]), c["reason"]) for c in content["combinations"]
    )
    return parts, combinations
