"""Small records beside the reflections: agreed actions, hours of supervision, check-ins, own totals."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from pydantic import BaseModel

from assistant.errors import JournalError
from assistant.journal.records import Head, Noted, NoteKind, Wiped
from assistant.journal.sealed import SealedRecords

M = TypeVar("M", bound=BaseModel)


class SealedNotes(SealedRecords):
    """Keeps, finds, changes and deletes them."""

    def note(self, kind: NoteKind, value: BaseModel, *, on: date) -> str:
        """Save a small record beside the reflections: an agreed action, an hour of supervision, a check-in."""
        id_ = uuid.uuid4().hex
        head = Head(title="", on=on, kept_at=datetime.now(UTC))
        self._store.put([self._sealed(id_, kind, 1, value.model_dump_json().encode(), head)])
        return id_

    def notes(self, kind: NoteKind, model: type[M]) -> tuple[Noted[M], ...]:
        """Every small record of a kind, oldest first."""
        rows = ((self._head(r), self._store.get(r.id)) for r in self._store.heads(kind))
        found = [(head, row) for head, row in rows if row is not None]
        ordered = sorted(found, key=lambda p: (p[0].on, p[0].kept_at))
        return tuple(
            Noted(row.id, row.version, head.on, model.model_validate_json(self._body(row)))
            for head, row in ordered
        )

    def change_note(self, kind: NoteKind, noted: Noted[M], value: M) -> None:
        """Put another value in the place of a small record.

        Raises:
            JournalError: another window changed it since.

        """
        head = Head(title="", on=noted.on, kept_at=datetime.now(UTC))
        row = self._sealed(noted.id, kind, noted.version + 1, value.model_dump_json().encode(), head)
        if not self._store.put([row]):
            raise JournalError("This was changed in another window. Nothing was changed here: reload.")

    def drop_notes(self, ids: Sequence[str]) -> Wiped | None:
        """Delete small records for certain."""
        return self._store.wipe(list(ids))
