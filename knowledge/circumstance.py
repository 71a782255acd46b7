"""What some entries suppose about the writer's situation, and what a finding calls for, as data."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import yaml

from knowledge.entry import Content, Entry
from knowledge.vocabulary import Approach, FindingKind, Subject, Theme
from knowledge.wording import has_words

Found = tuple[FindingKind, Subject | None]
"""A finding, as its kind and whom it is about."""
FIT = Path(__file__).parent / "fit"


class Circumstance(Content):
    """Entries that are meant for one situation, and what shows that the writer is in it."""

    approaches: tuple[Approach, ...] = ()
    entries: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    findings: tuple[FindingKind, ...] = ()
    subjects: tuple[Subject, ...] = tuple(Subject)
    """Whom such a finding must be about."""
    words: tuple[str, ...] = ()
    still: bool = False
    """Whether a finding that is over shows it no longer."""

    def concerns(self, entry: Entry) -> bool:
        """Whether the entry supposes this situation."""
        return entry.id in self.entries or bool(set(self.approaches) & set(entry.approaches))

    def holds(self, text: str, themes: AbstractSet[Theme], found: Iterable[Found]) -> bool:
        """Whether anything shows the situation."""
        if themes & set(self.themes) or any(_is_of(one, self.findings, self.subjects) for one in found):
            return True
        return has_words(text, self.words)


class Help(Content):
    """Entries that a finding calls for, whatever themes hold."""

    findings: tuple[FindingKind, ...]
    subjects: tuple[Subject, ...] = tuple(Subject)
    entries: tuple[str, ...]


def _is_of(found: Found, kinds: Collection[FindingKind], subjects: Collection[Subject]) -> bool:
    """Whether a finding is of one of the kinds and about one of these; one about nobody only where anybody will do."""
    kind, subject = found
    return kind in kinds and (subject in subjects if subject else set(subjects) == set(Subject))


@cache
def load_circumstances() -> tuple[Circumstance, ...]:
    """Every circumstance that some entry supposes."""
    return tuple(Circumstance.model_validate(row) for row in _rows("circumstances.yaml"))


@cache
def load_helps() -> tuple[Help, ...]:
    """What findings call for."""
    return tuple(Help.model_validate(row) for row in _rows("helps.yaml"))


def called_for(found: Iterable[Found]) -> tuple[str, ...]:
    """The entries that current findings call for, in the order of the findings."""
    return tuple(
        dict.fromkeys(
            entry
            for one in found
            for h in load_helps()
            if _is_of(one, h.findings, h.subjects)
            for entry in h.entries
        )
    )


def _rows(name: str) -> list[dict[str, object]]:
    return list(yaml.safe_load((FIT / name).read_text(encoding="utf-8")))
