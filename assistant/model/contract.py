"""What each command prints, as models; `docs/contract` holds their JSON schemas."""

from typing import Literal

from pydantic import Field, JsonValue

from assistant.model.debrief import Reason
from assistant.model.screening import Finding
from assistant.model.text import Frozen, Hint, Redaction, Span
from assistant.model.understanding import Passage, Quote, ThemeScore
from knowledge.vocabulary import Approach, Grade, Level, Route, Theme

ErrorType = Literal[
    "malformed_line",
    "missing_field",
    "empty_text",
    "not_text",
    "too_long",
    "unsupported_language",
    "internal",
]


class ErrorBody(Frozen):
    """What kind of error, and a message without text of the reflection."""

    type: ErrorType
    message: str


class ErrorLine(Frozen):
    """A line that could not be handled; the run goes on."""

    id: JsonValue = None
    error: ErrorBody


class DeidentifyResult(Frozen):
    """`afterword deidentify`."""

    id: JsonValue = None
    text: str = Field(repr=False)
    redactions: tuple[Redaction, ...]
    hints: tuple[Hint, ...]


class ScreenResult(Frozen):
    """`afterword screen`; offsets point into the text that came in."""

    id: JsonValue = None
    route: Route
    findings: tuple[Finding, ...]
    cards: tuple[str, ...]


class ThemesResult(Frozen):
    """`afterword themes`; offsets point into the text that came in."""

    id: JsonValue = None
    themes: tuple[ThemeScore, ...]


class SearchHit(Frozen):
    """One result; unknown fields are null when a folder was searched."""

    entry_id: str
    version: int | None = None
    title: str | None = None
    score: float
    themes: tuple[Theme, ...] | None = None
    approaches: tuple[Approach, ...] | None = None
    level: Level | None = None
    evidence_grade: Grade | None = None
    extrapolated: bool | None = None
    passage: Quote

    @classmethod
    def of(cls, passage: Passage) -> "SearchHit":
        """The hit for a passage of the library."""
        entry = passage.entry
        return cls(
            entry_id=entry.id,
            version=entry.version,
            title=entry.title,
            score=passage.score,
            themes=entry.themes,
            approaches=entry.approaches,
            level=entry.level,
            evidence_grade=entry.evidence_grade,
            extrapolated=entry.extrapolated,
            passage=passage.quote,
        )


class SearchResult(Frozen):
    """`afterword search`; an entry appears once."""

    id: JsonValue = None
    release: str | None
    abstained: bool
    results: tuple[SearchHit, ...]


class VerifyResult(Frozen):
    """`afterword verify`; evidence points into the reflection that came in."""

    id: JsonValue = None
    supported: bool
    reasons: tuple[Reason, ...]
    evidence: tuple[Span, ...]


class EntryRow(Frozen):
    """One line of `afterword kb list`."""

    entry_id: str
    version: int
    title: str
    status: str
    level: Level
    themes: tuple[Theme, ...]
    approaches: tuple[Approach, ...]
    evidence_grade: Grade
    review_due: str
    reviewed_by: tuple[str, ...] = ()


class EntryList(Frozen):
    """`afterword kb list`."""

    release: str | None
    entries: tuple[EntryRow, ...]
