import json

import pytest
from click.testing import CliRunner

from assistant.errors import SetupError
from evals import command, report, suites
from evals.case import Case, Score
from evals.command import NAMES, eval_command
from evals.gates import Gate, Gates, ReleaseTolerance
from evals.suites import SUITES, Suite, System

RELEASE = ReleaseTolerance(mean_drop_at_most=0.01, query_drop_at_most=0.5, lowest_mean=0.3)
GATE = Gate(suite="themes", metric="right", target=0.99, at_least=0.8)
GATES = Gates(split="test", fewest=30, gates=(GATE,), bench={}, release=RELEASE)


def a_suite(wrong, fails=False):
    """A suite of fifty cases of which the product gets the first `wrong` wrong, or on which it breaks once."""
    cases = [Case(id=str(at), author="a", family="f") for at in range(50)]

    def answer(case):
        if fails and case.id == "7":
            raise ValueError("broken")
        return int(case.id) >= wrong

    def score(case, given):
        del case
        yield Score.right("right", given, given, True)

    return Suite("themes", "Is it so?", lambda _: cases, {"afterword": System(answer, score)}, "right")


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr("evals.gates.load_gates", lambda: GATES)

    def invoke(suite, *arguments):
        monkeypatch.setattr(suites, "SUITES", {"themes": suite})
        return CliRunner().invoke(eval_command, ["themes", *arguments])

    return invoke


def test_the_command_knows_every_suite_without_loading_one():
    assert tuple(SUITES) == NAMES
    assert "reporting" not in vars(command)


def test_met_gates_exit_zero_and_give_one_json_object(run):
    result = run(a_suite(wrong=1))

    assert result.exit_code == 0
    assert json.loads(result.stdout)["passed"] is True


def test_a_failing_gate_exits_one_and_is_named_with_gap_and_count(run):
    result = run(a_suite(wrong=20), "--format", "text")

    assert result.exit_code == 1
    assert "themes/right (overall)" in result.stdout
    assert "short by" in result.stdout
    assert "on 50 cases" in result.stdout


def test_a_case_that_breaks_the_product_is_no_pass(run):
    result = run(a_suite(wrong=0, fails=True))

    assert result.exit_code == 1
    assert json.loads(result.stdout)["failed_gates"][0]["metric"] == "answered"


def test_the_dev_split_is_told_and_not_gated(run):
    result = run(a_suite(wrong=50), "--split", "dev", "--format", "text")

    assert result.exit_code == 0
    assert "No gate was judged" in result.stdout


def test_markdown_holds_numbers_gates_and_what_went_wrong(run):
    text = run(a_suite(wrong=20), "--format", "md").stdout

    assert "| right | overall | 0.990 | 0.600 | FAILED |" in text
    assert "## What went wrong" in text


def test_progress_goes_to_standard_error_only(run):
    result = run(a_suite(wrong=0))

    assert "50 of 50" in result.stderr
    assert "50 of 50" not in result.stdout


def test_reports_are_written_with_a_picture(run, monkeypatch, tmp_path):
    monkeypatch.setattr(report.write_reports, "__defaults__", (tmp_path,))

    run(a_suite(wrong=1), "--write-reports")

    assert sorted(p.name for p in tmp_path.iterdir()) == ["themes.json", "themes.md", "themes.png"]


def test_an_incomplete_set_up_exits_three(run):
    def missing(_):
        raise SetupError("A model is missing. Run: make setup")

    suite = a_suite(wrong=0)._replace(systems={"afterword": System(missing, lambda *_: ())})

    result = run(suite)

    assert result.exit_code == 3
    assert "make setup" in result.stderr
