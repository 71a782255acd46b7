"""Reading level: a tired person must be able to read it at once (Flesch-Kincaid grade)."""

import re
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, error

HIGHEST_GRADE = 11.0
"""School years that the body may ask for; names of institutions and studies push it up."""
LONGEST_SENTENCE = 45
LONGEST_STEP = 40
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+")
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*")


def lint_readability(entry: Entry) -> Iterator[LintFault]:
    """The body's grade, and sentences and steps that do not end."""
    grade = grade_of(entry.body)
    if grade > HIGHEST_GRADE:
        message = f"asks for a reading level of grade {grade:.1f}, and {HIGHEST_GRADE:.0f} is the most; shorter words and sentences help"
        yield error(entry, Check.READING_LEVEL, "body", message)
    longest = max((len(WORD.findall(s)) for s in sentences(entry.body)), default=0)
    if longest > LONGEST_SENTENCE:
        yield error(
            entry,
            Check.READING_LEVEL,
            "body",
            f"holds a sentence of {longest} words, over {LONGEST_SENTENCE}",
        )
    for at, step in enumerate(entry.steps):
        if (length := len(WORD.findall(step))) > LONGEST_STEP:
            yield error(entry, Check.READING_LEVEL, f"steps.{at}", f"has {length} words, over {LONGEST_STEP}")


def grade_of(text: str) -> float:
    """Flesch-Kincaid grade: years of schooling that the text asks for."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    syllables = sum(map(syllables_in, words))
    return 0.39 * len(words) / max(1, len(sentences(text))) + 11.8 * syllables / len(words) - 15.59


def sentences(text: str) -> list[str]:
    """The text cut after full stops, question and exclamation marks."""
    return [s for s in SENTENCE_END.split(text) if s.strip()]


def syllables_in(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", letters))
    silent = letters.endswith("e") and not letters.endswith(("le", "ee")) and count > 1
    return max(1, count - silent)
