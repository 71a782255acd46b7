"""Working copies, versions, approvals and the audit log in SQLite or PostgreSQL.

Nothing is created before the first write: reading an organisation's library leaves no trace.
A change and its audit lines are one transaction, and writers queue, so the chain never forks.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from filelock import FileLock

from assistant.adapters.curation_tables import APPROVAL, AUDIT, COPY, VERSION, VERSION_TABLE
from assistant.curation.audit import FIRST, chained
from assistant.curation.model import AuditLine, AuditNote, WorkingCopy, Written
from assistant.curation.ports import StaleCopyError
from assistant.errors import KnowledgeError, SetupError
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from knowledge.workflow import Approval

MIGRATIONS = Path(__file__).parent / "migrations" / "curation"
NEWEST = "c0001"
FILE = "curation.sqlite3"
WRITING = {"writing": True}
PATIENCE = 30
"""Seconds that a writer waits for another."""


class SqlCurationStore:
    """An entry store and an audit log over one database."""

    def __init__(self, home: Path, *, database_url: str | None = None) -> None:
        """Take the data folder, and the address of a database where it is not a file in that folder."""
        self._home = home
        self._url = sa.make_url(_with_driver(database_url or f"sqlite:///{home / FILE}"))

    def copies(self) -> tuple[WorkingCopy, ...]:
        """Every working copy, in the order of the ids."""
        rows = self._rows(sa.select(COPY).order_by(COPY.c.entry_id))
        return tuple(sorted((_copy_of(row) for row in rows), key=lambda c: c.entry.id))

    def is_used(self) -> bool:
        """Whether anybody has ever curated here: every act leaves a line in the log."""
        return bool(self._rows(sa.select(AUDIT.c.sequence).limit(1)))

    def save(self, copies: Sequence[WorkingCopy], notes: Sequence[AuditNote]) -> None:
        """Store all copies and append all notes, or nothing.

        Raises:
            StaleCopyError: a copy's revision is not the stored one.

        """
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._writing() as connection:
            for copy in copies:
                _store(connection, copy, at)
            _append(connection, notes, at)

    def versions(self, entry_id: str) -> tuple[Written, ...]:
        """Every content that was ever stored for an entry, oldest first."""
        query = sa.select(VERSION).where(VERSION.c.entry_id == entry_id).order_by(VERSION.c.revision)
        return tuple(
            Written(Entry.from_file(row.content), row.author, datetime.fromisoformat(row.at))
            for row in self._rows(query)
        )

    def lines(self) -> tuple[AuditLine, ...]:
        """Every audit line, oldest first."""
        rows = self._rows(sa.select(AUDIT).order_by(AUDIT.c.sequence))
        try:
            return tuple(AuditLine.model_validate(dict(row._mapping)) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name for it
        except ValueError as error:
            raise KnowledgeError(
                "The audit log holds a line that cannot be read, so it was tampered with"
            ) from error

    def publishing(self) -> AbstractContextManager[Any]:
        """Held while a release is built and switched: one at a time in this data folder."""
        folder = self._home / "releases"
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock(folder / "publish.lock")

    @cached_property
    def _engine(self) -> sa.Engine:
        engine = sa.create_engine(self._url, poolclass=sa.NullPool)
        if self._is_file:
            sa.event.listen(engine, "connect", _let_us_begin)
            sa.event.listen(engine, "begin", _begin)
        return engine

    @property
    def _is_file(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        if self._is_file and not Path(str(self._url.database)).is_file():
            return ()
        with _reported(), self._engine.connect() as connection:
            if not sa.inspect(connection).has_table(VERSION_TABLE):
                return ()
            return connection.execute(query).all()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """One transaction that no other writer shares; makes or mends the tables before the first."""
        if self._is_file:
            Path(str(self._url.database)).parent.mkdir(parents=True, exist_ok=True)
        with _reported():
            self._migrate()
            with self._engine.execution_options(**WRITING).begin() as connection:
                if not self._is_file:
                    connection.execute(sa.text(f"LOCK TABLE {AUDIT.name} IN SHARE ROW EXCLUSIVE MODE"))
                yield connection

    def _migrate(self) -> None:
        with self._engine.execution_options(**WRITING).begin() as connection:
            if not self._is_file:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7242)"))
            if _step_of(connection) == NEWEST:
                return
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _step_of(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    row = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).first()  # noqa: S608 - our own constant
    return None if row is None else str(row[0])


def _store(connection: sa.Connection, copy: WorkingCopy, at: str) -> None:
    """The copy at its next revision, with its content kept for ever."""
    entry_id, revision = copy.entry.id, copy.revision + 1
    known = sa.select(COPY.c.revision).where(COPY.c.entry_id == entry_id)
    if (connection.execute(known).scalar() or 0) != copy.revision:
        raise StaleCopyError(entry_id)
    fields = {
        "revision": revision,
        "status": copy.status.value,
        "content": copy.entry.to_file(),
        "authors": json.dumps(copy.authors, ensure_ascii=False),
        "approver": copy.approval.approver if copy.approval else None,
        "approved_hash": copy.approval.content_hash if copy.approval else None,
        "published_version": copy.published_version,
    }
    if copy.revision == 0:
        connection.execute(sa.insert(COPY).values(entry_id=entry_id, **fields))
    else:
        connection.execute(sa.update(COPY).where(COPY.c.entry_id == entry_id).values(**fields))
    author = copy.authors[-1] if copy.authors else ""
    content_hash = copy.entry.content_hash
    version = {"entry_id": entry_id, "revision": revision, "author": author, "at": at}
    connection.execute(
        sa.insert(VERSION).values(**version, content=fields["content"], content_hash=content_hash)
    )
    if copy.status is Status.APPROVED and copy.approval:
        _store_approval(connection, copy.approval, entry_id, at)


def _store_approval(connection: sa.Connection, approval: Approval, entry_id: str, at: str) -> None:
    key = {"entry_id": entry_id, "content_hash": approval.content_hash, "approver": approval.approver}
    if connection.execute(sa.select(APPROVAL).filter_by(**key)).first() is None:
        connection.execute(sa.insert(APPROVAL).values(**key, at=at))


def _append(connection: sa.Connection, notes: Sequence[AuditNote], at: str) -> None:
    last = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.sequence.desc()).limit(1)).first()
    sequence, previous = (last.sequence, last.hash) if last else (0, FIRST)
    for note in notes:
        sequence += 1
        line = chained(note, sequence=sequence, at=at, previous_hash=previous)
        connection.execute(sa.insert(AUDIT).values(**line.model_dump(mode="json")))
        previous = line.hash


def _copy_of(row: sa.Row[Any]) -> WorkingCopy:
    """The copy that a row holds.

    Raises:
        KnowledgeError: the row cannot be read, so somebody wrote into the database past us.

    """
    try:
        entry = Entry.from_file(row.content).model_copy(update={"status": Status(row.status)})
        approval = Approval(row.approver, row.approved_hash) if row.approver and row.approved_hash else None
        return WorkingCopy(
            entry=entry,
            authors=tuple(json.loads(row.authors)),
            approval=approval,
            revision=row.revision,
            published_version=row.published_version,
        )
    except ValueError as error:
        raise KnowledgeError(f"{row.entry_id}: the stored copy is damaged: {error}") from error


@contextmanager
def _reported() -> Iterator[None]:
    """A database that does not answer is a matter of set-up; its address may hold a password and is not shown."""
    try:
        yield
    except sa.exc.OperationalError as error:
        raise SetupError(
            f"The curation database cannot be used ({type(error.orig).__name__}), so nothing was changed. "
            "Check DATABASE_URL and AFTERWORD_HOME, then run: afterword doctor"
        ) from None


def _with_driver(url: str) -> str:
    """PostgreSQL by psycopg 3, however the address begins."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _let_us_begin(connection: Any, _record: Any) -> None:
    """Take the driver's own transactions away, wait for other writers, and keep every commit on disk."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    connection.execute("PRAGMA synchronous = FULL")


def _begin(connection: sa.Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
