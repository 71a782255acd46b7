"""A receipt holds no text; a replay says same, or what differs."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.model_server import ModelServer
from tests.test_pipeline import ORDINARY, OWN_CRISIS
from tests.writers.scripts import repeating

NAMED = f"Maria Quilliam rang me. {ORDINARY}"


@pytest.fixture
def receipt(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "receipt.json"
    done = run("debrief", "--receipt", str(path), "--format", "json", text=NAMED)
    assert done.exit_code == 0, done.output
    return path


def told(result: Any) -> dict[str, list[str]]:
    printed = json.loads(result.stdout)
    assert printed["same"] == (not printed["differences"])
    assert result.exit_code == (0 if printed["same"] else 1)
    return {d["kind"]: d["what"] for d in printed["differences"]}


def changed(receipt: Path, **made: Any) -> Path:
    whole = json.loads(receipt.read_text(encoding="utf-8"))
    whole["made"] |= made
    other = receipt.with_name("changed.json")
    other.write_text(json.dumps(whole), encoding="utf-8")
    return other


def test_a_receipt_holds_none_of_the_words_and_is_for_its_owner_alone(receipt: Path) -> None:
    kept = receipt.read_text(encoding="utf-8").lower()

    words = {w.strip(".,").lower() for w in NAMED.split() if len(w) > 5} - {"session"}
    assert not [w for w in words if w in kept]
    assert receipt.stat().st_mode & 0o077 == 0


def test_two_receipts_of_one_text_share_no_hash(run: Run, receipt: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.json"
    run("debrief", "--receipt", str(second), text=NAMED)

    one, two = (json.loads(p.read_text(encoding="utf-8")) for p in (receipt, second))
    assert one["text"] != two["text"]
    assert not set(one["shown"].values()) & set(two["shown"].values())


def test_the_same_reflection_gives_the_same_debrief(run: Run, receipt: Path) -> None:
    assert told(run("replay", str(receipt), "--format", "json", text=NAMED)) == {}


def test_the_same_is_said_in_words(run: Run, receipt: Path) -> None:
    assert "The same debrief" in run("replay", str(receipt), "--format", "text", text=NAMED).stdout


def test_another_reflection_is_not_run(run: Run, receipt: Path) -> None:
    assert told(run("replay", str(receipt), "--format", "json", text=ORDINARY)) == {"text": []}


def test_what_was_made_otherwise_is_named(run: Run, receipt: Path) -> None:
    whole = json.loads(receipt.read_text(encoding="utf-8"))
    weights = whole["made"]["weights"] | {"judge.onnx": "0" * 64}
    other = changed(receipt, release="r-gone", weights=weights, day="2026-11-01")

    differs = told(run("replay", str(other), "--format", "json", text=NAMED))

    assert differs == {"release": ["r-gone", whole["made"]["release"]], "weights": ["judge.onnx"]}


def test_which_sentence_differs_is_named(run: Run, receipt: Path) -> None:
    whole = json.loads(receipt.read_text(encoding="utf-8"))
    whole["shown"]["summary 1"] = "0" * 64
    whole["shown"]["question 9"] = "0" * 64
    receipt.write_text(json.dumps(whole), encoding="utf-8")

    result = run("replay", str(receipt), "--format", "text", text=NAMED)

    assert result.exit_code == 1
    assert "summary 1, question 9" in result.stdout


def test_a_withheld_reflection_has_a_receipt_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    run("debrief", "--receipt", str(path), text=OWN_CRISIS)

    assert told(run("replay", str(path), "--format", "json", text=OWN_CRISIS)) == {}
    assert json.loads(path.read_text(encoding="utf-8"))["route"] == "crisis"


def test_a_models_debrief_is_replayed_by_asking_the_model_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.json"
    monkeypatch.setenv("AFTERWORD_MODEL_PRICES", "2,8")
    with ModelServer(repeating) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run("debrief", "--receipt", str(path), "--model", "openai:scripted", text=NAMED)
        same = told(run("replay", str(path), "--format", "json", text=NAMED))

    kept = json.loads(path.read_text(encoding="utf-8"))
    assert same == {}
    assert server.bodies[0] == server.bodies[1]
    assert kept["writer"] == "scripted"
    assert kept["made"]["model"] == "openai:scripted"
    assert (kept["model_use"]["tokens_sent"], kept["model_use"]["tokens_received"]) == (100, 50)
    assert kept["model_use"]["cost"] == pytest.approx(0.0006)
    assert [e["bytes"] for e in kept["egress"]] == [len(server.bodies[0])]


def test_a_receipt_is_never_written_over(run: Run, receipt: Path) -> None:
    before = receipt.read_bytes()

    result = run("debrief", "--receipt", str(receipt), text=NAMED)

    assert result.exit_code == 2
    assert receipt.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff"])
def test_what_is_no_receipt_is_exit_two(run: Run, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_bytes(content)

    assert run("replay", str(path), text=NAMED).exit_code == 2
