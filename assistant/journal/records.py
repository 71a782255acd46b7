"""What the journal holds, and what it asks of the outside."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, Field

from assistant.model.text import Frozen, Redaction
from knowledge.vocabulary import Route, Theme

M = TypeVar("M", bound=BaseModel)
NoteKind = Literal["action", "session", "check_in", "own_total"]
"""Small records beside the reflections; each has a date and holds one model."""
Kind = Literal["reflection", "draft", "pseudonyms", "agenda", "settings"] | NoteKind
SHORTEST_PASSPHRASE = 10


class Head(Frozen):
    """The small part of a record by which it is found; sealed apart from the body."""

    title: str = Field(repr=False)
    on: date
    kept_at: datetime
    themes: tuple[Theme, ...] = ()
    route: Route | None = None
    placeholders: tuple[str, ...] | None = None
    """Who is in it, by placeholder; so that a deletion knows whose names nobody else needs."""
    sources: tuple[str, ...] = ()
    """Reflections that an agenda quotes; it goes when one of them goes."""


class ToKeep(Frozen):
    """A reflection as it is handed to the journal."""

    raw: str = Field(repr=False)
    redactions: tuple[Redaction, ...]
    title: str = Field(repr=False)
    """De-identified with the placeholders of the redactions."""
    on: date
    themes: tuple[Theme, ...] = ()
    route: Route | None = None


class GuidedDraft(Frozen):
    """Where the writer of a draft is in a guided template, so that it goes on at that question."""

    template: str
    at: int = Field(ge=0)
    answers: tuple[str, ...] = Field(repr=False)
    before: str = Field(default="", repr=False)
    """What stood in the editor when it was begun."""


class Listed(NamedTuple):
    """One record in a list: its body stays sealed."""

    id: str
    head: Head


class KeptReflection(Frozen):
    """One record, opened."""

    id: str
    title: str = Field(repr=False)
    on: date
    kept_at: datetime
    themes: tuple[Theme, ...]
    route: Route | None
    text: str = Field(repr=False)
    """De-identified; a placeholder means the same person in every record."""


class JournalSettings(Frozen):
    """What the writer chose for the whole journal."""

    retain_days: int | None = None
    """After how many days a reflection is deleted; never, if not given."""


class Noted(NamedTuple, Generic[M]):
    """One small record, opened."""

    id: str
    version: int
    on: date
    value: M


class Row(NamedTuple):
    """One record as it lies in the store: every text in it is sealed."""

    id: str
    kind: Kind
    version: int
    head: bytes
    body: bytes


class Sealer(Protocol):
    """Seals and opens with the journal's data key; what is sealed for one place opens in no other."""

    def seal(self, plain: bytes, *, record: str, column: str) -> bytes:
        """The sealed bytes."""
        ...

    def open(self, sealed: bytes, *, record: str, column: str) -> bytes:
        """The plain bytes.

        Raises:
            JournalError: they were changed, cut short, or belong somewhere else.

        """
        ...


class Locksmith(Protocol):
    """Makes and opens the lock that holds the data key; a lock is text and safe to store."""

    def new_lock(self, passphrase: str) -> "NewLock":
        """A lock for a new journal."""
        ...

    def unlock(self, lock: str, passphrase: str) -> Sealer:
        """The sealer, by passphrase.

        Raises:
            JournalError: the passphrase does not open the lock.

        """
        ...

    def unlock_by_recovery(self, lock: str, code: str) -> Sealer:
        """The sealer, by recovery code.

        Raises:
            JournalError: the code does not open the lock.

        """
        ...

    def relocked(self, lock: str, sealer: Sealer, passphrase: str) -> str:
        """The same lock under another passphrase; the recovery code stays."""
        ...


class NewLock(NamedTuple):
    """A lock, what it opens to, and the code that opens it when the passphrase is lost."""

    lock: str
    sealer: Sealer
    recovery_code: str


class Wiped(NamedTuple):
    """What a deletion did, and how far it could be checked."""

    records: int
    checked_bytes: bool
    """Whether the raw bytes of the file were searched for what was deleted."""


class JournalStore(Protocol):
    """Where rows lie. Every method raises `JournalError` with what happened and what to do."""

    def exists(self) -> bool:
        """Whether a journal was ever begun here."""
        ...

    def create(self, lock: str, rows: Sequence[Row]) -> None:
        """Begin a journal; refuses where one is."""
        ...

    def lock(self) -> str:
        """The lock."""
        ...

    def replace_lock(self, old: str, new: str) -> None:
        """Put another lock in its place, if it is still the one that was read."""
        ...

    def put(self, rows: Sequence[Row], *, remove: Sequence[str] = ()) -> bool:
        """Write all rows and remove some, or do nothing and say False where a version is not the next one."""
        ...

    def get(self, id_: str) -> Row | None:
        """One row."""
        ...

    def heads(self, kind: Kind) -> Sequence[Row]:
        """Every row of a kind, with an empty body."""
        ...

    def wipe(self, ids: Sequence[str], *, replace: Sequence[Row] = ()) -> Wiped | None:
        """Delete and replace rows so that the old bytes are gone from the store; nothing where a version is old."""
        ...

    def destroy(self) -> int:
        """Delete the whole journal and say how many records it held."""
        ...
