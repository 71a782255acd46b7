"""`journal`: keep reflections, sealed under a passphrase; off until chosen."""

import json
from datetime import datetime
from pathlib import Path

import click

from assistant.cli.journal_records import action_group, log_group
from assistant.cli.journal_session import (
    PASSPHRASE,
    Printed,
    as_json,
    day_of,
    format_option,
    on_option,
    opened_journal,
    plain_text,
    secret,
    today,
    told,
    written_out,
)
from assistant.cli.journal_trends import check_in_group, score_group
from assistant.errors import JournalError
from assistant.journal.export import as_archive, as_json_lines, as_markdown
from assistant.journal.journal import Journal, begin_journal
from assistant.journal.records import JournalSettings, Listed
from assistant.keeping import (
    build_appeal_file,
    build_journal_store,
    build_keyring,
    build_locksmith,
    open_journal,
    remembered_passphrase,
    to_keep,
)
from assistant.settings import Settings
from knowledge.vocabulary import Theme

NEW_PASSPHRASE, RECOVERY = "AFTERWORD_NEW_PASSPHRASE", "AFTERWORD_RECOVERY_CODE"
BEGUN = (
    "The journal is begun in {}. Write this recovery code down and keep it away from this machine; it is shown once "
    "and stored nowhere. Without it and without the passphrase, nobody can open the journal:"
)
SERVER_NOTE = "The server may keep sealed copies in its backups and logs until it clears them."


@click.group("journal")
def journal_command() -> None:
    """Keep reflections, encrypted under your passphrase. Nothing is kept until you run: afterword journal init."""


for group in (log_group, action_group, check_in_group, score_group):
    journal_command.add_command(group)


@journal_command.command("init")
@click.option("--retain", type=click.IntRange(1, 36500), help="Delete each reflection after this many days.")
@told
def init_command(retain: int | None) -> None:
    """Begin a journal and show its recovery code, once."""
    settings = Settings()
    store = build_journal_store(settings)
    if store.exists():
        raise JournalError(
            "There is a journal here already. It was not touched. Open it with: afterword journal list"
        )
    passphrase = secret(PASSPHRASE, "A passphrase for the journal", confirm=True)
    code = begin_journal(store, build_locksmith(), passphrase, settings=JournalSettings(retain_days=retain))
    click.echo(BEGUN.format("the database server" if settings.database_url else settings.home), err=True)
    click.echo(code)


@journal_command.command("add")
@click.argument("file", required=False)
@on_option
@told
def add_command(file: str | None, on: datetime | None) -> None:
    """Keep a reflection, de-identified; placeholders stay the same across the journal."""
    from assistant.cli.reflect import ports_of, settings_with  # noqa: PLC0415 - loading models takes seconds

    text = plain_text(file)
    journal = opened_journal()
    kept = to_keep(text, on=day_of(on), ports=ports_of(settings_with()))
    click.echo(journal.keep(kept))


@journal_command.command("list")
@click.option("--theme", type=click.Choice([t.value for t in Theme]))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]))
@format_option
@told
def list_command(
    theme: str | None, since: datetime | None, until: datetime | None, format_: Printed | None
) -> None:
    """List reflections, newest first, by theme and date; no text is opened."""
    found = opened_journal().listed(
        theme=Theme(theme) if theme else None,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    if as_json(format_):
        rows = [{"id": one.id, **one.head.model_dump(mode="json")} for one in found]
        click.echo(json.dumps({"reflections": rows}, ensure_ascii=False))
        return
    for one in found:
        click.echo(_line(one))


@journal_command.command("show")
@click.argument("id_", metavar="ID")
@click.option("--names", is_flag=True, help="Put the names back in, for your own eyes.")
@told
def show_command(id_: str, names: bool) -> None:
    """Show one reflection; the first characters of its id are enough."""
    click.echo(opened_journal().show(id_, names=names).text)


@journal_command.command("delete")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Delete the whole journal: records, index, mapping, draft, and cases kept by `appeals`.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@told
def delete_command(ids: tuple[str, ...], everything: bool, yes: bool) -> None:
    """Delete reflections for certain: the file is rewritten and searched for what was deleted."""
    if everything == bool(ids):
        raise click.UsageError("Name the reflections to delete, or say --all.")
    journal = opened_journal()
    if not yes:
        click.confirm("Deleted reflections cannot be brought back. Delete?", abort=True)
    settings = Settings()
    if everything:
        held = build_journal_store(settings).destroy()
        build_appeal_file(settings).clear()
        build_keyring(settings).forget()
        click.echo(f"The journal and its {held} records are deleted.", err=True)
    else:
        gone = journal.delete(ids)
        checked = " The file was searched and holds nothing of them." if gone.checked_bytes else ""
        click.echo(f"{len(ids)} deleted.{checked}", err=True)
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        click.echo(SERVER_NOTE, err=True)


@journal_command.command("export")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "md", "json"]),
    default="jsonl",
    show_default=True,
    help="Reflections alone as jsonl or md; json is all: also actions, hours, check-ins, totals, agendas, the draft.",
)
@click.option(
    "--names",
    is_flag=True,
    help="Put the names back in; what stands outside of reflections is as you typed it either way.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path))
@told
def export_command(format_: str, names: bool, output: Path | None) -> None:
    """Write what was kept in an open format; whoever holds that file can read it."""
    journal = opened_journal()
    match format_:
        case "jsonl":
            pieces = as_json_lines(journal.everything(names=names))
        case "md":
            pieces = as_markdown(journal.everything(names=names))
        case _:
            pieces = as_archive(journal, names=names)
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    written_out(pieces, output)


@journal_command.command("passphrase")
@click.option("--recover", is_flag=True, help="Use the recovery code in place of the passphrase.")
@told
def passphrase_command(recover: bool) -> None:
    """Change the passphrase; the recovery code stays as it is."""
    store, locksmith = build_journal_store(Settings()), build_locksmith()
    lock = store.lock()
    if recover:
        journal = Journal(store, locksmith.unlock_by_recovery(lock, secret(RECOVERY, "Recovery code")))
    else:
        journal = Journal.unlocked(store, locksmith, secret(PASSPHRASE, "Passphrase of the journal"))
    new = secret(NEW_PASSPHRASE, "New passphrase", confirm=True)
    journal.change_passphrase(locksmith, new)
    if remembered_passphrase(Settings()) is not None:
        build_keyring(Settings()).remember(new)
    click.echo("The passphrase is changed.", err=True)


@journal_command.command("remember")
@told
def remember_command() -> None:
    """Put the passphrase into the system's keyring: whoever is logged in here can then open the journal."""
    settings, passphrase = Settings(), secret(PASSPHRASE, "Passphrase of the journal")
    open_journal(settings, passphrase)
    build_keyring(settings).remember(passphrase)
    click.echo("The system's keyring remembers it. To take it out: afterword journal forget", err=True)


@journal_command.command("forget")
@told
def forget_command() -> None:
    """Take the passphrase out of the system's keyring."""
    gone = build_keyring(Settings()).forget()
    click.echo("The keyring has forgotten it." if gone else "The keyring held no passphrase.", err=True)


@journal_command.command("purge")
@click.option(
    "--retain", type=click.IntRange(0, 36500), help="From now on, delete after this many days; 0 for never."
)
@told
def purge_command(retain: int | None) -> None:
    """Delete what has passed its time, and set the time."""
    journal = opened_journal()
    if retain is not None:
        journal.change_settings(JournalSettings(retain_days=retain or None))
    gone = journal.purge(today())
    days = journal.settings.retain_days
    click.echo(
        f"{gone.records} deleted. Reflections are kept {f'{days} days' if days else 'until you delete them'}."
    )


def _line(one: Listed) -> str:
    themes = ", ".join(t.value.replace("_", " ") for t in one.head.themes)
    return f"{one.id[:8]}  {one.head.on.isoformat()}  {one.head.title}" + (f"  ({themes})" if themes else "")
