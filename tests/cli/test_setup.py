"""`doctor` names what is wrong and the one command that mends it; `setup` says what serves."""

import json
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from assistant.adapters import weights
from assistant.cli import cli, setup
from tests.cli.test_contract import schema

RESTORE = "Run: git checkout -- assistant/weights"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the committed weights, to be damaged."""
    folder = tmp_path / "weights"
    shutil.copytree(weights.OWN, folder)
    monkeypatch.setattr(weights, "OWN", folder)
    weights.verified.cache_clear()
    yield folder
    weights.verified.cache_clear()


def doctor(*arguments: str, home: Path) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments], env={"AFTERWORD_HOME": str(home)})


def missing(home: Path) -> dict[str, Any]:
    result = doctor("--format", "json", home=home)
    printed = json.loads(result.stdout)
    jsonschema.validate(printed, schema("doctor"))
    assert printed["complete"] == (result.exit_code == 0)
    return {c["name"]: c["said"] for c in printed["checks"] if c["state"] == "missing"}


def test_without_an_index_it_says_how_to_build_it(tmp_path: Path) -> None:
    result = doctor("--format", "text", home=tmp_path)

    assert result.exit_code == 3
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("MISSING")]
    assert line.startswith("MISSING library index")
    assert line.endswith("Run: afterword setup")


def test_a_package_that_is_gone_needs_the_environment_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        setup.importlib.util, "find_spec", lambda name: None if name == "spacy" else find_spec(name)
    )

    assert missing(tmp_path) == {"package spacy": "not installed. Run: make clean setup"}


@pytest.mark.parametrize("fate", ["damaged", "gone"])
def test_a_committed_model_is_restored_from_the_repository(tmp_path: Path, own: Path, fate: str) -> None:
    file = own / weights.OWN_FILES["judge heads"]
    file.write_bytes(b"no model") if fate == "damaged" else file.unlink()

    assert missing(tmp_path)["model judge heads"].endswith(RESTORE)


def test_a_damaged_model_of_the_environment_needs_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(weights.FILES, "tokenizer", weights.FILES["tokenizer"]._replace(sha256="0" * 64))
    weights.verified.cache_clear()

    assert missing(tmp_path)["model tokenizer"].endswith("Run: make clean setup")
    weights.verified.cache_clear()


@pytest.mark.parametrize("content", [None, b"{", b"{}", b'{"judge": 1}', b"\xff"])
def test_a_list_of_models_that_cannot_be_read_is_restored(
    tmp_path: Path, own: Path, content: bytes | None
) -> None:
    (own / "own.json").unlink() if content is None else (own / "own.json").write_bytes(content)

    said = missing(tmp_path)

    assert said["model judge"].endswith(RESTORE)
    assert "model tokenizer" not in said


def test_setup_says_what_serves(home: Path) -> None:
    env = {"AFTERWORD_HOME": str(home)}

    printed = json.loads(CliRunner().invoke(cli, ["setup", "--format", "json"], env=env).stdout)
    spoken = CliRunner().invoke(cli, ["setup", "--format", "text"], env=env).stdout

    jsonschema.validate(printed, schema("setup"))
    assert f"{printed['release']} serves from {home}" in spoken
    assert missing(home) == {}
