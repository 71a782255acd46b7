"""Where sealed records lie: SQLite in the data folder, or PostgreSQL; the same on both."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, inspect, literal, select, text, update
from sqlalchemy.exc import IntegrityError

from assistant.adapters.journal_database import engine_at, locks, metadata, normal_url, records
from assistant.adapters.journal_faults import DAMAGED, faults_in_our_words
from assistant.errors import JournalError
from assistant.journal.records import Kind, Row, Wiped

SCHEMA_VERSION = 1
FINGERPRINT = 24
"""Bytes of a sealed record that are looked for after it was deleted: a nonce and the start of what it seals."""
ALONGSIDE = ("", "-wal", "-journal", "-shm")
NONE_YET = (
    "There is no journal yet: nothing is kept until you choose to. Begin one with: afterword journal init"
)


class _Fingerprints(NamedTuple):
    sealed: tuple[bytes, ...]

    def found_in(self, path: Path) -> bool:
        content = path.read_bytes() if path.exists() else b""
        return any(s in content for s in self.sealed)


class SqlJournalStore:
    """One journal in one database."""

    def __init__(self, url: str) -> None:
        """Take a SQLAlchemy URL; nothing is opened or made yet."""
        self._url = normal_url(url)
        self._file = Path(self._url.removeprefix("sqlite:///")) if self._url.startswith("sqlite") else None
        self._checked = False

    @classmethod
    def at(cls, home: Path, database_url: str | None) -> "SqlJournalStore":
        """The store that the settings name: a file in the data folder, or a database server."""
        return cls(database_url or f"sqlite:///{home / 'journal.db'}")

    def exists(self) -> bool:
        """Whether a journal was ever begun here."""
        if self._file is not None:
            return self._file.exists()
        with faults_in_our_words(), engine_at(self._url).connect() as connection:
            return inspect(connection).has_table(locks.name)

    def create(self, lock: str, rows: Sequence[Row]) -> None:
        """Begin a journal: all of it, or nothing.

        Raises:
            JournalError: there is one already, or it cannot be made here.

        """
        if self.exists():
            raise JournalError(
                "There is a journal here already. It was not touched. Open it with: afterword journal list"
            )
        with faults_in_our_words():
            if self._file is None:
                self._fill(engine_at(self._url), lock, rows)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_name(f".{self._file.name}.{os.getpid()}.new")
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            try:
                self._fill(engine_at(f"sqlite:///{part}"), lock, rows)
                os.link(part, self._file)
            finally:
                part.unlink(missing_ok=True)

    def lock(self) -> str:
        """The lock.

        Raises:
            JournalError: there is no journal, it is damaged, or a newer Afterword made it.

        """
        with self._reading() as connection:
            row = connection.execute(select(locks.c.version, locks.c.lock)).first()
        if row is None:
            raise JournalError(DAMAGED)
        if row.version > SCHEMA_VERSION:
            raise JournalError(
                "A newer Afterword made this journal. It was not changed: update Afterword, then open it."
            )
        return str(row.lock)

    def replace_lock(self, old: str, new: str) -> None:
        """Put another lock in its place, if it is still the one that was read."""
        with self._writing() as connection:
            done = connection.execute(update(locks).where(locks.c.lock == old).values(lock=new))
            if done.rowcount != 1:
                raise JournalError("The passphrase was changed in another window. Nothing was changed here.")

    def put(self, rows: Sequence[Row], *, remove: Sequence[str] = ()) -> bool:
        """Write all rows and remove some, or do nothing and say False where a version is not the next one."""
        with self._writing() as connection:
            for row in rows:
                if not _put(connection, row):
                    connection.rollback()
                    return False
            connection.execute(delete(records).where(records.c.id.in_(remove)))
        return True

    def get(self, id_: str) -> Row | None:
        """One row."""
        with self._reading() as connection:
            row = connection.execute(select(records).where(records.c.id == id_)).first()
        return None if row is None else Row(row.id, row.kind, row.version, bytes(row.head), bytes(row.body))

    def heads(self, kind: Kind) -> Sequence[Row]:
        """Every row of a kind, with an empty body: bodies are not even read."""
        wanted = select(
            records.c.id, records.c.kind, records.c.version, records.c.head, literal(b"").label("body")
        )
        with self._reading() as connection:
            rows = connection.execute(wanted.where(records.c.kind == kind)).all()
        return [Row(r.id, r.kind, r.version, bytes(r.head), b"") for r in rows]

    def wipe(self, ids: Sequence[str], *, replace: Sequence[Row] = ()) -> Wiped | None:
        """Delete and replace rows, rewrite what held them, and look for the old bytes.

        Nothing happens, and nothing is given back, where a replacement is not the next version.

        Raises:
            JournalError: some of it is still there.

        """
        changed = [*ids, *(row.id for row in replace)]
        with self._writing() as connection:
            rows = connection.execute(
                select(records.c.head, records.c.body).where(records.c.id.in_(changed))
            ).all()
            connection.execute(delete(records).where(records.c.id.in_(ids)))
            for row in replace:
                if not _put(connection, row):
                    connection.rollback()
                    return None
        sealed = tuple(bytes(part)[:FINGERPRINT] for old in rows for part in old if part)
        self._rewrite()
        with self._reading() as connection:
            left = connection.scalar(select(func.count()).select_from(records).where(records.c.id.in_(ids)))
        if left or self._still_there(_Fingerprints(sealed)):
            raise JournalError(
                "Not everything could be deleted for certain. Close other windows and delete once more."
            )
        return Wiped(len(rows), checked_bytes=self._file is not None)

    def destroy(self) -> int:
        """Delete the whole journal and say how many records it held."""
        with self._reading() as connection:
            held = connection.scalar(select(func.count()).select_from(records)) or 0
        with self._writing() as connection:
            connection.execute(delete(records))
            connection.execute(delete(locks))
        self._rewrite()
        with faults_in_our_words():
            if self._file is None:
                metadata.drop_all(engine_at(self._url))
            else:
                for suffix in ALONGSIDE:
                    self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        return int(held)

    def _fill(self, engine: Engine, lock: str, rows: Sequence[Row]) -> None:
        metadata.create_all(engine)
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(insert(locks).values(version=SCHEMA_VERSION, lock=lock))
            for row in rows:
                connection.execute(insert(records).values(row._asdict()))
        engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._connected(writes=False) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start, so that what was read stays true."""
        with self._connected(writes=True) as connection:
            yield connection

    @contextmanager
    def _connected(self, *, writes: bool) -> Iterator[Connection]:
        self._check()
        with (
            faults_in_our_words(),
            engine_at(self._url).connect().execution_options(writes=writes) as connection,
            connection.begin() as transaction,
        ):
            yield connection
            if not transaction.is_active:
                return

    def _check(self) -> None:
        """Once for each opened journal: it is there, and it is whole."""
        if self._checked:
            return
        if not self.exists():
            raise JournalError(NONE_YET)
        if self._file is not None:
            with faults_in_our_words(), engine_at(self._url).connect() as connection:
                whole = self._file.stat().st_size > 0 and inspect(connection).has_table(locks.name)
                if not whole or connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
                    raise JournalError(DAMAGED)
        self._checked = True

    def _rewrite(self) -> None:
        """Give the space of deleted rows back, so that their bytes are gone."""
        full = "VACUUM" if self._file is not None else f"VACUUM FULL {records.name}"
        with (
            faults_in_our_words(),
            engine_at(self._url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.exec_driver_sql(full)

    def _still_there(self, deleted: _Fingerprints) -> bool:
        if self._file is None:
            return False
        return any(deleted.found_in(self._file.with_name(self._file.name + suffix)) for suffix in ALONGSIDE)


def _put(connection: Connection, row: Row) -> bool:
    """Insert a first version, or replace exactly the one before; another window may have been first at either."""
    there = connection.scalar(select(records.c.version).where(records.c.id == row.id))
    if (there or 0) != row.version - 1:
        return False
    if there is None:
        try:
            connection.execute(insert(records).values(row._asdict()))
        except IntegrityError:
            return False
        return True
    before = (records.c.id == row.id) & (records.c.version == there)
    return bool(connection.execute(update(records).where(before).values(row._asdict())).rowcount == 1)
