"""`afterword prep`: one agenda, private until lines are ticked."""

import json
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from docx import Document

from assistant.bootstrap import build_bank
from assistant.cli import cli
from assistant.cli import prep as prep_module
from assistant.errors import ReflectionError, SetupError
from assistant.model.debrief import Card
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.supervision.agenda import WithheldFile
from knowledge.vocabulary import FindingKind, IdentifierKind, Route, Subject, Theme
from tests.documents.test_pages import OFFICE, _is_rendered, _pages, _run, needs_office
from tests.factories import TODAY, a_finding, a_span
from tests.supervision.values import DOUBT, THREAT, TIRED, TIRED_AGAIN, a_prepared, a_threat

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "prep").glob("*.txt"))
CONCERN = "My supervisor laughed at me in front of the team again. I dread every meeting with her."
FIELDS = {"minutes", "ask", "files", "items", "patterns", "carried_over", "withheld", "release"}
ITEM_FIELDS = {"title", "minutes", "priority", "function", "question", "why", "evidence", "entry_ids"}
CARD = Card(id="E1", title="You first, before the work", body="Whole words of the card.")


class FindsOttilie:
    """A detector for one name."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        at = text.find("Ottilie")
        span = Span(start=at, end=at + 7) if at >= 0 else None
        return (Identifier(span, IdentifierKind.NAME, "CLIENT", 0.9),) if span else ()


def a_small_wiring() -> SimpleNamespace:
    """The question bank with a detector for one name."""
    return SimpleNamespace(
        detector=FindsOttilie(), bank=build_bank(), clock=SimpleNamespace(today=lambda: TODAY)
    )


def by_hand(file, text, *, ports, level=None):
    """What the stages would make of a text, told by its words."""
    del ports, level
    if text.startswith("CRISIS"):
        return WithheldFile(file=file, route=Route.CRISIS, cards=(CARD,))
    if not text.strip():
        raise ReflectionError("empty_text", "There is no text.")
    findings, themes, cards = (), {}, ()
    if text == THREAT:
        findings, cards = (a_threat(THREAT, "He said he would hurt"),), ("E3",)
    if text == CONCERN:
        span = a_span(CONCERN, "My supervisor laughed at me")
        findings = (
            a_finding(
                kind=FindingKind.SUPERVISOR_CONCERN, subject=Subject.OTHER, start=span.start, end=span.end
            ),
        )
    for words in ("felt empty", "nothing left"):
        themes |= {Theme.EXHAUSTION: words} if words in text else {}
    return a_prepared(file, text, *findings, themes=themes, cards=cards)


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run prep on texts, written into files in order; named arguments give other files."""
    ports = a_small_wiring()
    monkeypatch.setattr(prep_module, "prepare", by_hand)
    monkeypatch.setattr(prep_module, "ports_of", lambda _settings: ports)
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def runs(texts: list[str], *options: str) -> Result:
        names = [f"{n}.txt" for n in range(1, len(texts) + 1)]
        for name, text in zip(names, texts, strict=True):
            Path(name).write_text(text, encoding="utf-8")
        return CliRunner().invoke(cli, ["prep", *names, *options])

    return runs


def agenda_of(result: Result) -> dict:
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)


FOUR = [TIRED, DOUBT, THREAT, TIRED_AGAIN]


def test_json_has_the_fields_of_the_contract(run):
    agenda = agenda_of(run(FOUR))

    assert set(agenda) >= FIELDS
    assert all(set(item) >= ITEM_FIELDS for item in agenda["items"])
    assert agenda["patterns"][0]["theme"] == "exhaustion"
    assert set(agenda["patterns"][0]) >= {"theme", "files"}


def test_offsets_point_into_the_texts_of_the_files(run):
    agenda = agenda_of(run(FOUR))
    texts = {f["file"]: f["text"] for f in agenda["files"]}

    for item in agenda["items"]:
        assert item["evidence"]
        assert all(texts[p["file"]][p["start"] : p["end"]].strip() for p in item["evidence"])


def test_urgent_comes_first_and_minutes_add_up(run):
    agenda = agenda_of(run(FOUR, "--minutes", "25"))

    assert agenda["minutes"] == 25
    assert agenda["items"][0]["priority"] == "urgent"
    assert agenda["items"][0]["evidence"][0]["file"] == "3.txt"
    assert sum(i["minutes"] for i in agenda["items"]) <= 25


def test_a_crisis_file_gives_nothing_and_its_card_comes_first(run):
    result = run([TIRED, "CRISIS secret words"])
    agenda = agenda_of(result)
    text = run([TIRED, "CRISIS secret words"], "--format", "text").stdout

    assert [(w["file"], w["route"], w["cards"][0]["id"]) for w in agenda["withheld"]] == [
        ("2.txt", "crisis", "E1")
    ]
    assert [f["file"] for f in agenda["files"]] == ["1.txt"]
    assert "secret words" not in result.stdout + result.stderr + text
    assert text.index("Whole words of the card.") < text.index("I need a plan")


def test_the_supervisors_copy_holds_ticked_lines_only(run):
    whole = agenda_of(run([*FOUR, "CRISIS x"]))
    for format_ in ("json", "md", "text"):
        shared = run([*FOUR, "CRISIS x"], "--share", "2", "--format", format_).stdout.replace("\\", "")

        assert "5.txt" not in shared
        assert "Whole words of the card" not in shared
        assert " ".join(whole["items"][1]["question"].split()[:3]) in shared
        assert whole["items"][0]["question"].split("“")[0] not in shared
        assert "1.txt" not in shared


def test_the_ask_and_what_was_carried_are_ticked_too(run, tmp_path):
    (tmp_path / "before.json").write_text('{"items": [], "carried_over": [{"text": "Book the room"}]}')
    options = ["--carry", "before.json", "--format", "json"]

    without = json.loads(run(FOUR, *options, "--share", "1").stdout)
    with_both = json.loads(run(FOUR, *options, "--share", "1,ask,carried").stdout)

    assert without["ask"] is None
    assert without["carried_over"] == []
    assert with_both["ask"]
    assert with_both["carried_over"][0]["text"] == "Book the room"


def test_where_the_supervisor_is_the_concern_a_copy_is_refused_and_other_routes_are_named(run):
    refused = run([CONCERN, TIRED], "--share", "1")
    made = run([CONCERN, TIRED], "--share", "1", "--for-someone-else")

    assert refused.exit_code == 2
    assert "ombuds" in refused.stderr
    assert refused.stdout == ""
    assert made.exit_code == 0


def test_an_earlier_agenda_is_carried_over_and_masked_once_more(run, tmp_path):
    (tmp_path / "before.json").write_text(json.dumps({"items": [{"question": "What does Ottilie need?"}]}))

    agenda = agenda_of(run(FOUR, "--carry", "before.json", "--ask", "How do I speak with Ottilie?"))

    assert agenda["carried_over"] == [
        {"text": "What does [CLIENT] need?", "agreed_on": None, "done": False, "done_on": None}
    ]
    assert agenda["ask"] == "How do I speak with [CLIENT]?"


def test_its_own_output_can_be_carried_over(run, tmp_path):
    first = run(FOUR)
    (tmp_path / "before.json").write_text(first.stdout)

    agenda = agenda_of(run(FOUR, "--carry", "before.json"))

    assert [c["text"] for c in agenda["carried_over"]] == [
        i["question"] for i in json.loads(first.stdout)["items"]
    ]
    assert agenda["carried_over"][0]["agreed_on"] == TODAY.isoformat()


def test_one_file_that_cannot_be_taken_is_named_and_the_others_go_on(run):
    result = run([TIRED, "  ", DOUBT])
    agenda = json.loads(result.stdout)

    assert result.exit_code == 1
    assert "2.txt" in result.stderr
    assert agenda["failed"] == [
        {"file": "2.txt", "error": {"type": "empty_text", "message": "There is no text."}}
    ]
    assert [f["file"] for f in agenda["files"]] == ["1.txt", "3.txt"]


def test_a_file_in_another_encoding_is_named(run, tmp_path):
    (tmp_path / "latin.txt").write_bytes("Ein schöner Tag".encode("latin-1"))

    result = run([TIRED], "latin.txt")

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
def test_wrong_usage_exits_two_and_says_why(run, options, says):
    result = run([TIRED], *options)

    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert TIRED[:20] not in result.stderr


def test_an_earlier_agenda_that_is_none_is_refused(run, tmp_path):
    (tmp_path / "before.json").write_text("[]")

    result = run([TIRED], "--carry", "before.json")

    assert result.exit_code == 2
    assert "Nothing was carried over" in result.stderr


def test_an_incomplete_set_up_exits_three(run, monkeypatch):
    def missing(_settings):
        raise SetupError("A model is missing. Run: make setup")

    monkeypatch.setattr(prep_module, "ports_of", missing)

    result = run([TIRED])

    assert result.exit_code == 3
    assert "make setup" in result.stderr


def test_documents_are_written_by_their_suffix_for_the_owner_only(run, tmp_path):
    for suffix in ("md", "json", "docx", "pdf"):
        assert run(FOUR, "-o", f"agenda.{suffix}").exit_code == 0
        assert (tmp_path / f"agenda.{suffix}").stat().st_mode & 0o077 == 0

    assert "For supervision: my own copy" in (tmp_path / "agenda.md").read_text()
    assert Document(str(tmp_path / "agenda.docx")).tables
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF")
    assert not list(tmp_path.glob(".*.part"))


def test_two_files_of_one_name_are_told_apart(run, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "1.txt").write_text(DOUBT)

    agenda = agenda_of(run([TIRED], "other/1.txt"))

    assert [f["file"] for f in agenda["files"]] == ["1.txt", "other/1.txt"]


def test_without_files_and_days_it_says_what_to_name(run):
    result = run([])

    assert result.exit_code == 2
    assert "--since" in result.stderr


def test_a_lens_and_a_level_are_looked_through(run):
    lens = agenda_of(run([DOUBT, TIRED], "--lens", "supervisory_relationship", "--level", "1"))

    assert "supervisory_relationship" in {i["lens"] for i in lens["items"]}
    assert run([DOUBT], "--level", "4").exit_code == 2


@pytest.fixture(scope="module")
def evening(tmp_path_factory, home) -> dict:
    """Six reflections with the shipped models: the agenda, the supervisor's copy, and both as documents."""
    folder = tmp_path_factory.mktemp("evening")
    (folder / "before.json").write_text(
        json.dumps({"carried_over": [{"text": "Ask for one free slot", "agreed_on": "2026-11-09"}]})
    )
    made = {}
    for name, options in {
        "own": ["--format", "json"],
        "pdf": ["-o", str(folder / "own.pdf")],
        "docx": ["-o", str(folder / "own.docx")],
        "copy": ["--share", "2", "--format", "json"],
        "shared": ["--share", "2", "-o", str(folder / "shared.docx")],
    }.items():
        made[name] = CliRunner().invoke(
            cli,
            ["prep", *map(str, SAMPLES), "--carry", str(folder / "before.json"), *options],
            env={"AFTERWORD_HOME": str(home)},
        )
        assert made[name].exit_code == 0, made[name].stderr
    return {"folder": folder, "own": json.loads(made["own"].stdout), "copy": json.loads(made["copy"].stdout)}


@pytest.mark.slow
def test_six_real_reflections_carry_over_what_was_agreed_and_share_nothing_unticked(evening):
    agenda, copy = evening["own"], evening["copy"]

    assert agenda["carried_over"][0]["text"] == "Ask for one free slot"
    assert agenda["carried_over"][0]["agreed_on"] == "2026-11-09"
    assert [i["question"] for i in copy["items"]] == [agenda["items"][1]["question"]]
    assert copy["carried_over"] == []
    assert copy["ask"] is None
    shared = " ".join(
        cell.text
        for table in Document(str(evening["folder"] / "shared.docx")).tables
        for row in table.rows
        for cell in row.cells
    )
    for n, item in enumerate(agenda["items"], 1):
        assert (item["question"] in shared) == (n == 2)


@pytest.mark.slow
@needs_office
def test_six_real_reflections_make_one_page_in_word_and_in_pdf(evening):
    folder = evening["folder"]
    (folder / "word").mkdir()
    _run(OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         folder / "word", folder / "own.docx")  # fmt: skip

    for page in (folder / "own.pdf", folder / "word" / "own.pdf"):
        text = " ".join(_run("pdftotext", "-raw", page, "-").split())
        assert _pages(page) == 1
        assert all(" ".join(i["question"].split()[:3]) in text for i in evening["own"]["items"])
        assert "Ask for one free slot (2026-11-09)" in text
        _is_rendered(page)


@pytest.mark.slow
def test_six_real_reflections_make_one_agenda(home, monkeypatch):
    """The whole way with the shipped models: minutes, order, evidence and privacy."""
    monkeypatch.setenv("AFTERWORD_HOME", str(home))

    result = CliRunner().invoke(cli, ["prep", *map(str, SAMPLES), "--format", "json"])
    agenda = json.loads(result.stdout)
    texts = {f["file"]: f["text"] for f in agenda["files"]}
    withheld = {w["file"] for w in agenda["withheld"]}

    assert result.exit_code == 0
    assert set(texts) | withheld == {p.name for p in SAMPLES}
    assert not set(texts) & withheld
    assert sum(i["minutes"] for i in agenda["items"]) <= 50
    assert len({i["question"] for i in agenda["items"]}) == len(agenda["items"])
    for item in agenda["items"]:
        assert all(texts[p["file"]][p["start"] : p["end"]].strip() for p in item["evidence"])
    assert "Wierzbicka" not in result.stdout
    threat = "03-wednesday-threat.txt"
    before = takewhile(lambda i: i["evidence"][0]["file"] != threat, agenda["items"])
    assert threat in withheld or all(i["priority"] == "urgent" for i in before)
    assert threat in withheld or any(i["evidence"][0]["file"] == threat for i in agenda["items"])
