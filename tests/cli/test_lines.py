"""No line ends a run, every line has its answer, and offsets count the text as it came."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("command", ["screen", "deidentify"])
def test_half_a_character_costs_its_own_line_only(alone: Run, command: str) -> None:
    deep = "[" * 400 + "]" * 400
    given = rb"""{"id": "\ud800", "text": "I was tired."}
{"id": 2, "text": "I was \ud800 tired."}
{"id": {"a": ["\udfff"]}, "text": "I was tired."}
{"id": DEEP, "text": "I was tired."}
{"id": "\ud83d\ude2d", "text": "I was tired."}
""".replace(b"DEEP", deep.encode())

    result = alone(command, "--jsonl", given=given)

    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [p.get("error", {}).get("type") for p in printed] == [
        "malformed_line",
        "not_text",
        "malformed_line",
        "malformed_line",
        None,
    ]
    assert [p["id"] for p in printed] == [None, 2, None, None, "😭"]


def test_a_blank_line_has_its_answer_on_the_same_line(alone: Run) -> None:
    result = alone(
        "screen", "--jsonl", given=b'{"id": 1, "text": "I was tired."}\n\n{"id": 3, "text": "I slept."}\n'
    )

    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(p["id"], p.get("error", {}).get("type")) for p in printed] == [
        (1, None),
        (None, "malformed_line"),
        (3, None),
    ]


def test_a_byte_order_mark_is_counted(alone: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\ufeffMaria Quilliam rang me and I could not sleep.", encoding="utf-8")

    printed = json.loads(alone("deidentify", "--format", "json", str(file)).stdout)

    came_in = file.read_text(encoding="utf-8")
    (masked,) = printed["redactions"]
    assert came_in[masked["start"] : masked["end"]] == "Maria Quilliam"


def test_a_byte_order_mark_hides_no_danger(alone: Run) -> None:
    given = "\ufeffI want to kill myself tonight.".encode()

    assert json.loads(alone("screen", "--format", "json", given=given).stdout)["route"] == "crisis"
