"""A text whose language cannot be read still gets the crisis lines of the writer's place."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SPANISH = "Hoy fue un día muy difícil con la familia y no pude dormir nada."


@pytest.mark.parametrize("command", ["debrief", "deidentify", "screen", "themes"])
def test_every_command_that_reads_a_text_names_them(run: Run, command: str) -> None:
    result = run(command, "--format", "json", text=SPANISH)

    error = json.loads(result.stdout)["error"]
    assert error["type"] == "unsupported_language"
    assert "911" in error["message"]
    assert "988" in error["message"]


def test_a_person_reads_them_too(run: Run) -> None:
    result = run("debrief", "--format", "text", "--locale", "UK", text=SPANISH)

    assert result.exit_code == 1
    assert "Samaritans: 116 123" in result.stderr


def test_each_line_names_those_of_the_place(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERWORD_LOCALE", "NZ")
    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"id": 1, "reflection": SPANISH, "statement": "I was tired."}))

    error = json.loads(run("verify", "--jsonl", str(lines)).stdout)["error"]

    assert "1737" in error["message"]
    assert "Lifeline: 0800 543 354 (check this before relying on it)" in error["message"]


def test_a_line_says_whom_it_serves(run: Run) -> None:
    said = (
        run("screen", "--format", "text", "--locale", "CA", text=SPANISH).stderr
        + run("debrief", "--format", "text", "--locale", "CA", text=SPANISH).stderr
    )

    assert ". English and French." in said


def test_no_other_refusal_names_them(run: Run) -> None:
    assert "911" not in run("debrief", "--format", "json", text=" ").stdout


def test_an_agenda_names_them_beside_the_file(prep: Run) -> None:
    agenda = json.loads(prep(["SPANISH", "I was tired all week."]).stdout)

    assert "911" in agenda["failed"][0]["error"]["message"]
