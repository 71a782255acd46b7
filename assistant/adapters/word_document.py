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

from assistant.adapters.pdf_document import HEADING_MORE, TABLE_LESS, TITLE_MORE, fitted
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
AFTER_TABLE = 5
CELL_MARGIN = "70"
"""In twentieths of a point: 1.2 mm."""
CELL = "No Spacing"
"""The style of what stands in a table."""
FILLED = 0.94
"""How much of a drawn page may be filled: no two programs break every line alike."""
EXTRAS = frozenset({"docProps/thumbnail.jpeg"})


def word_document(page: Page) -> bytes:
    """The document as bytes of a .docx file."""
    document = Document()
    fit = fitted(page, most_height=FILLED)
    _set_up(document, page.title, fit.size)
    for block in fit.page.blocks:
        _write(document, block)
    kept = io.BytesIO()
    document.save(kept)
    return _without_extras(kept.getvalue())


def _set_up(document: Any, title: str, size: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(size)
    style.paragraph_format.space_after = Pt(3)
    cell = document.styles[CELL]
    cell.base_style, cell.font.size = style, Pt(size - TABLE_LESS)
    cell.paragraph_format.space_after = Pt(1)
    for name, more in (("Heading 1", TITLE_MORE), ("Heading 2", HEADING_MORE)):
        heading = document.styles[name]
        heading.font.size = Pt(size + more)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(4), Pt(2)
    properties = document.core_properties
    for name in BLANK:
        setattr(properties, name, "")
    properties.title, properties.language = title, "en"
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
        case Paragraph(lines, strong, run=run):
            _write_lines(document.add_paragraph(), lines, strong=strong, run=run)


def _write_lines(paragraph: Any, lines: tuple[Line, ...], *, strong: bool, run: bool = False) -> None:
    for at, line in enumerate(lines):
        part = paragraph.add_run(f"{line.text} " if run else line.text)
        part.bold = strong and at == 0
        if at + 1 < len(lines) and not run:
            part.add_break()


def _write_table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    properties = grid._tbl.tblPr  # noqa: SLF001 - python-docx has no word for alternative text
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), table.caption)
        properties.append(element)
    properties.find(qn("w:tblLook")).addprevious(_cell_margins())
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
            cell.paragraphs[0].style = document.styles[CELL]
    gap = document.add_paragraph().paragraph_format
    gap.line_spacing, gap.space_after = Pt(AFTER_TABLE), Pt(0)


def _cell_margins() -> Any:
    """As little room beside the words of a cell as a PDF leaves; Word's own would break more lines."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), CELL_MARGIN)
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    return margins


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
