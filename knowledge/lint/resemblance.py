"""Entries against each other: near duplicates, and steps that say the opposite."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, error, warning

T = TypeVar("T")
SHINGLE = 3
SAME_TEXT = 0.5
"""Share of common three-word runs from which two entries are one."""
LIKE_TEXT = 0.2
"""The same, from which two entries deserve a look; likeness of sentence vectors tells no copy from a neighbour."""
SAME_ACT = 0.6
"""Share of the words of a forbidding that must stand in a step."""
FEWEST_WORDS = 2
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
FORBIDDING = re.compile(r"^(?:never|do not|don[\u2019']t|avoid|stop)\s+(.+)", re.IGNORECASE | re.DOTALL)
CLAUSE_END = re.compile(
    r"[,;:.!?]|\b(?:because|if|unless|when|until|before|after|while|so that|rather than)\b", re.IGNORECASE
)
COMMON = frozenset(
    WORD.findall(
        "a an and any are as at be by do for from get go had has have in into is it its just more not of on one or "
        "our out own so some that the their them then there they this to too up use what who will with you your "
        "yourself"
    )
)


class Instruction(NamedTuple):
    """One step or caution that tells somebody to do or not to do something."""

    entry: Entry
    field: str
    words: frozenset[str]
    forbids: bool


def lint_duplicates(entries: Sequence[Entry], *, among: frozenset[str]) -> Iterator[LintFault]:
    """Pairs that share a title or much of their text.

    Args:
        entries: the whole library.
        among: ids of the entries that are looked at; the others are only compared with.

    """
    shingles = {e.id: shingles_of(e) for e in entries}
    titles = {e.id: " ".join(WORD.findall(e.title.lower())) for e in entries}
    for one, other in _pairs(entries, among):
        shared = jaccard(shingles[one.id], shingles[other.id])
        if titles[one.id] == titles[other.id]:
            yield error(one, Check.DUPLICATE, "title", f"is also the title of {other.id}")
        if shared >= SAME_TEXT:
            yield error(
                one,
                Check.DUPLICATE,
                "body",
                f"shares {shared:.0%} of its text with {other.id}; merge the two",
            )
        elif shared >= LIKE_TEXT:
            yield warning(one, Check.DUPLICATE, "body", f"is close to {other.id}; are both needed?")


def lint_contradictions(entries: Sequence[Entry], *, among: frozenset[str]) -> Iterator[LintFault]:
    """One entry forbids what another with the same approach asks for; a person decides who is right."""
    instructions = {e.id: tuple(instructions_of(e)) for e in entries}
    for one, other in _pairs(entries, among):
        if not set(one.approaches) & set(other.approaches):
            continue
        for a in instructions[one.id]:
            for b in instructions[other.id]:
                if contradicts(a, b) or contradicts(b, a):
                    message = f"says the opposite of {other.id}, {b.field}; one of the two may need a word"
                    yield warning(one, Check.CONTRADICTION, a.field, message)


def shingles_of(entry: Entry) -> frozenset[tuple[str, ...]]:
    """Every run of three words of title, steps and body."""
    words = WORD.findall(" ".join((entry.title, *entry.steps, entry.body)).lower())
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def jaccard(one: frozenset[T], other: frozenset[T]) -> float:
    """Common part of the union."""
    return len(one & other) / len(one | other) if one and other else 0.0


def instructions_of(entry: Entry) -> Iterator[Instruction]:
    """Steps as they stand, and everything that begins with a ban."""
    rows = [*((f"steps.{at}", s) for at, s in enumerate(entry.steps))]
    rows += [(f"cautions.{at}", s) for at, s in enumerate(entry.cautions) if FORBIDDING.match(s)]
    for field, text in rows:
        ban = FORBIDDING.match(text)
        words = content_words(CLAUSE_END.split(ban[1] if ban else text, maxsplit=1)[0])
        if len(words) >= FEWEST_WORDS:
            yield Instruction(entry, field, words, forbids=ban is not None)


def contradicts(ban: Instruction, step: Instruction) -> bool:
    """Whether a ban's words stand in a step of another entry."""
    if not ban.forbids or step.forbids:
        return False
    shared = len(ban.words & step.words)
    return shared >= FEWEST_WORDS and shared / len(ban.words) >= SAME_ACT


def content_words(text: str) -> frozenset[str]:
    """Rough stems without little words."""
    return frozenset(_stem(w) for w in WORD.findall(text.lower()) if w not in COMMON)


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHINGLE:
            return word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > SHINGLE else word


def _pairs(entries: Sequence[Entry], among: frozenset[str]) -> Iterator[tuple[Entry, Entry]]:
    for one, other in combinations(entries, 2):
        if one.id in among:
            yield one, other
        elif other.id in among:
            yield other, one
