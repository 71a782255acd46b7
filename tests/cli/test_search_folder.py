"""`search --library`: a folder of documents instead of the library."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def test_a_folder_of_documents_is_searched(alone: Run, folder: Path) -> None:
    (folder / "sleep.md").write_text("Go to bed at the same hour. Keep the telephone out of the room.")
    (folder / "notes.txt").write_text("Write the notes of a session within a day.")

    printed = json.loads(
        alone("search", "--library", str(folder), "--format", "json", "when to go to bed").stdout
    )

    best = printed["results"][0]
    assert best["entry_id"] == "sleep"
    assert best["version"] is None
    assert printed["release"] is None
    assert not printed["abstained"]
    passage = best["passage"]
    assert passage["text"] == (folder / "sleep.md").read_text()[passage["start"] : passage["end"]]


def test_a_corpus_is_searched_line_by_line(alone: Run, folder: Path) -> None:
    (folder / "corpus.jsonl").write_text(
        '{"_id": "d1", "title": "Sleep", "text": "Go to bed at the same hour.", "metadata": {}}\n'
        '{"_id": 2, "text": "Write the notes of a session within a day."}\n\n'
    )
    given = b'{"id": 1, "query": "going to bed"}\n{"id": 2, "query": "notes of a session"}\n'

    result = alone("search", "--jsonl", "--library", str(folder), "--top", "1", given=given)

    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(p["id"], p["results"][0]["entry_id"]) for p in printed] == [(1, "d1"), (2, "2")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "holds no"),
        ("{broken", "Line 2"),
        ("[1]", "Line 2"),
        ('{"text": "no id"}', "Line 2"),
        ('{"_id": 1, "text": 7}', "Line 2"),
    ],
)
def test_a_library_that_cannot_be_read_is_told(
    alone: Run, folder: Path, content: str | None, says: str
) -> None:
    if content is not None:
        (folder / "corpus.jsonl").write_text(f'{{"_id": "d1", "text": "Sleep."}}\n{content}\n')

    result = alone("search", "--library", str(folder), "--format", "json", "sleep")

    assert result.exit_code == 2
    assert says in result.stderr
    assert "Nothing was searched" in result.stderr


def test_a_query_that_is_half_a_character_is_refused(alone: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("Sleep.")

    result = alone("search", "--library", str(folder), "--format", "json", "sleep \udcff")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["type"] == "not_text"
