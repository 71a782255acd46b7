"""`journal log` and `journal action`: hours of supervision, and what was agreed there."""

import json
from datetime import datetime
from pathlib import Path

import click

from assistant.cli.journal_session import (
    DAY,
    Printed,
    as_json,
    day_of,
    format_option,
    made,
    note_called,
    on_option,
    opened_journal,
    told,
    written_out,
)
from assistant.journal.journal import Journal
from assistant.journal.records import Noted
from assistant.supervision.agenda import CarriedOver
from assistant.supervision.carry import marked
from assistant.supervision.log import KINDS, SupervisionSession, log_as_csv, totals_of


@click.group("log")
def log_group() -> None:
    """Hours of supervision, by kind: add, list, total, and export as CSV."""


@log_group.command("add")
@on_option
@click.option("--kind", type=click.Choice(KINDS), default="individual", show_default=True)
@click.option("--minutes", type=click.IntRange(1, 600), required=True)
@click.option("--competency", "competencies", multiple=True, help="What was worked on; may be given often.")
@click.option("--supervisor", "initials", default="", help="Initials only, five characters at most.")
@told
def log_add_command(
    on: datetime | None, kind: str, minutes: int, competencies: tuple[str, ...], initials: str
) -> None:
    """Note one meeting."""
    said = tuple(c.strip() for c in competencies if c.strip())
    values = {"on": day_of(on), "kind": kind, "minutes": minutes, "competencies": said}
    session = made(SupervisionSession, {**values, "supervisor_initials": initials.strip()})
    click.echo(opened_journal().note("session", session, on=session.on))


@log_group.command("list")
@format_option
@told
def log_list_command(format_: Printed | None) -> None:
    """List meetings, oldest first."""
    notes = _sessions(opened_journal())
    if as_json(format_):
        rows = [{"id": n.id, **n.value.model_dump(mode="json")} for n in notes]
        click.echo(json.dumps({"sessions": rows}, ensure_ascii=False))
        return
    for n in notes:
        about = "; ".join(n.value.competencies)
        click.echo(
            f"{n.id[:8]}  {n.on.isoformat()}  {n.value.kind:<12} {n.value.minutes:>4} min  "
            f"{n.value.supervisor_initials:<5} {about}".rstrip()
        )


@log_group.command("totals")
@click.option("--since", type=DAY)
@click.option("--until", type=DAY)
@format_option
@told
def log_totals_command(since: datetime | None, until: datetime | None, format_: Printed | None) -> None:
    """Add up the hours by kind."""
    totals = totals_of(
        n.value
        for n in _sessions(opened_journal())
        if (since is None or n.on >= since.date()) and (until is None or n.on <= until.date())
    )
    if as_json(format_):
        click.echo(totals.model_dump_json())
        return
    for kind, hours in totals.hours.items():
        click.echo(f"{kind:<12} {hours:>7.2f} h")
    click.echo(f"{'together':<12} {totals.total:>7.2f} h")


@log_group.command("csv")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Standard output by default.")
@told
def log_csv_command(output: Path | None) -> None:
    """Write the log as CSV; whoever holds that file can read it."""
    table = log_as_csv(n.value for n in _sessions(opened_journal()))
    if output is None:
        click.echo(table, nl=False)
        return
    written_out([table], output)


@log_group.command("remove")
@click.argument("id_", metavar="ID")
@told
def log_remove_command(id_: str) -> None:
    """Delete one meeting for certain."""
    journal = opened_journal()
    journal.drop_notes([note_called(_sessions(journal), id_).id])


@click.group("action")
def action_group() -> None:
    """What was agreed in supervision, done or not: add, tick off, list."""


@action_group.command("add")
@click.argument("text")
@on_option
@told
def action_add_command(text: str, on: datetime | None) -> None:
    """Note what was agreed; the next agenda carries it over until it is done."""
    said = " ".join(text.split())
    if not said:
        raise click.UsageError("Say what was agreed. Nothing was kept.")
    day = day_of(on)
    click.echo(opened_journal().note("action", CarriedOver(text=said, agreed_on=day), on=day))


@action_group.command("done")
@click.argument("id_", metavar="ID")
@on_option
@click.option("--not", "undo", is_flag=True, help="It is not done after all.")
@told
def action_done_command(id_: str, on: datetime | None, undo: bool) -> None:
    """Tick an action off, with the day; the first characters of its id are enough."""
    journal = opened_journal()
    noted = note_called(_actions(journal), id_)
    journal.change_note("action", noted, marked(noted.value, done=not undo, on=day_of(on)))


@action_group.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only what is not done.")
@format_option
@told
def action_list_command(only_open: bool, format_: Printed | None) -> None:
    """List what was agreed, oldest first."""
    notes = [n for n in _actions(opened_journal()) if not (only_open and n.value.done)]
    if as_json(format_):
        rows = [{"id": n.id, **n.value.model_dump(mode="json")} for n in notes]
        click.echo(json.dumps({"actions": rows}, ensure_ascii=False))
        return
    for n in notes:
        done = f"done {n.value.done_on}" if n.value.done_on else "done" if n.value.done else "open"
        click.echo(f"{n.id[:8]}  {n.on.isoformat()}  {done:<15}  {n.value.text}")


@action_group.command("remove")
@click.argument("id_", metavar="ID")
@told
def action_remove_command(id_: str) -> None:
    """Delete one action for certain."""
    journal = opened_journal()
    journal.drop_notes([note_called(_actions(journal), id_).id])


def _sessions(journal: Journal) -> tuple[Noted[SupervisionSession], ...]:
    return journal.notes("session", SupervisionSession)


def _actions(journal: Journal) -> tuple[Noted[CarriedOver], ...]:
    return journal.notes("action", CarriedOver)
