"""A page as a PDF: our own fonts inside, a table with a header row, and nothing about who wrote it when."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from fpdf import FPDF
from fpdf.fonts import FontFace

from assistant.documents.page import BULLET, Block, Bullets, Heading, Line, Page, Paragraph, Table

FONTS = Path(__file__).parents[1] / "documents" / "fonts"
MARGIN = 12
GAP = 1.5
LEADING, TABLE_LEADING = 0.44, 0.42
"""Millimetres of line height for each point of the page's type: a quarter more than the letters take."""
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Type sizes that are tried, largest first, until the agenda fits one page."""
TITLE_MORE, HEADING_MORE, TABLE_LESS = 5, 1.5, 0.5
"""Points by which titles and tables differ from the page's type, in Word as well."""
EASILY_READ = 8.0
"""Below this size a page is shortened before its type is made smaller still."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Fitted(NamedTuple):
    """A page, whole or shortened, and the size of its type."""

    page: Page
    size: float


def pdf_document(page: Page) -> bytes:
    """The document as bytes of a .pdf file; on one page where readable type allows it."""
    return bytes(_drawn(*fitted(page)).output())


def fitted(page: Page, *, most_height: float = 1.0) -> Fitted:
    """What stands on one page in the largest type: the whole where that is easily read, else the shortened page.

    Where even the shortened page takes two in the smallest type, the whole stands on them in the largest.

    Args:
        page: what is drawn.
        most_height: the share of a page that should be filled at most, if there is type for it.

    """
    whole = [Fitted(page, size) for size in SIZES if size >= EASILY_READ]
    shortened = [Fitted(page.shortened(), size) for size in SIZES]
    best = Fitted(page, SIZES[0])
    for tried in dict.fromkeys((*whole, *shortened)):
        drawn = _drawn(*tried)
        if drawn.pages_count == 1:
            best = tried
            if drawn.get_y() <= most_height * drawn.h:
                break
    return best


def _drawn(page: Page, size: float) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.set_title(page.title)
    pdf.set_lang("en")
    pdf.set_creation_date(EPOCH)
    pdf.set_producer("")
    pdf.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
    pdf.add_page()
    for block in page.blocks:
        _draw(pdf, block, size)
    return pdf


def _draw(pdf: FPDF, block: Block, size: float) -> None:
    height = size * LEADING
    match block:
        case Heading(line, level):
            pdf.set_font("DejaVu", "B", size + (TITLE_MORE if level == 1 else HEADING_MORE))
            pdf.start_section(line.text, level=level - 1)
            pdf.multi_cell(0, height * 1.6, line.text, align="L", new_x="LMARGIN", new_y="NEXT")
        case Bullets(lines):
            pdf.set_font("DejaVu", "", size)
            for line in lines:
                pdf.multi_cell(0, height, f"{BULLET} {line.text}", align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(GAP)
        case Table():
            _draw_table(pdf, block, size)
        case Paragraph(lines, strong, run=True):
            _draw_run(pdf, lines, size, strong=strong)
            pdf.ln(GAP)
        case Paragraph(lines, strong):
            for at, line in enumerate(lines):
                pdf.set_font("DejaVu", "B" if strong and at == 0 else "", size)
                pdf.multi_cell(0, height, line.text, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(GAP)


def _draw_run(pdf: FPDF, lines: tuple[Line, ...], size: float, *, strong: bool) -> None:
    """The lines one after another, as one paragraph."""
    with pdf.text_columns(text_align="LEFT", line_height=LEADING * pdf.k) as column:
        for at, line in enumerate(lines):
            pdf.set_font("DejaVu", "B" if strong and at == 0 else "", size)
            column.write(f"{line.text} " if at + 1 < len(lines) else line.text)


def _draw_table(pdf: FPDF, table: Table, size: float) -> None:
    pdf.set_font("DejaVu", "", size - TABLE_LESS)
    head = FontFace(emphasis="BOLD", fill_color=(235, 235, 235))
    with pdf.table(
        col_widths=table.widths,
        headings_style=head,
        line_height=size * TABLE_LEADING,
        text_align="LEFT",
        padding=0.8,
    ) as grid:
        grid.row(table.header)
        for row in table.rows:
            grid.row(["\n".join(line.text for line in cell if line.text) for cell in row])
    pdf.ln(2)
