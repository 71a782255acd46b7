"""A page as Markdown, and as plain text for a terminal; pure."""

import textwrap
from collections.abc import Iterator, Sequence

from assistant.documents.page import Block, Bullets, Heading, Line, Page, Paragraph, Table

WIDTH = 96


def to_markdown(page: Page) -> str:
    """The page in Markdown, with real headings and a table with a header row."""
    return "\n\n".join(_markdown(block) for block in page.blocks) + "\n"


def to_text(page: Page) -> str:
    """The page as plain text."""
    return "\n\n".join("\n".join(_plain(block)) for block in page.blocks) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(line, level):
            return f"{'#' * level} {_escaped(line)}"
        case Bullets(lines):
            return "\n".join(f"- {_escaped(line)}" for line in lines)
        case Table():
            return _markdown_table(block)
        case Paragraph(lines, strong):
            said = [_escaped(line) for line in lines]
            return "  \n".join([f"**{said[0]}**", *said[1:]] if strong else said)


def _markdown_table(table: Table) -> str:
    rows = [table.header, tuple("---" for _ in table.header)]
    rows += [tuple("<br>".join(_escaped(line) for line in cell) for cell in row) for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _escaped(line: Line) -> str:
    """What the writer typed stays text: no markup of theirs takes effect."""
    text = " ".join(line.text.split()).replace("\\", "\\\\")
    for mark in "|*_<>`#":
        text = text.replace(mark, f"\\{mark}")
    return text


def _plain(block: Block) -> Iterator[str]:
    match block:
        case Heading(line, level):
            yield line.text if level > 1 else line.text.upper()
        case Bullets(lines):
            for line in lines:
                yield from _wrapped(line.text, "- ", "  ")
        case Table():
            for row in block.rows:
                yield from _plain_row(row)
        case Paragraph(lines):
            for line in lines:
                yield from _wrapped(line.text, "", "")


def _plain_row(row: Sequence[Sequence[Line]]) -> Iterator[str]:
    minutes, *cells = row
    first, *rest = [line.text for cell in cells for line in cell if line.text]
    yield from _wrapped(first, f"{minutes[0].text:>3} min  ", " " * 9)
    for text in rest:
        yield from _wrapped(text, " " * 9, " " * 9)
    yield ""


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False
    ) or [first]
