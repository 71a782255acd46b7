"""A reflection as text: raw, parsed and de-identified."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from knowledge.vocabulary import IdentifierKind

MAX_CHARACTERS = 20_000


class Frozen(BaseModel):
    """A value: it does not change, and it knows no field that we did not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Span(Frozen):
    """A stretch of text, in Unicode characters, end exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def share_in(self, other: "Span") -> float:
        """How much of this one lies in the other, from 0 to 1."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(0, shared) / max(1, self.end - self.start)


class Reflection(Frozen):
    """What the clinician wrote, raw. Only the identifier detector may read it."""

    text: str = Field(repr=False)
    id: JsonValue = None


class Redaction(Frozen):
    """One masked span of the raw text."""

    start: int
    end: int
    kind: IdentifierKind
    placeholder: str
    score: float

    @property
    def span(self) -> Span:
        """Where it lies in the raw text."""
        return Span(start=self.start, end=self.end)


class Hint(Frozen):
    """A combination that may point at one person although no single part does."""

    kind: str
    reason: str


class DeidentifiedReflection(Frozen):
    """The only text that any later stage, library, writer or log may see."""

    text: str = Field(repr=False)
    id: JsonValue = None
    redactions: tuple[Redaction, ...] = ()
    hints: tuple[Hint, ...] = ()


class Pseudonyms:
    """Placeholder to original words; in memory only, and silent when printed."""

    def __init__(self, originals: Mapping[str, str]) -> None:
        self._originals = dict(originals)

    def __repr__(self) -> str:
        return f"Pseudonyms({len(self._originals)})"

    def restore(self, text: str) -> str:
        """The text with every placeholder replaced; for the writer's own eyes."""
        for placeholder, original in self._originals.items():
            text = text.replace(placeholder, original)
        return text


class Token(Frozen):
    """One word of a parsed text: where it is and what it does in its sentence."""

    start: int
    end: int
    text: str = Field(repr=False)
    lemma: str = Field(repr=False)
    pos: str
    tag: str
    dep: str
    head: int
    """Index of the governing token in `Parse.tokens`."""


class Parse(Frozen):
    """Tokens and sentences of one text, made once and passed along."""

    text: str = Field(repr=False)
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie inside the span."""
        return tuple(t for t in self.tokens if span.start <= t.start and t.end <= span.end)

    @classmethod
    def empty(cls) -> Self:
        """The parse of no text."""
        return cls(text="", tokens=(), sentences=())
