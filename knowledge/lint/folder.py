"""Lint of files: the schema first, then everything that can be read."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from knowledge.collection import (
    ROOT,
    Fault,
    FaultyContentError,
    faults_of,
    load_questions,
    read_entries,
)
from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, Severity
from knowledge.lint.library import lint_entries, lint_library
from knowledge.lint.questions import lint_questions

LARGEST_FILE = 100_000
"""Bytes; an entry is a page of text."""


def lint_folder(folder: Path) -> tuple[LintFault, ...]:
    """Every fault of a folder of Markdown entries; a file that cannot be read hides no other."""
    entries, faults = read_entries(folder)
    found = [*_of_schema(faults), *lint_library(entries), *_form_faults(folder, entries)]
    if not entries and not faults:
        found.append(_schema_fault(folder.name, "(whole)", "holds no entry (*.md)"))
    return tuple(sorted(found, key=lambda f: (f.file, f.severity, f.field)))


def lint_file(path: Path, library: Sequence[Entry]) -> tuple[LintFault, ...]:
    """Every fault of one Markdown file, alone and against a library."""
    return lint_content(path.read_text(encoding="utf-8"), library, name=path.name)


def lint_content(
    content: str, library: Sequence[Entry], *, name: str = "this entry"
) -> tuple[LintFault, ...]:
    """Every fault of an entry in its file form, alone and against a library."""
    try:
        entry = Entry.from_file(content)
    except ValueError as error:
        return tuple(_of_schema(faults_of(name, error)))
    return lint_entries([entry], library)


def lint_shipped() -> tuple[LintFault, ...]:
    """Every fault of the shipped entries and of the question bank."""
    try:
        questions = lint_questions(load_questions())
    except FaultyContentError as error:
        questions = tuple(_of_schema(error.faults))
    return (*lint_folder(ROOT / "entries"), *questions)


def _of_schema(faults: Iterable[Fault]) -> Iterator[LintFault]:
    return (_schema_fault(*fault) for fault in faults)


def _schema_fault(file: str, field: str, message: str) -> LintFault:
    return LintFault(Check.SCHEMA, Severity.ERROR, file, field, message)


def _form_faults(folder: Path, entries: Iterable[Entry]) -> Iterator[LintFault]:
    """A file that differs from its canonical form still reads; a person should know."""
    for entry in entries:
        path = folder / f"{entry.id}.md"
        if not path.is_file():
            continue
        content = path.read_bytes()
        if len(content) > LARGEST_FILE:
            yield _schema_fault(path.name, "(whole)", f"has {len(content):,} bytes, over {LARGEST_FILE:,}")
        if content != entry.to_file().encode():
            message = "is not in canonical form; afterword kb export writes it"
            yield LintFault(Check.SCHEMA, Severity.WARNING, path.name, "(whole)", message)
