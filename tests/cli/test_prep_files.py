"""`afterword prep`: which files it takes and writes, and what it says of those that it cannot."""

import json

import pytest
from docx import Document

from assistant.cli import prep as prep_module
from assistant.errors import SetupError
from tests.cli.prep_by_hand import FOUR, agenda_of
from tests.supervision.values import DOUBT, TIRED


def test_one_file_that_cannot_be_taken_is_named_and_the_others_go_on(prep):
    result = prep([TIRED, "  ", DOUBT])
    agenda = json.loads(result.stdout)

    assert result.exit_code == 1
    assert "2.txt" in result.stderr
    assert agenda["failed"] == [
        {"file": "2.txt", "error": {"type": "empty_text", "message": "There is no text."}}
    ]
    assert [f["file"] for f in agenda["files"]] == ["1.txt", "3.txt"]


def test_a_file_in_another_encoding_is_named(prep, tmp_path):
    (tmp_path / "latin.txt").write_bytes("Ein schöner Tag".encode("latin-1"))

    result = prep([TIRED], "latin.txt")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["failed"][0]["error"]["type"] == "not_text"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["missing.txt"], "missing.txt cannot be read"),
        (["--minutes", "1"], "1 is not in the range"),
        (["--share", "one"], "numbers of items"),
        (["--share", "99"], "no item 99"),
        (["--carry", "missing.json"], "missing.json cannot be read"),
        (["-o", "agenda.xyz"], "does not say which format"),
        (["-o", "no/such/folder/agenda.md"], "cannot be written"),
    ],
)
def test_wrong_usage_exits_two_and_says_why(prep, options, says):
    result = prep([TIRED], *options)

    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert TIRED[:20] not in result.stderr


def test_an_earlier_agenda_that_is_none_is_refused(prep, tmp_path):
    (tmp_path / "before.json").write_text("[]")

    result = prep([TIRED], "--carry", "before.json")

    assert result.exit_code == 2
    assert "Nothing was carried over" in result.stderr


def test_an_incomplete_set_up_exits_three(prep, monkeypatch):
    def missing(_settings):
        raise SetupError("A model is missing. Run: make setup")

    monkeypatch.setattr(prep_module, "ports_of", missing)

    result = prep([TIRED])

    assert result.exit_code == 3
    assert "make setup" in result.stderr


def test_documents_are_written_by_their_suffix_for_the_owner_only(prep, tmp_path):
    for suffix in ("md", "json", "docx", "pdf"):
        assert prep(FOUR, "-o", f"agenda.{suffix}").exit_code == 0
        assert (tmp_path / f"agenda.{suffix}").stat().st_mode & 0o077 == 0

    assert "For supervision: my own copy" in (tmp_path / "agenda.md").read_text()
    assert Document(str(tmp_path / "agenda.docx")).tables
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF")
    assert not list(tmp_path.glob(".*.part"))


def test_two_files_of_one_name_are_told_apart(prep, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "1.txt").write_text(DOUBT)

    agenda = agenda_of(prep([TIRED], "other/1.txt"))

    assert [f["file"] for f in agenda["files"]] == ["1.txt", "other/1.txt"]


def test_without_files_and_days_it_says_what_to_name(prep):
    result = prep([])

    assert result.exit_code == 2
    assert "--since" in result.stderr
