"""`afterword journal log | action | checkin | score`: small records beside the reflections, sealed like them."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import keeping
from assistant.cli import cli
from assistant.cli import journal as journal_module
from tests.journal.values import PASSPHRASE, SMITH


@pytest.fixture(autouse=True)
def _begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(journal_module, "build_locksmith", lambda: SMITH)
    monkeypatch.setattr(keeping, "build_locksmith", lambda: SMITH)
    assert run("init").exit_code == 0


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["journal", *arguments])


def hours() -> None:
    run(
        "log", "add", "--on", "2026-11-09", "--minutes", "50", "--competency", "endings", "--supervisor", "AB"
    )
    run("log", "add", "--on", "2026-11-02", "--minutes", "90", "--kind", "group")
    run("log", "add", "--on", "2026-11-16", "--minutes", "40", "--competency", "=cmd()", "--supervisor", "AB")


def test_hours_add_up_by_kind_and_within_days():
    hours()

    assert json.loads(run("log", "totals").stdout) == {
        "hours": {"individual": 1.5, "group": 1.5},
        "total": 3.0,
    }
    assert (
        json.loads(run("log", "totals", "--since", "2026-11-09", "--until", "2026-11-10").stdout)["total"]
        == 0.83
    )
    assert "together        3.00 h" in run("log", "totals", "--format", "text").stdout


def test_the_log_is_a_table_that_other_programs_read_and_run_nothing_from(tmp_path):
    hours()

    rows = list(csv.DictReader(io.StringIO(run("log", "csv").stdout)))
    told = run("log", "csv", "-o", str(tmp_path / "log.csv"))

    assert [(r["date"], r["kind"], r["minutes"]) for r in rows] == [
        ("2026-11-02", "group", "90"),
        ("2026-11-09", "individual", "50"),
        ("2026-11-16", "individual", "40"),
    ]
    assert (rows[1]["competencies"], rows[1]["supervisor_initials"]) == ("endings", "AB")
    assert rows[2]["competencies"] == "'=cmd()"
    assert "not encrypted" in told.stderr
    assert (tmp_path / "log.csv").stat().st_mode & 0o077 == 0


def test_a_meeting_is_listed_and_can_be_removed():
    hours()
    first = json.loads(run("log", "list").stdout)["sessions"][0]

    assert first["on"] == "2026-11-02"
    assert "group" in run("log", "list", "--format", "text").stdout
    assert run("log", "remove", first["id"][:8]).exit_code == 0
    assert json.loads(run("log", "totals").stdout)["total"] == 1.5


def test_what_was_agreed_is_open_until_it_is_done_and_says_when():
    id_ = run("action", "add", "Ask for one free slot", "--on", "2026-11-02").stdout.strip()
    run("action", "add", "Read the lone work rule", "--on", "2026-11-09")

    assert run("action", "done", id_[:8], "--on", "2026-11-10").exit_code == 0
    actions = json.loads(run("action", "list").stdout)["actions"]
    still = json.loads(run("action", "list", "--open").stdout)["actions"]

    assert [(a["text"], a["agreed_on"], a["done"], a["done_on"]) for a in actions] == [
        ("Ask for one free slot", "2026-11-02", True, "2026-11-10"),
        ("Read the lone work rule", "2026-11-09", False, None),
    ]
    assert [a["text"] for a in still] == ["Read the lone work rule"]
    assert "done 2026-11-10" in run("action", "list", "--format", "text").stdout
    run("action", "done", id_, "--not")
    assert len(json.loads(run("action", "list", "--open").stdout)["actions"]) == 2
    assert run("action", "remove", id_).exit_code == 0
    assert len(json.loads(run("action", "list").stdout)["actions"]) == 1


def test_a_check_in_keeps_the_marks_given_and_the_second_of_a_day_takes_the_first_ones_place():
    run("checkin", "add", "--on", "2026-11-09", "--energy", "3", "--sleep", "4")
    run("checkin", "add", "--on", "2026-11-09", "--energy", "6", "--worth-it", "8")

    only = json.loads(run("checkin", "list").stdout)["check_ins"]

    assert [(c["on"], c["energy"], c["distress"], c["sleep"], c["worth_it"]) for c in only] == [
        ("2026-11-09", 6, None, None, 8)
    ]
    assert "energy 6  worth it 8" in run("checkin", "list", "--format", "text").stdout
    assert run("checkin", "remove", only[0]["id"]).exit_code == 0
    assert json.loads(run("checkin", "list").stdout)["check_ins"] == []


@pytest.mark.parametrize(
    ("instrument", "answers", "totals"),
    [
        ("proqol5", "3 " * 30, {"compassion_satisfaction": 30, "burnout": 30, "secondary_trauma": 30}),
        ("proqol5", "1," * 30, {"compassion_satisfaction": 10, "burnout": 30, "secondary_trauma": 10}),
        ("proqol5", "5 " * 30, {"compassion_satisfaction": 50, "burnout": 30, "secondary_trauma": 50}),
        ("stss", "1 " * 17, {"intrusion": 5, "avoidance": 7, "arousal": 5}),
        ("stss", "5 " * 17, {"intrusion": 25, "avoidance": 35, "arousal": 25}),
        ("cbi", "100 " * 12 + "0 " + "- " * 4 + "0 0", {"personal": 100.0, "work": 100.0, "client": None}),
    ],
)
def test_answers_add_up_by_the_published_scoring_with_credit_and_nothing_is_kept(instrument, answers, totals):
    printed = json.loads(run("score", "sum", instrument, "--answers", answers, "--on", "2026-11-09").stdout)

    assert printed["totals"] == totals
    assert printed["credit"]
    assert json.loads(run("score", "list").stdout)["totals"] == []


def test_totals_are_kept_on_request_and_listed_with_credit_and_no_verdict():
    run("score", "sum", "stss", "--answers", "2 " * 17, "--keep", "--on", "2026-11-02")
    run("score", "add", "stss", "intrusion=9", "avoidance=14", "arousal=10", "--on", "2026-11-16")

    kept = json.loads(run("score", "list").stdout)["totals"]
    said = run("score", "list", "--format", "text").stdout

    assert [(t["on"], t["totals"]["intrusion"]) for t in kept] == [("2026-11-02", 10), ("2026-11-16", 9)]
    assert said.count("Bride") == 1
    assert not any(word in said.lower() for word in ("high", "low", "moderate", "severe", "mild"))
    assert run("score", "remove", kept[0]["id"]).exit_code == 0
    assert len(json.loads(run("score", "list").stdout)["totals"]) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["log", "add", "--minutes", "0"], "not in the range"),
        (["log", "add", "--minutes", "50", "--supervisor", "Ottilie"], "at most 5 characters"),
        (["log", "remove", "zzz"], "No record of this kind begins with zzz"),
        (["action", "add", "  "], "Say what was agreed"),
        (["action", "done", "zzz"], "Nothing was changed"),
        (["checkin", "add"], "at least one mark"),
        (["checkin", "add", "--energy", "11"], "not in the range"),
        (["score", "sum", "stss", "--answers", "1 2 3"], "17 items; 3 answers"),
        (["score", "sum", "stss", "--answers", "- " * 17], "needs an answer"),
        (["score", "sum", "stss", "--answers", "six"], "whole numbers"),
        (["score", "sum", "cbi", "--answers", "50 50"], "19 items; 2 answers"),
        (["score", "add", "stss", "hyper=3"], "The scales of stss are intrusion, avoidance, arousal"),
        (["score", "add", "stss", "intrusion=3", "avoidance=9", "arousal=9"], "intrusion: "),
        (["score", "add", "mbi", "x=1"], "not one of"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do_and_nothing_is_kept(arguments, says):
    result = run(*arguments)

    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert "Ottilie" not in result.stderr
    for kind in ("log", "action", "checkin", "score"):
        assert list(json.loads(run(kind, "list").stdout).values()) == [[]]
