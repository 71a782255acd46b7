"""`appeals`: keep a text that was sent to the wrong place as a case to test against; never without being asked."""

import json

import click

from assistant.cli.journal_session import (
    Printed,
    as_json,
    format_option,
    opened_journal,
    plain_text,
    today,
    told,
)
from assistant.errors import AppealError
from assistant.journal.appeals import Appeal, Proposed, kept, sealed
from assistant.keeping import appeal_of, build_appeal_file, build_journal_store
from assistant.settings import Settings
from knowledge.vocabulary import Route

WOULD = "This would be kept on this machine, encrypted under the journal's passphrase, and nothing else:"
WHERE = "It was sent to {}; you say {}."
STAYS = "It stays until you delete it: afterword appeals delete {}"
HINTED = "Together, these may still point to one person: {}"


@click.group("appeals")
def appeals_command() -> None:
    """Keep texts that were screened wrongly as cases on this machine: masked, encrypted, and only when you say so.

    To measure screening on them: afterword eval screening --cases appeals.jsonl (it lies in the data folder).
    """


@appeals_command.command("keep")
@click.argument("file", required=False)
@click.option(
    "--right",
    type=click.Choice([r.value for r in Route]),
    required=True,
    help="Where the text should have been sent.",
)
@click.option("--preview", is_flag=True, help="Show exactly what would be kept; keep nothing.")
@click.option("--yes", is_flag=True, help="Keep it without being asked; what is kept is printed.")
@format_option
@told
def keep_command(file: str | None, right: str, preview: bool, yes: bool, format_: Printed | None) -> None:
    """Show what would be kept of FILE, ask, and keep exactly that."""
    if file in {None, "-"} and not (preview or yes):
        raise click.UsageError("To be asked, name a file; from standard input say --preview or --yes.")
    if not preview:
        _check_may_keep(Settings())
    proposed = _proposed(file, Route(right))
    if preview:
        click.echo(_shown(proposed, None, format_))
        return
    if not yes:
        click.echo(_shown(proposed, None, "text"))
        click.confirm("Keep exactly this?", abort=True, err=True)
    line = sealed(proposed.appeal, opened_journal())
    build_appeal_file(Settings()).keep(line)
    if yes:
        click.echo(_shown(proposed, line.id, format_))
    click.echo(STAYS.format(line.id[:8]), err=True)


@appeals_command.command("list")
@click.option("--text", "with_text", is_flag=True, help="Show the masked texts, too.")
@format_option
@told
def list_command(with_text: bool, format_: Printed | None) -> None:
    """List what was kept, oldest first."""
    lines = build_appeal_file(Settings()).lines()
    found = kept(lines, opened_journal()) if lines else ()
    if as_json(format_):
        rows = [{"id": one.id, **_fields(one.appeal, with_text=with_text)} for one in found]
        click.echo(json.dumps({"appeals": rows}, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one.id[:8]}  {_line(one.appeal)}")
        if with_text and one.appeal is not None:
            click.echo(f"\n{one.appeal.text}\n")
    if not found:
        click.echo("No case is kept.")


@appeals_command.command("delete")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Delete every one.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@told
def delete_command(ids: tuple[str, ...], everything: bool, yes: bool) -> None:
    """Delete what was kept; needs no passphrase."""
    if everything == bool(ids):
        raise click.UsageError("Name the cases to delete, or say --all.")
    if not yes:
        click.confirm("Deleted cases cannot be brought back. Delete?", abort=True, err=True)
    file = build_appeal_file(Settings())
    if everything:
        click.echo("All of them are deleted." if file.clear() else "No case was kept.", err=True)
    else:
        click.echo(f"{file.delete(ids)} deleted.", err=True)


def _proposed(file: str | None, right: Route) -> Proposed:
    from assistant.cli.reflect import ports_of, settings_with  # noqa: PLC0415 - loading models takes seconds

    text = plain_text(file)
    return appeal_of(text, right=right, on=today(), ports=ports_of(settings_with()))


def _check_may_keep(settings: Settings) -> None:
    """Refuse where nothing can be kept, before anything is read.

    Raises:
        AppealError: keeping is switched off, or there is no journal to encrypt by.

    """
    build_appeal_file(settings).check_allowed()
    if not build_journal_store(settings).exists():
        raise AppealError(
            "A case is encrypted under the journal's passphrase, and no journal was begun here. Nothing was kept. "
            "Begin one: afterword journal init"
        )


def _shown(proposed: Proposed, id_: str | None, format_: Printed | None) -> str:
    appeal, hints = proposed
    if as_json(format_):
        said = {"id": id_, **_fields(appeal, with_text=True), "hints": [h.model_dump() for h in hints]}
        return json.dumps(said, ensure_ascii=False)
    parts = [WOULD, appeal.text, _line(appeal)]
    if hints:
        parts.append(HINTED.format("; ".join(h.reason for h in hints)))
    return "\n\n".join(parts)


def _fields(appeal: Appeal | None, *, with_text: bool) -> dict[str, object]:
    if appeal is None:
        return {"opens": False}
    return appeal.model_dump(mode="json", exclude=set() if with_text else {"text"})


def _line(appeal: Appeal | None) -> str:
    if appeal is None:
        return "cannot be opened: it is damaged, or another journal sealed it"
    return f"{appeal.on.isoformat()}  {WHERE.format(appeal.got, appeal.right)}"
