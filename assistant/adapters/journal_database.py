"""The journal's two tables, and how a connection to them behaves on SQLite and on PostgreSQL."""

from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.pool import NullPool

WAIT_MS = 15_000
"""How long a window waits for another one to finish saving."""

metadata = MetaData()
records = Table(
    "journal_records",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
locks = Table(
    "journal_lock",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("lock", Text, nullable=False),
)


def normal_url(url: str) -> str:
    """PostgreSQL by psycopg 3, however the address is spelled."""
    for short in ("postgresql://", "postgres://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


_engines: dict[str, Engine] = {}


def engine_at(url: str) -> Engine:
    """One engine an address; connections are closed after use, so that no window holds the file."""
    if url not in _engines:
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
        _listen(engine, sqlite=url.startswith("sqlite"))
        _engines[url] = engine
    return _engines[url]


def _listen(engine: Engine, *, sqlite: bool) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        if not sqlite:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = {WAIT_MS}")
            connection.commit()
            return
        connection.isolation_level = None
        for pragma in (
            "secure_delete = ON",
            "synchronous = FULL",
            "temp_store = MEMORY",
            f"busy_timeout = {WAIT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if sqlite and options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")
