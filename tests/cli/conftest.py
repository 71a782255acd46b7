from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def run(home: Path) -> Run:
    """Runs a command in this process, so that models load once."""

    def invoke(*arguments: str, text: str | bytes | None = None, **options: Any) -> Result:
        return CliRunner().invoke(
            cli, list(arguments), input=text, env={"AFTERWORD_HOME": str(home)}, **options
        )

    return invoke


@pytest.fixture
def alone(tmp_path: Path) -> Run:
    """Runs a command that needs no index, on bytes."""

    def runs(*arguments: str, given: bytes | None = None) -> Result:
        env = {"AFTERWORD_HOME": str(tmp_path / "home")}
        return CliRunner().invoke(cli, list(arguments), input=given, env=env)

    return runs


@pytest.fixture
def prep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs prep on texts, written into files in order; named arguments give other files."""
    from assistant.cli import prep as prep_module
    from tests.cli.prep_by_hand import a_small_wiring, by_hand

    ports = a_small_wiring()
    monkeypatch.setattr(prep_module, "prepare", by_hand)
    monkeypatch.setattr(prep_module, "ports_of", lambda _settings: ports)
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def runs(texts: list[str], *options: str) -> Result:
        names = [f"{n}.txt" for n in range(1, len(texts) + 1)]
        for name, text in zip(names, texts, strict=True):
            Path(name).write_text(text, encoding="utf-8")
        return CliRunner().invoke(cli, ["prep", *names, *options])

    return runs
