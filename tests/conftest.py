"""Shared fixtures: sockets are blocked but for loopback, and data lies in a throw-away home."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.wiring import Ports
from tests.chroma_server import a_chroma_server


def pytest_configure() -> None:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for name in ("AFTERWORD_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "CHROMA_URL", "DATABASE_URL"):
        os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, socket_enabled: None) -> None:
    """Every test may reach this machine and nothing else."""
    from pytest_socket import socket_allow_hosts

    del request, socket_enabled
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server of our own, on this machine."""
    with a_chroma_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the run, with the shipped release in it."""
    from assistant.bootstrap import ensure_release

    folder = tmp_path_factory.mktemp("home")
    os.environ["AFTERWORD_HOME"] = str(folder)
    ensure_release(Settings())
    return folder


@pytest.fixture(scope="session")
def ports(home: Path) -> Ports:
    """The real ports over the shipped release."""
    from assistant.bootstrap import build_ports

    return build_ports(Settings(AFTERWORD_HOME=home))
