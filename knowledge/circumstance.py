"""What some entries suppose about the writer's situation, as data."""

import re
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import yaml

from knowledge.entry import Content, Entry
from knowledge.vocabulary import Approach, FindingKind, Theme

FILE = Path(__file__).parent / "fit" / "circumstances.yaml"


class Circumstance(Content):
    """Entries that are meant for one situation, and what shows that the writer is in it."""

    approaches: tuple[Approach, ...] = ()
    entries: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    findings: tuple[FindingKind, ...] = ()
    words: tuple[str, ...] = ()

    def concerns(self, entry: Entry) -> bool:
        """Whether the entry supposes this situation."""
        return entry.id in self.entries or bool(set(self.approaches) & set(entry.approaches))

    def holds(self, text: str, themes: AbstractSet[Theme], findings: AbstractSet[FindingKind]) -> bool:
        """Whether anything shows the situation."""
        if themes & set(self.themes) or findings & set(self.findings):
            return True
        return (
            bool(self.words)
            and re.search(rf"\b(?:{'|'.join(self.words)})\b", text, re.IGNORECASE) is not None
        )


@cache
def load_circumstances() -> tuple[Circumstance, ...]:
    """Every circumstance that some entry supposes."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Circumstance.model_validate(row) for row in rows)
