"""`kb`: the library and its curation; reading commands here, writing ones in `kb_writing`."""

import json
from pathlib import Path

import click

from assistant.cli.kb_render import (
    render_audit,
    render_coverage,
    render_list,
    render_row,
    render_table,
    render_unanswered,
    row_of,
)
from assistant.cli.kb_session import (
    build_curation,
    chosen,
    claim_options,
    curator_for,
    format_option,
    reported,
    rows_of,
    show,
)
from assistant.cli.kb_updates import updates_command
from assistant.cli.kb_writing import WRITING, outcome_of
from assistant.cli.reading import SOME_FAILED, Format, Unreadable
from assistant.curation.unanswered import report_of
from assistant.errors import KnowledgeError
from assistant.model.contract import EntryList
from assistant.settings import Settings
from knowledge.collection import ROOT, load_entries, load_questions
from knowledge.entry import Entry
from knowledge.exchange import read_library, to_json, write_folder
from knowledge.lint import LintFault, Severity, errors_in, lint_file, lint_folder, lint_library, lint_shipped
from knowledge.vocabulary import Status
from knowledge.workflow import Action, is_expired


@click.group("kb")
def kb_command() -> None:
    """Read and curate the library: propose, review, approve, publish, roll back.

    Writing commands take --as NAME. A name is a claim, not a login, and the audit log says so.
    No curator ever sees a reflection.
    """


for command in (*WRITING, updates_command):
    kb_command.add_command(command)


@kb_command.command("list")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Only entries that stand here.")
@format_option
def list_command(status: str | None, format_: Format | None) -> None:
    """List every entry with its version and where it stands."""
    with reported(format_):
        library = build_curation(Settings()).library()
        rows = tuple(row_of(e) for e in library.entries() if status in {None, e.status.value})
        result = EntryList(release=library.release, entries=rows)
        show(format_, result.model_dump(mode="json"), render_list(library.release, rows, chosen(format_)))


@kb_command.command("show")
@click.argument("entry_id", metavar="ID")
@click.option("--release", "release", help="As this release holds it; old ones too.")
@click.option("--draft", is_flag=True, help="The working copy instead of what serves.")
@format_option
def show_command(entry_id: str, release: str | None, draft: bool, format_: Format | None) -> None:
    """Show an entry: as it serves, as a release holds it, or as a draft. Markdown is its file, byte by byte."""
    with reported(format_):
        curation = build_curation(Settings())
        if release is not None:
            entry = curation.entry_of(entry_id, release)
            _show_entry(entry, release, format_, entry.to_file().rstrip("\n"), {})
            return
        library = curation.library()
        row = library.row(entry_id)
        entry = row.entry if draft or row.released is None else row.released
        more = {} if row.copy_ is None else {"standing": row.status, **outcome_of(row.copy_)}
        _show_entry(entry, library.release, format_, render_row(row, entry), more)


@kb_command.command("lint")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FOLDER]")
@format_option
def lint_command(path: Path | None, format_: Format | None) -> None:
    """Name every fault with file and field; exit 1 if any is an error.

    FOLDER holds *.md entries; a single .md or .json file works too. Without one, the shipped library and the
    question bank are looked at.
    """
    with reported(format_):
        faults = lint_shipped() if path is None else _lint_path(path)
        errors = len(errors_in(faults))
        summary = f"{errors} errors, {len(faults) - errors} warnings"
        if path is None:
            summary += f" in {len(list((ROOT / 'entries').glob('*.md')))} entries and {len(load_questions())} questions"
        result = {"errors": errors, "warnings": len(faults) - errors, "faults": rows_of(faults)}
        show(format_, result, "\n".join([*_lines(faults, chosen(format_)), summary]))
    if errors:
        raise click.exceptions.Exit(SOME_FAILED)


@kb_command.command("coverage")
@format_option
def coverage_command(format_: Format | None) -> None:
    """Count entries by theme and level, and by approach and phase; name what is thin or empty."""
    with reported(format_):
        coverage = build_curation(Settings()).coverage()
        fields = {**coverage.model_dump(mode="json"), "is_complete": coverage.is_complete}
        show(format_, fields, render_coverage(coverage, chosen(format_)))


@kb_command.command("releases")
@format_option
def releases_command(format_: Format | None) -> None:
    """List every release; the one that serves is marked."""
    with reported(format_):
        manifests, current, history = build_curation(Settings()).releases()
        rows = [{**m.model_dump(mode="json"), "serves": m.id == current} for m in manifests]
        head = ("release", "created", "entries", "passages", "")
        body = [
            (m.id, f"{m.created:%Y-%m-%d %H:%M}", m.entries, m.chunks, "serves" if m.id == current else "")
            for m in manifests
        ]
        fields = {"current": current, "history": list(history), "releases": rows}
        show(format_, fields, render_table(head, body, chosen(format_)))


@kb_command.command("diff")
@click.argument("entry_id", required=False, metavar="[ID]")
@click.option("--take", metavar="ID", help="Make the shipped content of this entry a draft here.")
@claim_options
@format_option
def diff_command(
    entry_id: str | None, take: str | None, name: str | None, role: str | None, format_: Format | None
) -> None:
    """Show what differs from the shipped library, or take one of its updates as a draft."""
    by = curator_for(name, role, Action.TAKE) if take is not None else None
    with reported(format_):
        curation = build_curation(Settings())
        if take is not None and by is not None:
            copy = curation.take(take, by=by)
            show(
                format_,
                outcome_of(copy),
                f"{take}: the shipped content is now draft version {copy.entry.version}",
            )
            return
        differences = curation.diff(entry_id)
        fields = {"differs": [{"entry_id": i, "diff": text} for i, text in differences.items()]}
        show(format_, fields, "\n".join(differences.values()) or "Nothing differs from the shipped library.")


@kb_command.command("export")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--released", is_flag=True, help="Only what serves, without drafts.")
@format_option
def export_command(path: Path, released: bool, format_: Format | None) -> None:
    """Write the library to a folder of Markdown files, or to one file where PATH ends in .json or is `-`."""
    with reported(format_):
        library = build_curation(Settings()).library()
        entries = tuple(library.released.values()) if released else library.entries()
        if str(path) == "-":
            click.echo(to_json(entries), nl=False)
            return
        if path.suffix == ".json":
            path.write_bytes(to_json(entries).encode())
        else:
            _check_room(path, entries)
            write_folder(entries, path)
        show(
            format_, {"path": str(path), "entries": len(entries)}, f"{len(entries)} entries written to {path}"
        )


@kb_command.command("audit")
@click.option("--verify", is_flag=True, help="Check the chain; exit 1 if a line was changed, cut or swapped.")
@click.option(
    "--seal", metavar="HASH", help="With --verify: a hash that was kept elsewhere must still be there."
)
@format_option
def audit_command(verify: bool, seal: str | None, format_: Format | None) -> None:
    """Show who did what (as they claimed), or verify that nobody changed the log."""
    with reported(format_):
        curation = build_curation(Settings())
        lines = curation.audit()
        if not verify and seal is None:
            show(
                format_,
                {"lines": [x.model_dump(mode="json") for x in lines]},
                render_audit(lines, chosen(format_)),
            )
            return
        faults = curation.audit_faults(seal)
        last = lines[-1].hash if lines else None
        text = "\n".join(faults) or f"The log is whole: {len(lines)} lines. Keep this seal elsewhere: {last}"
        show(format_, {"intact": not faults, "lines": len(lines), "seal": last, "faults": list(faults)}, text)
    if faults:
        raise click.exceptions.Exit(SOME_FAILED)


@kb_command.command("unanswered")
@format_option
def unanswered_command(format_: Format | None) -> None:
    """Tell what the library had no answer for: themes and counts, no text, nothing from few reflections.

    Counted on this machine alone, and only where AFTERWORD_COUNT_UNANSWERED=on.
    """
    from assistant.bootstrap import build_unanswered  # noqa: PLC0415 - importing it loads the vendors

    with reported(format_):
        counter = build_unanswered(Settings())
        counts = counter.read()
        report = None if counts is None else report_of(counts)
        fields = {"counting": counter.is_on, **({} if report is None else report._asdict())}
        show(format_, fields, render_unanswered(report, counter.is_on, chosen(format_)))


@kb_command.command("due")
@format_option
def due_command(format_: Format | None) -> None:
    """List entries whose review date has passed or is near; an expired one is not retrieved."""
    with reported(format_):
        curation = build_curation(Settings())
        today = curation.today()
        rows = [(r.first_due, is_expired(r.first_due, today)) for r in curation.due()]
        fields = [{**row_of(e).model_dump(mode="json"), "expired": expired} for e, expired in rows]
        body = [(e.review_due, "expired" if expired else "due", e.id, e.title) for e, expired in rows]
        text = (
            render_table(("review due", "", "id", "title"), body, chosen(format_))
            if rows
            else "Nothing is due."
        )
        show(format_, {"due": fields}, text)


def _show_entry(
    entry: Entry, release: str | None, format_: Format | None, text: str, more: dict[str, object]
) -> None:
    if chosen(format_) == "md":
        click.echo(entry.to_file(), nl=False)
        return
    fields = {"release": release, "content_hash": entry.content_hash, "entry": entry.model_dump(mode="json")}
    show(format_, {**fields, "working_copy": json.loads(json.dumps(more)) or None}, text)


def _lint_path(path: Path) -> tuple[LintFault, ...]:
    if not path.exists():
        raise Unreadable(f"{path} does not exist. Nothing was looked at.")
    if path.is_dir():
        return lint_folder(path)
    return lint_library(read_library(path)) if path.suffix == ".json" else lint_file(path, load_entries())


def _lines(faults: tuple[LintFault, ...], format_: Format) -> list[str]:
    if format_ != "md" or not faults:
        return [str(f) for f in faults]
    body = [(f.file, f.field, "" if f.severity is Severity.ERROR else "warning", f.message) for f in faults]
    return [render_table(("file", "field", "", "message"), body, "md"), ""]


def _check_room(folder: Path, entries: tuple[Entry, ...]) -> None:
    """A folder that holds other entries would give them back at the next import."""
    others = (
        {p.name for p in folder.glob("*.md")} - {f"{e.id}.md" for e in entries} if folder.is_dir() else set()
    )
    if others:
        raise KnowledgeError(
            f"{folder} holds {len(others)} other .md files ({min(others)}); name an empty folder"
        )
