"""Cases that lie on this machine are scored like any other, and nothing of them is gated, written or told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.adapters.appeal_file import NAME, AppealFile
from assistant.adapters.journal_store import SqlJournalStore
from assistant.cli import journal_session
from assistant.errors import AppealError
from assistant.journal.appeals import Appeal, sealed
from assistant.journal.journal import Journal
from evals.command import eval_command
from evals.local_cases import UnreadableCasesError, read_cases
from knowledge.vocabulary import Route
from tests.journal.values import DAY, a_journal

TEXT = "I read the training about suicide twice, and then I drove home and cooked."
PLAIN = {
    "id": "mine-1",
    "author": "me",
    "family": "own",
    "text": "I sat in the car for ten minutes after the last session.",
    "route": "proceed",
    "findings": [],
}


def never() -> Journal:
    raise AssertionError("the journal was unlocked for nothing")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return a_journal(SqlJournalStore(f"sqlite:///{tmp_path / 'journal.db'}"))


@pytest.fixture
def appeals(tmp_path: Path, journal: Journal) -> Path:
    """A file with one kept appeal, as the command line and the browser write it."""
    appeal = Appeal(text=TEXT, got=Route.CRISIS, right=Route.PROCEED, on=DAY)
    AppealFile(tmp_path, is_on=True).keep(sealed(appeal, journal))
    return tmp_path / NAME


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_a_kept_appeal_is_a_case_whose_route_is_the_writers(appeals: Path, journal: Journal) -> None:
    (case,) = read_cases(appeals, lambda: journal)

    assert (case.text, case.route, case.findings) == (TEXT, Route.PROCEED, ())
    assert case.tags == ("author:appeal", "family:crisis-to-proceed")


def test_authored_cases_need_no_journal(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path / "cases.jsonl", PLAIN), never)

    assert case.id == "mine-1"


@pytest.mark.parametrize(
    "row", [{**PLAIN, "route": "nowhere"}, [TEXT], {"sealed": 3, "text": TEXT}, {**PLAIN, "text": [TEXT]}]
)
def test_a_line_that_is_no_case_is_named_without_its_text(tmp_path: Path, row: object) -> None:
    path = written(tmp_path / "cases.jsonl", PLAIN, row)

    with pytest.raises(UnreadableCasesError, match="Line 2") as refused:
        read_cases(path, never)

    assert TEXT not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"{"])
def test_a_file_without_a_case_measures_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(content)

    with pytest.raises(UnreadableCasesError, match="Nothing was measured"):
        read_cases(path, never)


def test_a_case_of_another_journal_is_named(appeals: Path, tmp_path: Path) -> None:
    other = a_journal(SqlJournalStore(f"sqlite:///{tmp_path / 'other.db'}"))

    with pytest.raises(AppealError, match="cannot be opened"):
        read_cases(appeals, lambda: other)


def test_the_command_scores_them_without_gate_and_tells_no_text(
    appeals: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_session, "opened_journal", lambda: journal)

    result = CliRunner().invoke(eval_command, ["screening", "--cases", str(appeals), "--format", "json"])

    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["passed"] is True
    (suite,) = told["suites"]
    assert (suite["split"], suite["cases"], suite["verdicts"]) == ("local", 1, [])
    scored = {(m["system"], m["metric"]) for m in suite["measured"]}
    assert {("afterword", "proceed_kept"), ("keyword gate", "trigger_words_not_blocked")} <= scored
    assert "training about" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cases", "x.jsonl"],
        ["themes", "--cases", "x.jsonl"],
        ["screening", "--cases", "x.jsonl", "--write-reports"],
        ["model", "--provider", "openai:m", "--cases", "x.jsonl"],
        ["model", "--provider", "openai:m", "--cases", "0"],
    ],
)
def test_a_file_of_cases_is_for_screening_and_a_number_for_a_model(arguments: list[str]) -> None:
    result = CliRunner().invoke(eval_command, arguments)

    assert result.exit_code == 2
    assert "--cases" in result.stderr


def test_a_file_that_is_not_there_is_wrong_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_command, ["screening", "--cases", str(tmp_path / "none.jsonl")])

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
