"""Records that are sealed before they reach a store, and the key that is forgotten when nobody uses it."""

import time
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from assistant.errors import JournalError
from assistant.journal.records import Head, JournalStore, Kind, Row, Sealer

M = TypeVar("M", bound=BaseModel)
IDLE_SECONDS = 900.0
LOCKED_ITSELF = "The journal has locked itself after a while without use. Nothing is lost: unlock it."


class SealedRecords:
    """A store, the key to it, and how long the key is kept without use."""

    def __init__(
        self,
        store: JournalStore,
        sealer: Sealer,
        *,
        idle_seconds: float = IDLE_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._open_sealer: Sealer | None = sealer
        self._idle = idle_seconds
        self._now = now
        self._used = now()

    def lock(self) -> None:
        """Forget the key."""
        self._open_sealer = None

    @property
    def is_locked(self) -> bool:
        """Whether the key was forgotten; asking does not count as use."""
        if self._open_sealer is not None and self._now() - self._used > self._idle:
            self.lock()
        return self._open_sealer is None

    def seal_beside(self, plain: bytes, *, record: str, column: str) -> bytes:
        """Seal, with the journal's key, something that lies outside its store."""
        return self._sealer.seal(plain, record=record, column=column)

    def open_beside(self, sealed: bytes, *, record: str, column: str) -> bytes:
        """What was sealed so.

        Raises:
            JournalError: it was changed, cut short, belongs somewhere else, or another journal sealed it.

        """
        return self._sealer.open(sealed, record=record, column=column)

    @property
    def _sealer(self) -> Sealer:
        if self.is_locked or self._open_sealer is None:
            raise JournalError(LOCKED_ITSELF)
        self._used = self._now()
        return self._open_sealer

    def _single(self, id_: str, empty: M) -> tuple[int, M]:
        row = self._store.get(id_)
        if row is None:
            return 0, empty
        return row.version, type(empty).model_validate_json(self._body(row))

    def _sealed(self, id_: str, kind: Kind, version: int, body: bytes, head: BaseModel | None = None) -> Row:
        seal = self._sealer.seal
        sealed_head = (
            b"" if head is None else seal(head.model_dump_json().encode(), record=id_, column="head")
        )
        return Row(id_, kind, version, sealed_head, seal(body, record=id_, column="body"))

    def _head(self, row: Row) -> Head:
        return Head.model_validate_json(self._sealer.open(row.head, record=row.id, column="head"))

    def _body(self, row: Row) -> bytes:
        return self._sealer.open(row.body, record=row.id, column="body")
