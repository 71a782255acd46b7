"""What may point at one person although no single part does; rules of thumb, said as such.

Source: the safe-harbour list names single identifiers and asks besides that nothing left could identify
(45 CFR 164.514(b)(2)(ii)); all words and rules of speech stand in `knowledge/identifiers/combinations.yaml`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from assistant.model.text import Hint, Redaction

COMBINATIONS = Path(__file__).parents[2] / "knowledge" / "identifiers" / "combinations.yaml"
WORD = re.compile(r"[\w'’]+")
SENTENCE_END = re.compile(r"[.!?]\s+|\n+")
NAMED = re.compile(r"\{([a-z_]+)\}")
"""Stands for a pattern of that name; a number in braces is a count."""
NEVER = "(?!)"
BEFORE = 60
"""Characters before a phrase that tell how it is meant."""

_Pattern = str | Sequence[str]
"""A regular expression with names in it, or several of which one must match."""


class _Distance(NamedTuple):
    """Words, and ends of sentences, between two places in a text."""

    words: int
    sentence_ends: int


class _Phrase(NamedTuple):
    """What says some parts, what must stand just before it, and how far from each part another may lie."""

    words: re.Pattern[str]
    before: re.Pattern[str]
    reach: Mapping[str, _Distance]


class _Combination(NamedTuple):
    kind: str
    parts: Sequence[str]
    reason: str


class _Rules(NamedTuple):
    phrases: Sequence[_Phrase]
    combinations: Sequence[_Combination]


class _Said(NamedTuple):
    """One time that a part is said: where, as distances from the start of the text, and how far it reaches."""

    start: _Distance
    end: _Distance
    reach: _Distance
    part: str


def combination_hints(text: str, redactions: Sequence[Redaction]) -> tuple[Hint, ...]:
    """A hint for each combination whose parts stand near one another in the raw text, each kind once."""
    rules = _load()
    said = sorted(_said_in(_seen(text, redactions), rules.phrases))
    times = {part: [s for s in said if s.part == part] for c in rules.combinations for part in c.parts}
    return tuple(
        Hint(kind=c.kind, reason=c.reason)
        for c in rules.combinations
        if any(all(_near(one, times[part]) for part in c.parts) for one in times[c.parts[0]])
    )


def _seen(text: str, redactions: Sequence[Redaction]) -> str:
    """The text with its kind in place of what was masked, whose own words say nothing."""
    for r in sorted(redactions, key=lambda r: r.start, reverse=True):
        text = f"{text[: r.start]}[{r.kind.value}]{text[r.end :]}"
    return text


def _said_in(text: str, phrases: Sequence[_Phrase]) -> Iterator[_Said]:
    words, ends = ([m.start() for m in mark.finditer(text)] for mark in (WORD, SENTENCE_END))
    for phrase in phrases:
        for found in phrase.words.finditer(text):
            if phrase.before.match(text[max(0, found.start() - BEFORE) : found.start()]):
                start, end = (_Distance(bisect_left(words, at), bisect_left(ends, at)) for at in found.span())
                yield from (_Said(start, end, reach, part) for part, reach in phrase.reach.items())


def _near(one: _Said, others: Sequence[_Said]) -> bool:
    """Whether the other before or the other after is in reach; if neither is, none of the rest is."""
    at = bisect_left(others, one)
    return any(_in_reach(*sorted((one, other))) for other in others[max(0, at - 1) : at + 1])


def _in_reach(one: _Said, later: _Said) -> bool:
    farthest = min(one.reach, later.reach)
    return all(to - since <= most for since, to, most in zip(one.end, later.start, farthest, strict=True))


@cache
def _load() -> _Rules:
    content = yaml.safe_load(COMBINATIONS.read_text(encoding="utf-8"))
    named = content["fragments"] | {name: part["words"] for name, part in content["parts"].items()}
    phrases = [*({"parts": [name], **part} for name, part in content["parts"].items()), *content["phrases"]]
    reach = {part: _Distance(**farthest) for part, farthest in content["reach"].items()}
    return _Rules(
        [_phrase(named, reach, **phrase) for phrase in phrases],
        [_Combination(**combination) for combination in content["combinations"]],
    )


def _phrase(
    named: Mapping[str, _Pattern],
    reach: Mapping[str, _Distance],
    parts: Sequence[str],
    words: _Pattern,
    preceded_by: _Pattern = "",
    not_preceded_by: _Pattern = NEVER,
    followed_by: _Pattern = "",
    not_followed_by: _Pattern = NEVER,
) -> _Phrase:
    patterns = (words, preceded_by, not_preceded_by, followed_by, not_followed_by)
    said, before, not_before, after, not_after = (_spelled_out(pattern, named) for pattern in patterns)
    return _Phrase(
        re.compile(rf"(?i)(?<!\w)(?=\[?\w){said}(?!\w)(?={after})(?!{not_after})"),
        re.compile(rf"(?is)(?!.*{not_before}$).*{before}$"),
        {part: reach.get(part, reach["any"]) for part in parts},
    )


def _spelled_out(pattern: _Pattern, named: Mapping[str, _Pattern]) -> str:
    """The pattern with each name in it replaced by what is named."""
    alternatives = pattern if isinstance(pattern, str) else "|".join(pattern)
    return f"(?:{NAMED.sub(lambda name: _spelled_out(named[name[1]], named), alternatives)})"
