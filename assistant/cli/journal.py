"""`journal`: keep reflections, sealed under a passphrase; off until chosen."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from assistant.cli.reading import INCOMPLETE, SOME_FAILED, Unreadable
from assistant.errors import AssistantError, JournalError, ReflectionError, SetupError
from assistant.journal.export import as_json_lines, as_markdown
from assistant.journal.journal import Journal, begin_journal
from assistant.journal.records import JournalSettings, Listed
from assistant.keeping import build_journal_store, build_locksmith, open_journal, to_keep
from assistant.settings import Settings
from knowledge.vocabulary import Theme

C = TypeVar("C", bound=Callable[..., None])
PASSPHRASE, NEW_PASSPHRASE, RECOVERY = (
    "AFTERWORD_PASSPHRASE",
    "AFTERWORD_NEW_PASSPHRASE",
    "AFTERWORD_RECOVERY_CODE",
)
BEGUN = (
    "The journal is begun in {}. Write this recovery code down and keep it away from this machine; it is shown once "
    "and stored nowhere. Without it and without the passphrase, nobody can open the journal:"
)
SERVER_NOTE = "The server may keep sealed copies in its backups and logs until it clears them."


class _Fault(click.ClickException):
    """A fault that the writer or the operator can mend."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]  # click reads it from the instance


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except AssistantError as error:
        raise _Fault(str(error), INCOMPLETE if isinstance(error, SetupError) else SOME_FAILED) from None


def _told(command: C) -> C:
    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        with _in_our_words():
            command(*args, **kwargs)

    return wrapped  # type: ignore[return-value]  # wraps keeps the signature


def opened_journal() -> Journal:
    """The journal, unlocked by the passphrase of the environment or of the terminal; old records are purged."""
    settings = Settings()
    store = build_journal_store(settings)
    store.lock()
    journal = open_journal(settings, _secret(PASSPHRASE, "Passphrase of the journal"))
    gone = journal.purge(_today())
    if gone.records:
        click.echo(f"{gone.records} reflections had passed the time you set and were deleted.", err=True)
    return journal


@click.group("journal")
def journal_command() -> None:
    """Keep reflections, encrypted under your passphrase. Nothing is kept until you run: afterword journal init."""


@journal_command.command("init")
@click.option("--retain", type=click.IntRange(1, 36500), help="Delete each reflection after this many days.")
@_told
def init_command(retain: int | None) -> None:
    """Begin a journal and show its recovery code, once."""
    settings = Settings()
    store = build_journal_store(settings)
    if store.exists():
        raise JournalError(
            "There is a journal here already. It was not touched. Open it with: afterword journal list"
        )
    passphrase = _secret(PASSPHRASE, "A passphrase for the journal", confirm=True)
    code = begin_journal(store, build_locksmith(), passphrase, settings=JournalSettings(retain_days=retain))
    click.echo(BEGUN.format("the database server" if settings.database_url else settings.home), err=True)
    click.echo(code)


@journal_command.command("add")
@click.argument("file", required=False)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day it is about; today by default.")
@_told
def add_command(file: str | None, on: datetime | None) -> None:
    """Keep a reflection, de-identified; placeholders stay the same across the journal."""
    from assistant.cli.reflect import ports_of, settings_with  # noqa: PLC0415 - loading models takes seconds

    text = _read(file)
    journal = opened_journal()
    kept = to_keep(text, on=on.date() if on else _today(), ports=ports_of(settings_with()))
    click.echo(journal.keep(kept))


@journal_command.command("list")
@click.option("--theme", type=click.Choice([t.value for t in Theme]))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--format", "format_", type=click.Choice(["text", "json"]))
@_told
def list_command(
    theme: str | None, since: datetime | None, until: datetime | None, format_: str | None
) -> None:
    """List reflections, newest first, by theme and date; no text is opened."""
    found = opened_journal().listed(
        theme=Theme(theme) if theme else None,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    if (format_ or ("text" if sys.stdout.isatty() else "json")) == "json":
        rows = [{"id": one.id, **one.head.model_dump(mode="json")} for one in found]
        click.echo(json.dumps({"reflections": rows}, ensure_ascii=False))
        return
    for one in found:
        click.echo(_line(one))


@journal_command.command("show")
@click.argument("id_", metavar="ID")
@click.option("--names", is_flag=True, help="Put the names back in, for your own eyes.")
@_told
def show_command(id_: str, names: bool) -> None:
    """Show one reflection; the first characters of its id are enough."""
    click.echo(opened_journal().show(id_, names=names).text)


@journal_command.command("delete")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--all", "everything", is_flag=True, help="Delete the whole journal: records, index, mapping and draft."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@_told
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
        click.echo(f"The journal and its {held} records are deleted.", err=True)
    else:
        gone = journal.delete(ids)
        checked = " The file was searched and holds nothing of them." if gone.checked_bytes else ""
        click.echo(f"{len(ids)} deleted.{checked}", err=True)
    if settings.database_url and not settings.database_url.startswith("sqlite"):
        click.echo(SERVER_NOTE, err=True)


@journal_command.command("export")
@click.option("--format", "format_", type=click.Choice(["jsonl", "md"]), default="jsonl", show_default=True)
@click.option("--names", is_flag=True, help="Put the names back in.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@_told
def export_command(format_: str, names: bool, output: Path | None) -> None:
    """Write everything in an open format; whoever holds that file can read it."""
    kept = opened_journal().everything(names=names)
    pieces = as_json_lines(kept) if format_ == "jsonl" else as_markdown(kept)
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    _write(pieces, output)
    click.echo(f"Written to {output}. This file is not encrypted.", err=True)


@journal_command.command("passphrase")
@click.option("--recover", is_flag=True, help="Use the recovery code in place of the passphrase.")
@_told
def passphrase_command(recover: bool) -> None:
    """Change the passphrase; the recovery code stays as it is."""
    store, locksmith = build_journal_store(Settings()), build_locksmith()
    lock = store.lock()
    if recover:
        journal = Journal(store, locksmith.unlock_by_recovery(lock, _secret(RECOVERY, "Recovery code")))
    else:
        journal = Journal.unlocked(store, locksmith, _secret(PASSPHRASE, "Passphrase of the journal"))
    journal.change_passphrase(locksmith, _secret(NEW_PASSPHRASE, "New passphrase", confirm=True))
    click.echo("The passphrase is changed.", err=True)


@journal_command.command("purge")
@click.option(
    "--retain", type=click.IntRange(0, 36500), help="From now on, delete after this many days; 0 for never."
)
@_told
def purge_command(retain: int | None) -> None:
    """Delete what has passed its time, and set the time."""
    journal = opened_journal()
    if retain is not None:
        journal.change_settings(JournalSettings(retain_days=retain or None))
    gone = journal.purge(_today())
    days = journal.settings.retain_days
    click.echo(
        f"{gone.records} deleted. Reflections are kept {f'{days} days' if days else 'until you delete them'}."
    )


def _secret(variable: str, prompt: str, *, confirm: bool = False) -> str:
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"The journal needs {prompt.lower()}: set {variable}, or run this in a terminal."
        )
    asked: str = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    return asked


def _read(file: str | None) -> str:
    try:
        content = sys.stdin.buffer.read() if file in {None, "-"} else Path(str(file)).read_bytes()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read ({error.strerror}). Nothing was kept.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReflectionError("not_text", "This is not plain UTF-8 text. Nothing was kept.") from None


def _write(pieces: Iterable[str], output: Path) -> None:
    try:
        descriptor = os.open(output, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as error:
        raise Unreadable(
            f"{output} cannot be written ({error.strerror}). The journal is untouched."
        ) from None


def _line(one: Listed) -> str:
    themes = ", ".join(t.value.replace("_", " ") for t in one.head.themes)
    return f"{one.id[:8]}  {one.head.on.isoformat()}  {one.head.title}" + (f"  ({themes})" if themes else "")


def _today() -> Any:
    from assistant.bootstrap import LocalClock  # noqa: PLC0415 - importing it loads the vendors

    return LocalClock().today()
