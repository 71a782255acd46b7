"""What curation asks of the outside, in our words; adapters answer."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from assistant.curation.model import AuditLine, AuditNote, WorkingCopy, Written
from assistant.model.release import Manifest
from knowledge.entry import Entry

Progress = Callable[[int, int, str], None]


class EntryStore(Protocol):
    """Working copies with every version they ever had; a change and its audit lines are one."""

    def copies(self) -> tuple[WorkingCopy, ...]:
        """Every working copy, in the order of the ids."""
        ...

    def save(self, copies: Sequence[WorkingCopy], notes: Sequence[AuditNote]) -> None:
        """Store all copies and append all notes, or nothing.

        Raises:
            StaleCopyError: a copy's revision is not the stored one.

        """
        ...

    def versions(self, entry_id: str) -> tuple[Written, ...]:
        """Every content that was ever stored for an entry, oldest first."""
        ...

    def publishing(self) -> AbstractContextManager[Any]:
        """Held while a release is built and switched: one at a time."""
        ...


class AuditLog(Protocol):
    """The chain of what was done."""

    def lines(self) -> tuple[AuditLine, ...]:
        """Every line, oldest first."""
        ...


class ReleaseStore(Protocol):
    """Builds, switches, rolls back and opens releases."""

    @property
    def current(self) -> str | None:
        """The id of the release that serves."""
        ...

    def history(self) -> list[str]:
        """The ids that have served, oldest first."""
        ...

    def manifests(self) -> list[Manifest]:
        """Every complete release."""
        ...

    def entries(self, release: str) -> tuple[Entry, ...]:
        """Every entry of a release, exactly as it was published."""
        ...

    def build(self, entries: Sequence[Entry], *, progress: Progress = ...) -> str:
        """Build a release beside the one that serves; the same content gives the same id."""
        ...

    def check_searchable(self, release: str) -> None:
        """Raise an error that says why a release cannot serve."""
        ...

    def switch(self, release: str) -> None:
        """Make a complete release the one that serves, atomically."""
        ...

    def rollback(self) -> str:
        """Serve the release before the current one; returns its id."""
        ...


ReleaseGate = Callable[[Any, str, str | None, Progress], Sequence[str]]
"""Judges a candidate against the current release of a store: one sentence a regression, none if it may serve."""


class StaleCopyError(Exception):
    """A working copy was changed since it was read; nothing was stored."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(entry_id)
        self.entry_id = entry_id
