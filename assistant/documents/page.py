"""A page before it has a format: headings, paragraphs, lists and tables of lines."""

from collections.abc import Callable
from typing import NamedTuple

Change = Callable[[str], str]
BULLET = "\u2022"


class Line(NamedTuple):
    """One line of text: what the writer wrote, between fixed words of ours that need no second redaction."""

    written: str
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.before}{self.written}{self.after}"

    def changed(self, change: Change) -> "Line":
        """The line after a change to what the writer wrote."""
        return self._replace(written=change(self.written)) if self.written else self


def ours(text: str) -> Line:
    """A line of fixed wording."""
    return Line("", before=text)


class Heading(NamedTuple):
    """A real heading; the page title is level 1."""

    line: Line
    level: int

    def changed(self, change: Change) -> "Heading":
        """The heading after a change to what the writer wrote."""
        return Heading(self.line.changed(change), self.level)


class Paragraph(NamedTuple):
    """A few lines that belong together; `strong` ones open with weight, and those of a `run` stand in one line."""

    lines: tuple[Line, ...]
    strong: bool = False
    short: tuple[Line, ...] = ()
    """What stands instead, in one run, where the whole does not fit one page; none where nothing may be left out."""
    run: bool = False

    def changed(self, change: Change) -> "Paragraph":
        """The paragraph after a change to what the writer wrote."""
        return self._replace(
            lines=tuple(line.changed(change) for line in self.lines),
            short=tuple(line.changed(change) for line in self.short),
        )

    def shortened(self) -> "Paragraph":
        """The paragraph as it stands where there is little room."""
        return Paragraph(self.short, self.strong, run=True) if self.short else self


class Bullets(NamedTuple):
    """A list; one that is `loose` becomes a run of its lines where there is little room."""

    lines: tuple[Line, ...]
    loose: bool = False

    def changed(self, change: Change) -> "Bullets":
        """The list after a change to what the writer wrote."""
        return self._replace(lines=tuple(line.changed(change) for line in self.lines))

    def shortened(self) -> "Bullets | Paragraph":
        """The list as it stands where there is little room; nothing is left out."""
        if not self.loose:
            return self
        lines = (line._replace(before=f"{BULLET}\u00a0{line.before}") for line in self.lines)
        return Paragraph(tuple(lines), run=True)


class Table(NamedTuple):
    """A table with a header row; `widths` are shares of the page."""

    caption: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    def changed(self, change: Change) -> "Table":
        """The table after a change to what the writer wrote."""
        rows = tuple(tuple(tuple(line.changed(change) for line in cell) for cell in row) for row in self.rows)
        return self._replace(rows=rows)


Block = Heading | Paragraph | Bullets | Table


class Page(NamedTuple):
    """One document: its title and its blocks in reading order."""

    title: str
    blocks: tuple[Block, ...]

    def changed(self, change: Change) -> "Page":
        """The page after a change to every line that the writer wrote."""
        return Page(self.title, tuple(block.changed(change) for block in self.blocks))

    def shortened(self) -> "Page":
        """The page with every block short that can be."""
        blocks = (b.shortened() if isinstance(b, Paragraph | Bullets) else b for b in self.blocks)
        return Page(self.title, tuple(blocks))

    def lines(self) -> tuple[Line, ...]:
        """Every line, in reading order."""
        return tuple(line for block in self.blocks for line in _lines(block))


def _lines(block: Block) -> tuple[Line, ...]:
    match block:
        case Heading(line, _):
            return (line,)
        case Table():
            return tuple(line for row in block.rows for cell in row for line in cell)
        case _:
            return block.lines
