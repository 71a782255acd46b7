"""A page as a Word document: real headings, an accessible table, and nothing about who wrote it when."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from assistant.adapters.pdf_document import fitting_size
from assistant.documents.page import Block, Bullets, Heading, Line, Page, Paragraph, Table

BLANK = (
    "author",
    "category",
    "comments",
    "content_status",
    "identifier",
    "keywords",
    "last_modified_by",
    "subject",
)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Word demands dates; this one says nothing."""
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210, 297, 12
FILLED = 0.86
"""How much of a drawn page may be filled: Word sets the same type wider apart."""
EXTRAS = frozenset({"docProps/thumbnail.jpeg"})


def word_document(page: Page) -> bytes:
    """The document as bytes of a .docx file."""
    document = Document()
    _set_up(document, page)
    for block in page.blocks:
        _write(document, block)
    kept = io.BytesIO()
    document.save(kept)
    return _without_extras(kept.getvalue())


def _set_up(document: Any, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(fitting_size(page, most_height=FILLED))
    style.paragraph_format.space_after = Pt(3)
    for name, size in (("Heading 1", 15), ("Heading 2", 11)):
        heading = document.styles[name]
        heading.font.size = Pt(size)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(4), Pt(2)
    properties = document.core_properties
    for name in BLANK:
        setattr(properties, name, "")
    properties.title, properties.language = page.title, "en"
    properties.created = properties.modified = properties.last_printed = EPOCH
    properties.revision = 1


def _write(document: Any, block: Block) -> None:
    match block:
        case Heading(line, level):
            document.add_heading(line.text, level)
        case Bullets(lines):
            for line in lines:
                paragraph = document.add_paragraph(line.text, style="List Bullet")
                paragraph.paragraph_format.space_after = Pt(0)
        case Table():
            _write_table(document, block)
        case Paragraph(lines, strong):
            _write_lines(document.add_paragraph(), lines, strong=strong)


def _write_lines(paragraph: Any, lines: tuple[Line, ...], *, strong: bool) -> None:
    for at, line in enumerate(lines):
        run = paragraph.add_run(line.text)
        run.bold = strong and at == 0
        if at + 1 < len(lines):
            run.add_break()


def _write_table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    properties = grid._tbl.tblPr  # noqa: SLF001 - python-docx has no word for alternative text
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), table.caption)
        properties.append(element)
    for cell, name in zip(grid.rows[0].cells, table.header, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat_as_header(grid.rows[0])
    for row in table.rows:
        cells = grid.add_row().cells
        for at, (cell, lines) in enumerate(zip(cells, row, strict=True)):
            _write_lines(cell.paragraphs[0], lines, strong=at == 1)
    usable, whole = PAGE_WIDTH - 2 * MARGIN, sum(table.widths)
    for column, share in zip(grid.columns, table.widths, strict=True):
        column.width = Mm(usable * share / whole)
        for cell in column.cells:
            cell.width = Mm(usable * share / whole)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _repeat_as_header(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)  # noqa: SLF001 - python-docx has no word for header rows


def _without_extras(document: bytes) -> bytes:
    """The same document without a thumbnail and with one fixed time on every part."""
    clean = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as source,
        zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in EXTRAS:
                content = source.read(name)
                if name == "_rels/.rels":
                    content = _without_thumbnail(content)
                target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return clean.getvalue()


def _without_thumbnail(relations: bytes) -> bytes:
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", relations)
