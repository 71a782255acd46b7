"""A page as a PDF: our own fonts inside, a table with a header row, and nothing about who wrote it when."""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import FontFace

from assistant.documents.page import Block, Bullets, Heading, Page, Paragraph, Table

FONTS = Path(__file__).parents[1] / "documents" / "fonts"
MARGIN = 12
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Type sizes that are tried, largest first, until the agenda fits one page."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def pdf_document(page: Page) -> bytes:
    """The document as bytes of a .pdf file; on one page where readable type allows it."""
    return bytes(_drawn(page, fitting_size(page)).output())


def fitting_size(page: Page, *, most_height: float = 1.0) -> float:
    """The largest type in which everything stands on one page; the largest of all where none is small enough.

    Args:
        page: what is drawn.
        most_height: the share of a page that should be filled at most, if there is type for it.

    """
    alone = [
        (size, drawn.get_y() / drawn.h) for size in SIZES if (drawn := _drawn(page, size)).pages_count == 1
    ]
    with_room = [size for size, filled in alone if filled <= most_height]
    return with_room[0] if with_room else alone[-1][0] if alone else SIZES[0]


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
    height = size * 0.46
    match block:
        case Heading(line, level):
            pdf.set_font("DejaVu", "B", size + (5 if level == 1 else 1.5))
            pdf.start_section(line.text, level=level - 1)
            pdf.multi_cell(0, height * 1.6, line.text, align="L", new_x="LMARGIN", new_y="NEXT")
        case Bullets(lines):
            pdf.set_font("DejaVu", "", size)
            for line in lines:
                pdf.multi_cell(0, height, f"\u2022 {line.text}", align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(1.5)
        case Table():
            _draw_table(pdf, block, size)
        case Paragraph(lines, strong):
            for at, line in enumerate(lines):
                pdf.set_font("DejaVu", "B" if strong and at == 0 else "", size)
                pdf.multi_cell(0, height, line.text, align="L", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(1.5)


def _draw_table(pdf: FPDF, table: Table, size: float) -> None:
    pdf.set_font("DejaVu", "", size - 0.5)
    head = FontFace(emphasis="BOLD", fill_color=(235, 235, 235))
    with pdf.table(
        col_widths=table.widths, headings_style=head, line_height=size * 0.44, text_align="LEFT", padding=0.8
    ) as grid:
        grid.row(table.header)
        for row in table.rows:
            grid.row(["\n".join(line.text for line in cell if line.text) for cell in row])
    pdf.ln(2)
