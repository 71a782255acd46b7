"""Documents: one page, real headings, a second redaction, and nothing hidden."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest
from docx import Document
from PIL import Image

from assistant.adapters.pdf_document import pdf_document
from assistant.adapters.word_document import word_document
from assistant.documents.agenda_page import agenda_page, shared_page
from assistant.documents.markdown import to_markdown, to_text
from assistant.documents.page import Line, Page, Paragraph, Table, ours
from assistant.documents.second_look import looked_over, masked_line
from assistant.model.debrief import Card, Resource
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.supervision.agenda import CarriedOver, WithheldFile
from assistant.supervision.sharing import shared_copy
from knowledge.vocabulary import IdentifierKind, Route
from tests.supervision.values import an_agenda

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDF_TOOLS = all(map(shutil.which, ("pdftoppm", "pdftotext", "pdfinfo")))
needs_office = pytest.mark.skipif(
    not (OFFICE and PDF_TOOLS), reason="needs LibreOffice Writer and poppler-utils"
)
needs_pdf = pytest.mark.skipif(not PDF_TOOLS, reason="needs poppler-utils")
CARRIED = (
    CarriedOver(text="Ask the clinic lead for one free slot"),
    CarriedOver(text="Read the lone work rule", done=True),
)
HELD = WithheldFile(
    file="sunday.txt",
    route=Route.CRISIS,
    cards=(
        Card(
            id="E1", title="You first", body="Whole words.", resources=(Resource(name="Line", contact="988"),)
        ),
    ),
)


class Finds:
    """A detector that finds some names."""

    def __init__(self, *names: str) -> None:
        self._names = "|".join(map(re.escape, names))

    def detect(self, text: str) -> tuple[Identifier, ...]:
        return tuple(
            Identifier(Span(start=m.start(), end=m.end()), IdentifierKind.NAME, "CLIENT", 0.9)
            for m in re.finditer(self._names, text)
        )


@pytest.fixture(scope="module")
def page() -> Page:
    return agenda_page(an_agenda(carried_over=CARRIED))


def test_markdown_has_a_title_a_table_and_every_question(page):
    agenda, written = an_agenda(), to_markdown(page)

    assert written.startswith("# For supervision: my own copy\n")
    assert "| Min | Item | Question | Where it comes from |\n| --- |" in written
    assert all(i.question.replace("*", "\\*") in written for i in agenda.items)
    assert "Open: Ask the clinic lead" in written


def test_the_own_copy_says_where_a_placeholder_is_the_same_person_in_two_reflections(page):
    said = " ".join(to_text(page).split())

    assert "the same person only where both come from the journal" in said
    assert "count anew" not in said


def test_every_line_of_the_own_copy_shows_the_words_behind_it_once_and_masked_once_more():
    told = an_agenda()
    plain = {"title": "One thing", "question": "What of it?", "why": "It came up."}
    bare = told.model_copy(update={"items": tuple(i.model_copy(update=plain) for i in told.items)})

    for agenda in (told, bare):
        texts = {f.file: f.text for f in agenda.files}
        seen = looked_over(agenda_page(agenda), Finds("neighbour", "he would"))
        table = next(b for b in seen.blocks if isinstance(b, Table))
        for item, row in zip(agenda.items, table.rows, strict=True):
            said = " ".join(line.text for cell in row for line in cell)
            for place in item.evidence:
                words = texts[place.file][place.start : place.end].replace("he would", "[CLIENT]")
                assert words.rstrip(".") in said
                assert (f"{place.file}: “{words}”" in said) == (agenda is bare)


def test_what_the_writer_typed_is_no_markup():
    page = Page("x", (Paragraph((Line("a | b <script> **bold** [CLIENT-1]"),)),))

    assert to_markdown(page).strip() == r"a \| b \<script\> \*\*bold\*\* [CLIENT-1]"


def test_plain_text_names_minutes_and_what_was_withheld_first():
    text = to_text(agenda_page(an_agenda(withheld=[HELD])))

    assert text.index("Not part of this agenda: sunday.txt") < text.index("50 minutes")
    assert "Line: 988" in text
    assert re.search(r"^ +\d+ min  1\. ", text, re.MULTILINE)


def test_the_second_look_masks_what_the_first_let_through():
    agenda = an_agenda(carried_over=(CarriedOver(text="Call Ottilie about room 4"),))

    written = to_markdown(looked_over(agenda_page(agenda), Finds("Ottilie")))

    assert "Ottilie" not in written
    assert "Call [CLIENT] about room 4" in written


@pytest.mark.parametrize("copied", [False, True])
def test_the_day_of_an_agreed_action_stays_while_its_words_are_looked_over(copied):
    action = CarriedOver(
        text="Call Ottilie by 2026-11-30, before 2026-11-09 is old", agreed_on=date(2026, 11, 9), done=True
    )
    agenda = an_agenda(carried_over=(action,))
    page = shared_page(shared_copy(agenda, [1], carried=[1])) if copied else agenda_page(agenda)

    looked = looked_over(page, Finds("Ottilie", "2026-11-30", "2026-11-09", "Done"))
    word = [p.text for p in Document(io.BytesIO(word_document(looked))).paragraphs]

    said = "Done: Call [CLIENT] by [CLIENT], before [CLIENT] is old (2026-11-09)"
    assert f"- {said}" in to_markdown(looked).splitlines()
    assert said in word


def test_the_second_look_leaves_placeholders_and_fixed_wording_alone():
    page = Page("x", (Paragraph((ours("Call 988"), Line("[CLIENT-1] and 988"))),))

    assert masked_line("[CLIENT-1] left", Finds("CLIENT-1")) == "[CLIENT-1] left"
    assert looked_over(page, Finds("988")).lines() == (ours("Call 988"), Line("[CLIENT-1] and [CLIENT]"))


def test_the_supervisors_copy_shows_ticked_lines_only():
    agenda = an_agenda(withheld=[HELD], carried_over=CARRIED)

    written = to_markdown(shared_page(shared_copy(agenda, [1])))

    assert agenda.items[0].question in written
    assert not any(i.question in written for i in agenda.items[1:])
    for private in ("sunday.txt", "You first", "988", "clinic lead", "wednesday.txt", *(agenda.ask or "?",)):
        assert private not in written


def test_nothing_ticked_says_so():
    assert "No line was ticked" in to_text(shared_page(shared_copy(an_agenda())))


def test_word_has_real_headings_and_a_table_with_a_header_row(page):
    document = Document(io.BytesIO(word_document(page)))

    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        "For supervision: my own copy"
    ]
    assert "From last time" in [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    table = document.tables[0]
    assert [c.text for c in table.rows[0].cells] == ["Min", "Item", "Question", "Where it comes from"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblCaption" in table._tbl.xml


def test_word_says_nothing_about_who_wrote_it_when(page):
    content = word_document(page)
    properties = Document(io.BytesIO(content)).core_properties

    assert {properties.author, properties.last_modified_by, properties.comments, properties.keywords} == {""}
    assert properties.created.year == 2000
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any("thumbnail" in n or "comments" in n for n in parts.namelist())
        assert b"python-docx" not in b"".join(parts.read(n) for n in parts.namelist())


def test_the_same_page_gives_the_same_bytes(page):
    assert word_document(page) == word_document(page)
    assert pdf_document(page) == pdf_document(page)


def test_pdf_says_nothing_about_who_wrote_it_when(page):
    content = pdf_document(page)

    assert content.startswith(b"%PDF")
    assert b"/Author" not in content
    assert b"fpdf" not in content.lower()


@needs_pdf
def test_pdf_is_one_page_with_every_line_in_it(page, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_document(page))

    assert _pages(tmp_path / "a.pdf") == 1
    assert _holds_everything(tmp_path / "a.pdf")
    _is_rendered(tmp_path / "a.pdf")


@needs_office
def test_word_opens_in_libreoffice_as_one_page_with_every_line_in_it(page, tmp_path):
    (tmp_path / "a.docx").write_bytes(word_document(page))

    _run(OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir",
         tmp_path, tmp_path / "a.docx")  # fmt: skip

    assert _pages(tmp_path / "a.pdf") == 1
    assert _holds_everything(tmp_path / "a.pdf")
    _is_rendered(tmp_path / "a.pdf")


@needs_pdf
def test_letters_beyond_latin_reach_the_pdf(tmp_path):
    said = "Łukasz, “naïve”, Ω, Ж … tired — but here"
    (tmp_path / "a.pdf").write_bytes(pdf_document(Page("x", (Paragraph((Line(said),)),))))

    assert said in _run("pdftotext", tmp_path / "a.pdf", "-")


def _run(*command: object) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def _pages(path: object) -> int:
    return int(re.search(r"Pages:\s+(\d+)", _run("pdfinfo", path))[1])  # type: ignore[index]  # pdfinfo always tells


def _holds_everything(path: object) -> bool:
    text = " ".join(_run("pdftotext", "-raw", path, "-").split())
    return (
        all(" ".join(i.question.split()[:4]) in text for i in an_agenda().items) and "From last time" in text
    )


def _is_rendered(path: object) -> None:
    """The picture of the page is not blank and has white around its edge."""
    _run("pdftoppm", "-r", "50", "-png", "-singlefile", path, str(path)[:-4])
    with Image.open(str(path)[:-4] + ".png") as picture:
        grey = picture.convert("L")
        assert grey.getextrema()[0] < 60
        assert grey.crop((0, 0, grey.width, 10)).getextrema() == (255, 255)
        assert grey.crop((0, 0, 10, grey.height)).getextrema() == (255, 255)
