"""A page of a document, drawn as it will be written."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.documents.page import Block, Bullets, Heading, Line, Page, Paragraph, Table

STYLE = """<style>
.aw-page { border: 1px solid color-mix(in srgb, currentColor 35%, transparent); border-radius: .25rem;
  padding: 1rem 1.2rem; overflow-wrap: anywhere; line-height: 1.5; }
.aw-page p { margin: 0 0 .7rem 0; }
.aw-page table { border-collapse: collapse; width: 100%; margin-bottom: .8rem; font-size: .92em; }
.aw-page th, .aw-page td { text-align: left; vertical-align: top; padding: .35rem .5rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.aw-page .aw-h1 { font-size: 1.25em; } .aw-page .aw-h2 { font-size: 1.05em; }
@media (max-width: 640px) {
  .aw-page thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .aw-page tr, .aw-page td { display: block; border: 0; padding: .1rem 0; }
  .aw-page tr { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .5rem 0; }
}
</style>"""


def show(page: Page) -> None:
    """Draw every block in its order; every word is escaped."""
    st.html(f'{STYLE}<div class="aw-page">{"".join(map(_drawn, page.blocks))}</div>')


def _drawn(block: Block) -> str:
    match block:
        case Heading(line, level):
            return f'<p class="aw-h{level}"><strong>{escape(line.text)}</strong></p>'
        case Bullets(lines):
            return f"<ul>{''.join(f'<li>{escape(line.text)}</li>' for line in lines)}</ul>"
        case Table():
            return _table(block)
        case Paragraph(lines, strong):
            return f"<p>{_lines(lines, strong=strong)}</p>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.header)
    rows = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in table.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(row: Sequence[Sequence[Line]]) -> list[str]:
    return [f"<td>{_lines(cell, strong=at == 1)}</td>" for at, cell in enumerate(row)]


def _lines(lines: Sequence[Line], *, strong: bool) -> str:
    said = [escape(line.text) for line in lines]
    if strong and said:
        said[0] = f"<strong>{said[0]}</strong>"
    return "<br>".join(said)
