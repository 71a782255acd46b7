"""All checks over entries: of each alone, and of each against the others."""

from collections.abc import Iterator, Sequence

from knowledge.entry import Entry
from knowledge.lint.citations import lint_citations
from knowledge.lint.fault import Check, LintFault, error
from knowledge.lint.injection import lint_injection
from knowledge.lint.instruments import lint_instruments
from knowledge.lint.readability import lint_readability
from knowledge.lint.resemblance import lint_contradictions, lint_duplicates
from knowledge.lint.safety import lint_addressee, lint_contraindications, lint_sources
from knowledge.lint.wording import lint_wording

ALONE = (
    lint_sources,
    lint_readability,
    lint_wording,
    lint_injection,
    lint_instruments,
    lint_contraindications,
    lint_addressee,
)
"""The checks that need no other entry."""


def lint_library(entries: Sequence[Entry]) -> tuple[LintFault, ...]:
    """Every fault of every entry, in the order of the files."""
    return lint_entries(entries, ())


def lint_entries(entries: Sequence[Entry], library: Sequence[Entry]) -> tuple[LintFault, ...]:
    """Every fault of some entries, alone and against a library, where each replaces the one of its id."""
    among = frozenset(e.id for e in entries)
    whole = [*entries, *(other for other in library if other.id not in among)]
    faults = [fault for entry in entries for check in ALONE for fault in check(entry)]
    faults += lint_duplicates(whole, among=among)
    faults += lint_contradictions(whole, among=among)
    faults += lint_citations(whole, among=among)
    faults += _double_ids(entries)
    return tuple(sorted(faults, key=lambda f: (f.file, f.severity, f.field)))


def _double_ids(entries: Sequence[Entry]) -> Iterator[LintFault]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield error(entry, Check.SCHEMA, "id", "two entries have this id")
        seen.add(entry.id)
