"""Tables of curation: plain markup that a screen reader can read, every word escaped."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from ui import curation_wording as words
from ui.components import prose
from ui.curating import HeatMap, HeatRow

STYLE = """<style>
.aw-scroll { overflow-x: auto; }
.aw table { border-collapse: collapse; width: 100%; font-size: .85em; margin-bottom: 1rem;
  overflow-wrap: break-word; }
.aw th { text-align: left; font-weight: 600; padding: .3rem .5rem; border-bottom: 1px solid currentColor; }
.aw td { padding: .3rem .5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent);
  vertical-align: top; }
.aw table.aw-heat td { text-align: center; font-variant-numeric: tabular-nums; }
.aw table.aw-heat thead th + th { text-align: center; }
.aw tr.aw-thin th { text-decoration: underline dotted; }
</style>"""
DARKEST = 12
"""Entries in a cell from which on its tint grows no more."""


def show_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table with a heading line."""
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    prose.show_html(f'<div class="aw-scroll"><table>{_head(columns)}<tbody>{body}</tbody></table></div>')


def show_heat(heat: HeatMap) -> None:
    """Draw counts as tints with their numbers; a gap is a dash."""
    st.subheader(heat.title, anchor=False)
    head = _head(("", *heat.columns, words.TOTAL))
    body = "".join("".join(_heat_row(row)) for row in heat.rows)
    prose.show_html(
        f'<div class="aw-scroll"><table class="aw-heat">{head}<tbody>{body}</tbody></table></div>'
    )


def show_style() -> None:
    """Load the rules that tables need."""
    st.html(STYLE)


def _head(columns: Sequence[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    return f"<thead><tr>{cells}</tr></thead>"


def _heat_row(row: HeatRow) -> Iterator[str]:
    thin = ' class="aw-thin"' if row.is_thin else ""
    yield f'<tr{thin}><th scope="row">{escape(row.name)}</th>'
    for count in row.counts:
        share = 45 * min(count, DARKEST) // DARKEST
        tint = f"background: color-mix(in srgb, #4f93b3 {share}%, transparent)"
        yield f'<td style="{tint}">{count or "–"}</td>'
    yield f"<td><strong>{row.total}</strong></td></tr>"
