"""`afterword kb` on a small real library, as a curator drives it."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assistant import curating, serving
from assistant.cli import cli
from knowledge.exchange import read_library
from tests.curation.factories import (
    ROOT,
    WordEmbedder,
    a_curation,
    a_thing,
    approved,
    changed,
    passing,
    small_library,
)
from tests.factories import TODAY


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AFTERWORD_USER", raising=False)
    a_curation(tmp_path / "home")
    monkeypatch.setattr(serving, "load_entries", small_library)
    return tmp_path / "home"


def kb(*words: str | Path, text: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["kb", *map(str, words)], input=text)
    return result.exit_code, result.stdout


def kb_json(*words: str | Path) -> Any:
    return json.loads(kb(*words, "--format", "json")[1])


def test_the_way_of_an_entry_from_proposal_to_rollback_and_retirement(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curating, "MiniLmEmbedder", lambda _home: WordEmbedder())
    monkeypatch.setattr(curating, "installed_gate", passing)
    monkeypatch.setattr(curating, "_today", lambda: TODAY)
    file, old = tmp_path / "ind-river.md", kb_json("list")["release"]
    water = changed(a_thing("river"), title="Look at water", review_due=TODAY + timedelta(days=30))
    file.write_bytes(water.to_file().encode())

    assert kb("lint", file)[0] == 0
    assert kb_json("propose", file, "--as", "ann")["status"] == "draft"
    assert kb_json("submit", "ind-river", "--as", "ann")["status"] == "in_review"
    assert kb("approve", "ind-river", "--as", "ann")[0] == 1
    assert kb_json("approve", "ind-river", "--as", "eve")["approver"] == "eve"
    new = kb_json("publish", "--as", "eve")["release"]

    listed = {row["entry_id"]: row for row in kb_json("list")["entries"]}
    river = listed["ind-river"]
    assert (river["version"], river["status"], river["reviewed_by"]) == (2, "published", ["eve"])
    assert kb_json("releases")["history"] == [old, new]
    assert [(row["entry_id"], row["expired"]) for row in kb_json("due")["due"]] == [("ind-river", False)]
    assert kb_json("coverage")["entries"] == len(small_library())
    assert kb_json("show", "ind-river")["entry"]["title"] == "Look at water"

    assert kb_json("rollback", "--reason", "readers complained", "--as", "eve")["release"] == old
    assert kb_json("show", "ind-river")["entry"]["title"] == "Look at the river"
    assert [row["entry_id"] for row in kb_json("list", "--status", "draft")["entries"]] == ["ind-river"]

    status, told = kb("retire", "ind-kettle", "--as", "eve", "--format", "json")
    assert (status, "retire needs a written reason" in json.loads(told)["error"]["message"]) == (1, True)
    assert kb_json("retire", "ind-kettle", "--reason", "superseded", "--as", "eve")["status"] == "retired"
    assert kb_json("publish", "--as", "eve")["retired"] == ["ind-kettle"]
    assert kb_json("coverage")["entries"] == len(small_library()) - 1
    assert kb("audit", "--verify")[0] == 0


def test_an_old_release_can_be_opened_again(home: Path) -> None:
    curation = a_curation(home)
    old = curation.library().release or ""
    approved(curation, changed(a_thing("river"), title="Look at water"))
    new = curation.publish(by=ROOT).release

    assert kb_json("show", "ind-river", "--release", old)["entry"]["title"] == "Look at the river"
    assert kb_json("show", "ind-river")["entry"]["title"] == "Look at water"
    assert kb_json("show", "ind-river")["release"] == new


@pytest.mark.parametrize("name", ["folder", "library.json"])
def test_export_and_import_give_the_same_bytes_back(home: Path, tmp_path: Path, name: str) -> None:
    first, second = tmp_path / f"one-{name}", tmp_path / f"two-{name}"
    assert kb("export", first)[0] == 0

    told = kb_json("import", first, "--as", "ann")
    assert kb("export", second)[0] == 0

    assert told["drafts"] == []
    assert len(told["unchanged"]) == len(small_library())
    assert read_library(first) == read_library(second) == small_library()
    assert _bytes(first) == _bytes(second)


def test_a_file_goes_from_proposal_to_approval_with_a_comment(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ind-river.md"
    file.write_bytes(changed(a_thing("river"), title="Look at water").to_file().encode())

    assert kb("propose", file)[0] == 2
    assert kb("propose", file, "--as", "ann")[0] == 0
    assert kb("submit", "ind-river", "--as", "ann")[0] == 0
    assert kb("comment", "ind-river", "Which water?", "--as", "bob")[0] == 0
    assert kb("approve", "ind-river", "--as", "Ann")[0] == 1
    assert kb("approve", "ind-river", "--as", "eve")[0] == 0

    said = [line["action"] for line in kb_json("audit")["lines"]]
    assert said == ["propose", "submit", "comment", "approve"]


def test_a_tampered_log_line_is_found_by_the_command(home: Path) -> None:
    curation = a_curation(home)
    approved(curation, changed(a_thing("river")))
    assert kb("audit", "--verify")[0] == 0

    database = next(p for p in home.glob("*") if p.suffix in {".sqlite", ".db", ".sqlite3"})
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE curation_audit SET who = 'mallory' WHERE sequence = 2")

    status, out = kb("audit", "--verify", "--format", "json")
    assert (status, json.loads(out)["intact"]) == (1, False)
    assert any("line 2" in fault for fault in json.loads(out)["faults"])


def test_lint_exits_with_1_and_names_every_file_and_field(home: Path, tmp_path: Path) -> None:
    good = a_thing("river").to_file()
    (tmp_path / "ind-river.md").write_text(good.replace("version: 1", "version: 0"))
    (tmp_path / "ind-x.md").write_text("nothing")

    status, out = kb("lint", tmp_path, "--format", "text")

    assert status == 1
    assert "ind-river.md: version" in out
    assert "ind-x.md: front matter" in out


def test_an_update_of_the_shipped_library_is_taken_entry_by_entry_and_only_by_an_administrator(
    home: Path,
) -> None:
    differs = {row["entry_id"] for row in kb_json("diff")["differs"]}

    assert {"ind-act", "ind-river"} <= differs
    assert kb("diff", "--take", "ind-act", "--as", "ann", "--role", "curator")[0] == 1
    assert kb("diff", "--take", "ind-act", "--as", "ann", "--role", "administrator")[0] == 0
    assert kb_json("show", "ind-act", "--draft")["working_copy"]["standing"] == "draft"


@pytest.fixture
def upgraded(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A curated home after an upgrade that changed the river, brought a feather and dropped the kettle."""
    approved(a_curation(home), changed(a_thing("river"), body="Rivers are calm. Some people settle there."))
    gone = [e for e in small_library() if e.id not in {"ind-river", "ind-kettle"}]
    ships = (*gone, changed(a_thing("river"), title="Look at water", version=2), a_thing("feather"))
    monkeypatch.setattr(curating, "load_entries", lambda: ships)
    return home


def test_setup_says_after_an_upgrade_which_updates_wait(upgraded: Path) -> None:
    said = CliRunner().invoke(cli, ["setup", "--format", "text"])

    assert said.exit_code == 0
    assert "(1 new, 1 changed, 1 withdrawn)" in said.stdout
    assert "afterword kb updates" in said.stdout
    assert a_curation(upgraded).library().release in said.stdout


def test_setup_says_nothing_of_updates_where_nobody_curates(home: Path) -> None:
    said = CliRunner().invoke(cli, ["setup", "--format", "text"])

    assert said.exit_code == 0
    assert "update" not in said.stdout.lower()


@pytest.mark.usefixtures("upgraded")
def test_updates_are_listed_taken_and_left_on_the_command_line() -> None:
    told = {row["entry_id"]: row for row in kb_json("updates")["updates"]}
    assert {i: row["kind"] for i, row in told.items()} == {
        "ind-feather": "new",
        "ind-kettle": "withdrawn",
        "ind-river": "changed",
    }
    assert (told["ind-river"]["changed"], told["ind-river"]["kept"]) == (["title"], ["body"])
    assert kb("updates", "--take", "ind-river")[0] == 2
    assert kb("updates", "--take", "ind-river", "--as", "eve", "--role", "approver")[0] == 1
    assert kb("updates", "--take", "ind-river", "--leave", "ind-river", "--as", "root")[0] == 2

    assert kb_json("updates", "--take", "ind-river", "--as", "root")["status"] == "draft"
    assert kb_json("updates", "--take", "ind-kettle", "--as", "root")["status"] == "retired"
    assert kb_json("updates", "--leave", "ind-feather", "--as", "root")["kind"] == "new"
    assert kb("updates", "--format", "text")[1].startswith("The shipped library holds nothing")


def test_nothing_is_told_of_unanswered_reflections_where_nothing_was_counted(home: Path) -> None:
    assert kb_json("unanswered") == {"counting": False}


def _bytes(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.glob("*")} if path.is_dir() else {"": path.read_bytes()}
