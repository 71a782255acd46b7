"""What `kb` prints for people: tables as aligned text or as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from assistant.cli.reading import Format
from assistant.curation.model import AuditLine, Row
from assistant.curation.unanswered import SMALLEST_CELL, Report
from assistant.model.contract import EntryRow
from knowledge.coverage import FEWEST, Coverage
from knowledge.entry import Entry

R = TypeVar("R", bound=StrEnum)
K = TypeVar("K", bound=StrEnum)


def row_of(entry: Entry) -> EntryRow:
    """One line of `afterword kb list`."""
    return EntryRow(
        entry_id=entry.id,
        version=entry.version,
        title=entry.title,
        status=entry.status,
        level=entry.level,
        themes=entry.themes,
        approaches=entry.approaches,
        evidence_grade=entry.evidence_grade,
        review_due=entry.review_due.isoformat(),
        reviewed_by=entry.reviewed_by,
    )


def render_table(head: Sequence[str], rows: Iterable[Sequence[object]], format_: Format) -> str:
    """A table in Markdown, or in columns."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    if format_ == "md":
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
        return "\n".join([lines[0], "|" + " --- |" * len(head), *lines[1:]])
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in cells)


def render_list(release: str | None, rows: Sequence[EntryRow], format_: Format) -> str:
    """Every entry on a line, and what is not yet reviewed."""
    head = ("id", "version", "status", "level", "grade", "review due", "title")
    body = [(r.entry_id, r.version, r.status, r.level, r.evidence_grade, r.review_due, r.title) for r in rows]
    unreviewed = sum(not r.reviewed_by for r in rows)
    note = f"Release {release}: {len(rows)} entries; {unreviewed} not yet reviewed by a clinician."
    return f"{render_table(head, body, format_)}\n\n{note}"


def render_row(row: Row, entry: Entry) -> str:
    """Where an entry stands, and its file."""
    lines = [f"# {entry.id}: {row.status}, version {entry.version}, content {entry.content_hash[:12]}"]
    if row.released is not None and row.released.content_hash != entry.content_hash:
        lines.append(f"# serving: version {row.released.version}, content {row.released.content_hash[:12]}")
    if row.copy_ is not None and row.copy_.authors:
        lines.append(f"# written by {', '.join(row.copy_.authors)} (claimed names)")
    if row.copy_ is not None and row.copy_.approval is not None:
        lines.append(f"# approved by {row.copy_.approval.approver} (a claimed name)")
    return "\n".join([*lines, entry.to_file().rstrip("\n")])


def render_coverage(coverage: Coverage, format_: Format) -> str:
    """Both matrices, and what is thin or empty."""
    parts = [
        _matrix("theme", coverage.themes, coverage.theme_totals, format_),
        _matrix("approach", coverage.approaches, coverage.approach_totals, format_),
    ]
    thin = [f"{name} ({coverage.theme_totals[name]})" for name in coverage.thin_themes]
    thin += [f"{name} ({coverage.approach_totals[name]})" for name in coverage.thin_approaches]
    verdict = (
        f"Fewer than {FEWEST} entries: {', '.join(thin)}"
        if thin
        else "Every theme and approach has its minimum"
    )
    gaps = f"empty cells: {len(coverage.theme_gaps)} of theme by level, {len(coverage.approach_gaps)} of approach by phase"
    return "\n\n".join([*parts, f"{coverage.entries} entries. {verdict} of {FEWEST}; {gaps}."])


def render_audit(lines: Sequence[AuditLine], format_: Format) -> str:
    """The log, oldest first."""
    head = (
        "#",
        "time",
        "who (claimed)",
        "role",
        "action",
        "entry",
        "version",
        "content",
        "release",
        "reason",
    )
    rows = [
        (
            line.sequence,
            line.at[:19],
            line.who,
            line.role,
            line.action,
            line.entry_id or "",
            line.version or "",
            (line.content_hash or "")[:12],
            line.release or "",
            line.reason,
        )
        for line in lines
    ]
    return render_table(head, rows, format_)


def render_unanswered(report: Report | None, counting: bool, format_: Format) -> str:
    """Themes without an answer, and whether anything is counted now."""
    state = "on" if counting else "off; AFTERWORD_COUNT_UNANSWERED=on turns it on"
    if report is None:
        return f"Nothing was counted. Counting is {state}."
    total = f"fewer than {SMALLEST_CELL}" if report.reflections is None else str(report.reflections)
    note = f"Reflections without an answer since {report.since}: {total}. Themes under {SMALLEST_CELL} are not shown. Counting is {state}."
    return "\n\n".join(
        [*([render_table(("theme", "reflections"), report.themes, format_)] if report.themes else []), note]
    )


def _matrix(name: str, matrix: Mapping[R, Mapping[K, int]], totals: Mapping[R, int], format_: Format) -> str:
    columns = list(next(iter(matrix.values())))
    rows = [
        (row, *(count or "." for count in counts.values()), totals[row]) for row, counts in matrix.items()
    ]
    return render_table((name, *columns, "all"), rows, format_)
