"""Every command's output against its published schema, and every offset against its text."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.cli.schemas import FOLDER, OUTPUTS, schema_of
from tests.cli.conftest import Run
from tests.cli.prep_by_hand import FOUR

PLANTED = ("Zebedee", "Quilliam", "Throckmorton", "0412 555 019", "zebedee@quilliam.org")
REFLECTIONS = [
    json.loads(line) for line in (Path(__file__).parent / "reflections.jsonl").open(encoding="utf-8")
]


def schema(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_the_published_schema_is_that_of_the_model(name: str) -> None:
    assert schema(name) == json.loads(json.dumps(schema_of(OUTPUTS[name])))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ("debrief", "text"),
        ("deidentify", "text"),
        ("screen", "text"),
        ("themes", "text"),
        ("search", "query"),
    ],
)
def test_every_line_of_output_is_valid(run: Run, command: str, field: str, tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps({"id": r["id"], field: r["text"]}) + "\n" for r in REFLECTIONS[:12]))

    result = run(command, "--jsonl", str(lines))

    assert result.exit_code == 0, result.output
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert [p["id"] for p in printed] == [r["id"] for r in REFLECTIONS[:12]]
    for line in printed:
        jsonschema.validate(line, schema(command))


@pytest.mark.parametrize("name", sorted(OUTPUTS))
def test_a_field_may_be_added_to_what_is_published(name: str) -> None:
    assert 'additionalProperties": false' not in (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")


def test_agendas_and_the_supervisors_copy_are_valid(prep: Run) -> None:
    own = json.loads(prep([*FOUR, "CRISIS x", "  "]).stdout)
    shared = json.loads(prep(FOUR, "--share", "1,ask").stdout)

    jsonschema.validate(own, schema("prep"))
    jsonschema.validate(shared, schema("prep-share"))
    assert own["failed"]
    assert set(own) <= set(schema("prep")["properties"])
    assert set(shared) <= set(schema("prep-share")["properties"])


def test_a_receipt_and_its_replay_are_valid(run: Run, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    text = REFLECTIONS[0]["text"]
    run("debrief", "--receipt", str(receipt), text=text)

    replayed = run("replay", str(receipt), "--format", "json", text=text)

    jsonschema.validate(json.loads(receipt.read_text(encoding="utf-8")), schema("receipt"))
    jsonschema.validate(json.loads(replayed.stdout), schema("replay"))


def test_the_list_of_the_library_is_valid(run: Run) -> None:
    listed = json.loads(run("kb", "list", "--format", "json").stdout)

    jsonschema.validate(listed, schema("kb-list"))
    assert listed["entries"]


def test_every_offset_of_a_debrief_resolves_and_no_planted_identifier_is_left(
    run: Run, tmp_path: Path
) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps(r) + "\n" for r in REFLECTIONS))

    result = run("debrief", "--jsonl", str(lines))

    for source, line in zip(REFLECTIONS, map(json.loads, result.stdout.splitlines()), strict=True):
        text = line["text"]
        spans = [e for s in line["summary"] + line["supervision"] for e in s["evidence"]]
        spans += [e for s in line["strategies"] for e in s["why_evidence"]]
        spans += [e for t in line["themes"] for e in t["evidence"]] + line["findings"]
        assert all(0 <= s["start"] < s["end"] <= len(text) for s in spans)
        assert all(0 <= r["start"] < r["end"] <= len(source["text"]) for r in line["redactions"])
        shown = result_without_redactions(line)
        assert not [p for p in source["planted"] if p.lower() in shown.lower()], source["id"]
        assert len(line["strategies"]) <= 3
        if line["route"] in {"crisis", "clarify", "decline"}:
            assert not line["summary"]
            assert line["release"] is None
        else:
            assert 3 <= len(line["supervision"]) <= 7
            assert all(q["question"].endswith("?") for q in line["supervision"])
            assert all(q["evidence"] for q in line["supervision"])


def result_without_redactions(line: dict[str, Any]) -> str:
    return json.dumps({k: v for k, v in line.items() if k != "redactions"}, ensure_ascii=False)


def test_the_same_text_gives_the_same_debrief(run: Run) -> None:
    text = REFLECTIONS[0]["text"]

    first, second = (json.loads(run("debrief", "--format", "json", text=text).stdout) for _ in range(2))

    assert {**first, "timings_ms": None} == {**second, "timings_ms": None}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "empty_text"),
        (b"   \n", "empty_text"),
        (b"x" * 1_000_000, "too_long"),
        (b"\xff\xfe\x00\x01binary", "not_text"),
        (b"\x00\x01\x02", "not_text"),
        ("😭😭😭".encode(), "empty_text"),
        ("שלום, היה לי יום קשה מאוד אחרי הפגישה".encode(), "unsupported_language"),
        ("Hoy fue un día muy difícil con la familia y no pude dormir nada.".encode(), "unsupported_language"),
    ],
)
@pytest.mark.parametrize("command", ["debrief", "screen", "deidentify", "themes"])
def test_bad_input_gets_its_own_error_and_never_a_crash(
    run: Run, command: str, text: bytes, fault: str
) -> None:
    result = run(command, "--format", "json", text=text)

    assert result.exit_code == 1
    printed = json.loads(result.stdout)
    jsonschema.validate(printed, schema("error"))
    assert printed["error"]["type"] == fault


def test_a_bad_line_becomes_an_error_and_the_run_goes_on(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_bytes(
        b'{"id": 1, "text": "I could not sleep after the session."}\n{broken\n{"id": 3}\n[1]\n'
        b'{"id": {"a": 5}, "text": 7}\n{"id": "six", "text": ""}\n\xff\xfe\n{"text": "I was tired and sad today."}\n'
    )

    result = run("screen", "--jsonl", str(lines))

    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [p.get("error", {}).get("type") for p in printed] == [
        None,
        "malformed_line",
        "missing_field",
        "malformed_line",
        "not_text",
        "empty_text",
        "malformed_line",
        None,
    ]
    for line in printed:
        jsonschema.validate(line, schema("error" if "error" in line else "screen"))
    assert [p["id"] for p in printed] == [1, None, 3, None, {"a": 5}, "six", None, None]


def test_an_unreadable_file_is_exit_two(run: Run) -> None:
    assert run("debrief", "/no/such/file").exit_code == 2


def test_verify_reads_one_object(run: Run) -> None:
    line = {"id": "v", "reflection": "I kept seeing it all night.", "statement": "You should take a holiday."}

    result = run("verify", "--format", "json", text=json.dumps(line))

    printed = json.loads(result.stdout)
    jsonschema.validate(printed, schema("verify"))
    assert not printed["supported"]
    assert "advice" in [r["check"] for r in printed["reasons"]]
