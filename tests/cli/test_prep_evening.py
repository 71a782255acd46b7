"""`afterword prep` with the shipped models: six reflections, one page, nothing shared unticked."""

import json
from itertools import takewhile

import pytest
from click.testing import CliRunner
from docx import Document

from assistant.cli import cli
from tests.cli.prep_by_hand import SAMPLES
from tests.documents.test_pages import OFFICE, _is_rendered, _pages, _run, needs_office


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
