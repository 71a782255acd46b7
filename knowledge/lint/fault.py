"""What lint says: one fault of one field of one file, and whether it stops the work."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from knowledge.entry import Entry


class Severity(StrEnum):
    """An error must be mended; a warning wants a person's look."""

    ERROR = "error"
    WARNING = "warning"


class Check(StrEnum):
    """What was looked for."""

    SCHEMA = "schema"
    SOURCES = "sources"
    READING_LEVEL = "reading_level"
    CLAIM = "claim"
    CHEER = "cheer"
    GRAPHIC = "graphic"
    INJECTION = "injection"
    INSTRUMENT = "instrument"
    CONTRAINDICATION = "contraindication"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"
    ADDRESSEE = "addressee"
    QUESTION_STYLE = "question_style"


class LintFault(NamedTuple):
    """One thing wrong with one field of one file."""

    check: Check
    severity: Severity
    file: str
    field: str
    message: str

    def __str__(self) -> str:
        mark = "" if self.severity is Severity.ERROR else "warning: "
        return f"{self.file}: {self.field}: {mark}{self.message}"


class Passage(NamedTuple):
    """The text of one field."""

    field: str
    text: str


def errors_in(faults: Iterable[LintFault]) -> tuple[LintFault, ...]:
    """Only what must be mended."""
    return tuple(f for f in faults if f.severity is Severity.ERROR)


def error(entry: Entry, check: Check, field: str, message: str) -> LintFault:
    """An error in a field of an entry."""
    return LintFault(check, Severity.ERROR, f"{entry.id}.md", field, message)


def warning(entry: Entry, check: Check, field: str, message: str) -> LintFault:
    """A warning on a field of an entry."""
    return LintFault(check, Severity.WARNING, f"{entry.id}.md", field, message)


def shown_text(entry: Entry) -> Iterator[Passage]:
    """Every field that a reader sees; lay terms are the writers' words and only searched."""
    yield Passage("title", entry.title)
    yield from (Passage(f"steps.{at}", step) for at, step in enumerate(entry.steps))
    yield Passage("ask", entry.ask)
    yield from (Passage(f"cautions.{at}", caution) for at, caution in enumerate(entry.cautions))
    yield Passage("evidence_note", entry.evidence_note)
    yield Passage("body", entry.body)


def every_text(entry: Entry) -> Iterator[Passage]:
    """Every field that holds free text, hidden ones too."""
    yield from shown_text(entry)
    yield from (Passage(f"lay_terms.{at}", term) for at, term in enumerate(entry.lay_terms))
    yield from (Passage(f"triggers.{at}", term) for at, term in enumerate(entry.triggers))
    for at, source in enumerate(entry.sources):
        yield Passage(f"sources.{at}", f"{source.author}. {source.title}. {source.where}")
    yield from (Passage(f"reviewed_by.{at}", name) for at, name in enumerate(entry.reviewed_by))
    yield Passage("licence", f"{entry.licence} {entry.locale}")
