"""Screening rules as reviewed data, and the small language that their patterns are written in.

A pattern is read over the words of one sentence, from left to right, with blanks between elements:

    want          the word or its base form (want, wants, wanted)
    die|end       one of several
    =cut          this very form only
    %means        one word of a list in `words.yaml`
    myself?       may be missing
    *  *5         a gap of up to three (five) words
    /od'?e?d/     one word that a regular expression fits wholly
    #NOUN         one word of that part of speech
    ^             the sentence begins here
    !not          the next word is not this one

Everything is compared in lower case. A gap crosses commas, and never a semicolon or
a full stop; `?` alone is the question mark.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from knowledge.entry import Content
from knowledge.vocabulary import Certainty, Currency, FindingKind, Subject

GAP = 3
JOIN = "\x1f"
"""Between form, base form and part of speech of one word on the tape."""
STOP = "\x1e"
"""After a word that a gap may not cross."""
COMMA = "\x1d"
"""Stands on the tape for a comma: a gap crosses it, neighbouring elements do not."""

Words = Mapping[str, tuple[str, ...]]
Need = Literal["first_person", "third_person", "client"]
Effect = Literal["past", "recent", "denied", "hypothetical", "fiction", "hopeless", "neutral"]
Reach = Literal["before", "after", "sentence", "onward"]


class Reviewed(Content):
    """A piece of reviewed data that looks for wording: who answers for it, and since when."""

    id: str = Field(pattern=r"^[a-z][a-z_]*(\.[a-z_]+)?$")
    patterns: tuple[str, ...] = Field(min_length=1)
    reason: str = Field(min_length=3)
    """What the words say, to be read after 'The words tell of'."""
    owner: str = Field(min_length=2)
    reviewed_on: date
    examples: tuple[str, ...] = Field(min_length=1)
    near_misses: tuple[str, ...] = ()


class ScreeningRule(Reviewed):
    """One thing to notice; every example makes a current finding of it, no near miss does."""

    kind: FindingKind
    unless: tuple[str, ...] = ()
    """Wording in the same sentence that makes it something else."""
    also: tuple[str, ...] = ()
    """Wording that must stand in the same sentence or the ones beside it."""
    needs: Need | None = None
    """Whose it must be, or the rule says nothing."""
    subject: Subject | None = None
    """Fixed, whoever the grammar points to."""
    whose: Literal["subject", "named"] = "subject"
    """Whose it is: the grammatical subject's, or the person's whom the words name last ('better off without me')."""
    currency: Currency | None = None
    certainty: Certainty = Certainty.CLEAR
    danger_now: bool = False
    setting: Literal["home", "work"] | None = None
    precise: bool = False
    """Counts on its own, also where the classifier decides."""
    unmistakable: bool = False
    """What can lead to `crisis` counts even where the classifier sees next to nothing."""
    ignores: tuple[Effect, ...] = ()
    """Context that does not change this rule's finding."""

    @model_validator(mode="after")
    def _idioms_are_never_urgent(self) -> "ScreeningRule":
        if self.danger_now and self.currency not in (None, Currency.CURRENT):
            raise ValueError("danger_now: only a current finding can be danger now")
        return self


class ContextCue(Reviewed):
    """Wording that says when or how a thing is meant; each example holds the cue, no near miss does.

    A `neutral` cue is wording that looks like another and is not ('not only', 'know if'): it takes those words.
    """

    effect: Effect
    reach: Reach = "sentence"
    """Which words it touches: those before it, after it, its sentence, or also the sentences that follow."""


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All rules, cues and word lists of one release of the content; compared by identity."""

    rules: tuple[ScreeningRule, ...]
    cues: tuple[ContextCue, ...]
    words: Words

    def without(self, topic: str) -> "RuleSet":
        """The rules and cues of every file but one, to measure what that file is worth.

        Raises:
            ValueError: no rule and no cue has an id that begins with the topic.

        """
        prefix = f"{topic}."
        rules = tuple(rule for rule in self.rules if not rule.id.startswith(prefix))
        cues = tuple(cue for cue in self.cues if not cue.id.startswith(prefix))
        if (rules, cues) == (self.rules, self.cues):
            raise ValueError(f"no rule or cue is of {topic!r}")
        return RuleSet(rules, cues, self.words)


def compiled(pattern: str, words: Words) -> re.Pattern[str]:
    """The pattern as a regular expression over a tape of words.

    Raises:
        ValueError: the pattern is not in the language, or names a list that does not exist.

    """
    try:
        return re.compile("".join(_element(e, words) for e in pattern.split()))
    except re.error as error:
        raise ValueError(f"{pattern!r}: {error}") from error


def triggers(pattern: str, words: Words) -> frozenset[str]:
    """Words of which one must be in the sentence, or nothing when the pattern has no fixed word."""
    fixed = [e for e in pattern.split() if not _is_loose(e)]
    choices = [frozenset(_alternatives(e, words)) for e in fixed]
    usable = [c for c in choices if not any(a.startswith(("/", "#")) for a in c)]
    return min(usable, key=_commonness, default=frozenset())


def on_tape(form: str, lemma: str, pos: str) -> str:
    """One word as patterns see it."""
    if form == ",":
        return f"{COMMA} "
    stop = STOP if form in {";", "."} else ""
    return f"{form.lower()}{JOIN}{lemma.lower()}{JOIN}{pos}{stop} "


COMMON = frozenset(
    [
        "i",
        "be",
        "have",
        "do",
        "not",
        "to",
        "the",
        "a",
        "of",
        "in",
        "it",
        "my",
        "me",
        "and",
        "that",
        "you",
        "he",
        "she",
        "they",
        "at",
        "on",
    ]
)


def _commonness(choice: frozenset[str]) -> tuple[int, int]:
    return (len(choice & COMMON), len(choice))


def _is_loose(element: str) -> bool:
    return element[0] in "*^!#/" or _is_optional(element)


def _is_optional(element: str) -> bool:
    return element.endswith("?") and len(element) > 1 and not element.startswith("/")


def _alternatives(element: str, words: Words) -> Iterator[str]:
    if element.startswith("/"):
        yield element
        return
    for part in element.lower().split("|"):
        if part.startswith("%"):
            if part[1:] not in words:
                raise ValueError(f"no word list is called {part[1:]!r}")
            yield from words[part[1:]]
        else:
            yield part.removeprefix("=")


def _element(element: str, words: Words) -> str:
    if element == "^":
        return r"(?<![^\x00])"
    if element.startswith("*"):
        most = int(element[1:] or GAP)
        return rf"(?:(?:{COMMA} )*[^ {STOP}{COMMA}]+ ){{0,{most}}}?(?:{COMMA} )*"
    if element.startswith("!"):
        return f"(?!{_word(element[1:], words)})"
    if _is_optional(element):
        return f"(?:{_word(element[:-1], words)})?"
    return _word(element, words)


def _word(element: str, words: Words) -> str:
    if element.startswith("#"):
        tags = "|".join(element[1:].split("|"))
        return rf"[^ ]+{JOIN}(?:{tags}){STOP}? "
    if element.startswith("/"):
        if not element.endswith("/") or element == "/":
            raise ValueError(f"{element!r}: a regular expression stands between two slashes")
        return rf"(?<![^ \x00])(?:{element[1:-1]}){JOIN}[^ ]* "
    choices = sorted({re.escape(a) for a in _alternatives(element, words)})
    exact = f"(?<![^ \\x00])(?:{'|'.join(choices)}){JOIN}[^ ]* "
    if element.startswith("="):
        return exact
    return rf"(?:{exact}|(?<![^ \x00])[^ {JOIN}]*{JOIN}(?:{'|'.join(choices)}){JOIN}[^ ]* )"
