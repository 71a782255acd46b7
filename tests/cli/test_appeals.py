"""`afterword appeals`: nothing is kept unasked, never the raw text, and only for its owner."""

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import assistant.settings
from assistant import keeping
from assistant.cli import appeals, cli, reflect
from assistant.cli import journal as journal_module
from assistant.errors import AppealError
from assistant.journal.appeals import Appeal, Proposed
from assistant.model.text import Hint
from knowledge.vocabulary import Route
from tests.journal.values import DAY, OTHER, PASSPHRASE, SMITH

RAW = "Ottilie said she would rather not wake up, and I wrote it down."
MASKED = RAW.replace("Ottilie", "[CLIENT-1]")
HINT = Hint(kind="rare", reason="a rare event and a small place")


@pytest.fixture(autouse=True)
def _chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(journal_module, "build_locksmith", lambda: SMITH)
    monkeypatch.setattr(keeping, "build_locksmith", lambda: SMITH)
    monkeypatch.setattr(reflect, "ports_of", lambda _settings: None)
    monkeypatch.setattr(appeals, "appeal_of", proposed)


def proposed(text: str, *, right: Route, on: object, ports: object) -> Proposed:
    del on, ports
    masked = text.strip().replace("Ottilie", "[CLIENT-1]")
    return Proposed(Appeal(text=masked, got=Route.CRISIS, right=right, on=DAY), (HINT,))


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=text)


def keep(tmp_path: Path, *arguments: str, text: str | None = None) -> Result:
    source = tmp_path / "reflection.txt"
    source.write_text(RAW, encoding="utf-8")
    return run("appeals", "keep", str(source), "--right", "urgent", *arguments, text=text)


@pytest.fixture
def kept_file(tmp_path: Path) -> Path:
    """Where the cases would lie, beside a journal."""
    run("journal", "init")
    return tmp_path / "appeals.jsonl"


def test_exactly_what_is_kept_is_shown_before_the_question(tmp_path: Path, kept_file: Path) -> None:
    result = keep(tmp_path, text="y\n")

    assert result.exit_code == 0
    assert MASKED in result.stdout
    assert f"{DAY.isoformat()}  It was sent to crisis; you say urgent." in result.stdout
    assert HINT.reason in result.stdout
    shown = json.loads(run("appeals", "list", "--text", "--format", "json").stdout)["appeals"]
    assert [{k: v for k, v in one.items() if k != "id"} for one in shown] == [
        {"text": MASKED, "got": "crisis", "right": "urgent", "on": DAY.isoformat()}
    ]
    assert kept_file.is_file()


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_anything_but_yes_keeps_nothing(tmp_path: Path, kept_file: Path, answer: str) -> None:
    assert keep(tmp_path, text=answer).exit_code == 1
    assert not kept_file.exists()


def test_a_preview_keeps_nothing_and_needs_no_journal(tmp_path: Path) -> None:
    result = keep(tmp_path, "--preview")

    assert json.loads(result.stdout)["text"] == MASKED
    assert not (tmp_path / "appeals.jsonl").exists()


def test_each_text_is_asked_about_anew(tmp_path: Path, kept_file: Path) -> None:
    keep(tmp_path, text="y\n")
    keep(tmp_path, text="n\n")

    assert len(kept_file.read_text(encoding="utf-8").splitlines()) == 1


def test_from_standard_input_consent_is_a_word_on_the_command_line(kept_file: Path) -> None:
    asked = run("appeals", "keep", "--right", "urgent", text=RAW)
    assert asked.exit_code == 2
    assert "--yes" in asked.stderr
    assert not kept_file.exists()

    agreed = run("appeals", "keep", "-", "--right", "urgent", "--yes", text=RAW)

    assert json.loads(agreed.stdout)["text"] == MASKED
    assert len(kept_file.read_text(encoding="utf-8").splitlines()) == 1


def test_no_word_of_it_lies_on_the_disk_or_on_standard_error(tmp_path: Path, kept_file: Path) -> None:
    result = keep(tmp_path, text="y\n")
    (tmp_path / "reflection.txt").unlink()

    everything = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for word in ("Ottilie", "CLIENT-1", "wake up", "urgent", "crisis"):
        assert word.encode() not in everything
        assert word not in result.stderr
    assert stat.S_IMODE(kept_file.stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir() if "appeal" in p.name) == [
        "appeals.jsonl",
        "appeals.lock",
    ]


def test_without_a_journal_there_is_nothing_to_encrypt_by(tmp_path: Path) -> None:
    result = keep(tmp_path, text="y\n")

    assert result.exit_code == 1
    assert "afterword journal init" in result.stderr
    assert not (tmp_path / "appeals.jsonl").exists()


def test_a_text_that_is_not_masked_well_enough_is_refused(
    tmp_path: Path, kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> Proposed:
        raise AppealError("What is masked as [CLIENT-1] still stands in the text.")

    monkeypatch.setattr(appeals, "appeal_of", refuses)
    result = keep(tmp_path, "--yes")

    assert result.exit_code == 1
    assert "[CLIENT-1] still stands" in result.stderr
    assert not kept_file.exists()


@pytest.mark.parametrize("by", ["environment", "file"])
def test_an_administrator_switches_it_off_and_what_lies_there_can_still_be_deleted(
    tmp_path: Path, kept_file: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    keep(tmp_path, text="y\n")
    if by == "environment":
        monkeypatch.setenv("AFTERWORD_APPEALS", "off")
    else:
        (tmp_path / "appeals-off").touch()
        monkeypatch.setattr(assistant.settings, "APPEALS_OFF_FILE", tmp_path / "appeals-off")

    result = keep(tmp_path, "--yes")

    assert result.exit_code == 1
    assert "switched off" in result.stderr
    assert len(json.loads(run("appeals", "list").stdout)["appeals"]) == 1
    assert run("appeals", "delete", "--all", "--yes").exit_code == 0
    assert not kept_file.exists()


def test_one_is_deleted_by_the_beginning_of_its_id_and_the_others_stay(
    tmp_path: Path, kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, text="y\n")
    keep(tmp_path, text="y\n")
    first, second = (json.loads(line)["id"] for line in kept_file.read_text(encoding="utf-8").splitlines())
    monkeypatch.delenv("AFTERWORD_PASSPHRASE")

    assert run("appeals", "delete", "zzzz", "--yes").exit_code == 1
    assert run("appeals", "delete", first[:8], text="y\n").exit_code == 0

    assert [json.loads(x)["id"] for x in kept_file.read_text(encoding="utf-8").splitlines()] == [second]
    assert stat.S_IMODE(kept_file.stat().st_mode) == 0o600


def test_a_list_without_text_tells_days_and_routes_only(tmp_path: Path, kept_file: Path) -> None:
    del kept_file
    keep(tmp_path, text="y\n")

    told = run("appeals", "list", "--format", "text").stdout

    assert "2026-11-20  It was sent to crisis; you say urgent." in told
    assert "wake up" not in told
    assert MASKED in run("appeals", "list", "--text", "--format", "text").stdout


def test_a_wrong_passphrase_opens_nothing(
    tmp_path: Path, kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del kept_file
    keep(tmp_path, text="y\n")
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", OTHER)

    result = run("appeals", "list", "--text")

    assert result.exit_code == 1
    assert "wake up" not in result.output


def test_deleting_the_journal_deletes_the_cases_that_only_it_opens(tmp_path: Path, kept_file: Path) -> None:
    keep(tmp_path, text="y\n")

    assert run("journal", "delete", "--all", "--yes").exit_code == 0
    assert not kept_file.exists()


def test_a_line_that_another_hand_changed_is_named_and_stops_no_other(
    tmp_path: Path, kept_file: Path
) -> None:
    keep(tmp_path, text="y\n")
    line = json.loads(kept_file.read_text(encoding="utf-8"))
    moved = json.dumps({**line, "id": "0" * 32})
    kept_file.write_text(f"{json.dumps(line)}\n{moved}\n", encoding="utf-8")

    listed = json.loads(run("appeals", "list").stdout)["appeals"]

    assert listed[0]["got"] == "crisis"
    assert listed[1] == {"id": "0" * 32, "opens": False}

    kept_file.write_text("not a case\n", encoding="utf-8")
    result = run("appeals", "list")
    assert result.exit_code == 1
    assert "line 1" in result.stderr
    assert run("appeals", "delete", "--all", "--yes").exit_code == 0


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, text="y\n")
    before = kept_file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = keep(tmp_path, "--yes")

    assert result.exit_code == 1
    assert "as it was" in result.stderr
    assert not (tmp_path / "appeals.new").exists()
    assert kept_file.read_bytes() == before
