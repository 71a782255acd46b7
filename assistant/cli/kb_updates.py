"""`kb updates`: what the shipped library changed, to be taken or left entry by entry."""

from collections.abc import Sequence

import click

from assistant.cli.kb_render import render_table
from assistant.cli.kb_session import (
    build_curation,
    chosen,
    claim_options,
    curator_for,
    format_option,
    reported,
    show,
)
from assistant.cli.kb_writing import outcome_of
from assistant.cli.reading import Format, Unreadable
from assistant.curation.model import Curator
from assistant.curation.service import Curation
from assistant.curation.updates import Update, UpdateKind
from assistant.errors import AssistantError
from assistant.settings import Settings
from knowledge.workflow import Action

HEAD = ("", "id", "title", "they changed", "you changed too", "yours that stays")
NONE = "The shipped library holds nothing that is not taken or left already."


@click.command("updates")
@click.option(
    "--take", metavar="ID", help="Make this update a draft here, own edits kept (retired, where withdrawn)."
)
@click.option("--leave", metavar="ID", help="Keep what stands here; this update is not shown again.")
@claim_options
@format_option
def updates_command(
    take: str | None, leave: str | None, name: str | None, role: str | None, format_: Format | None
) -> None:
    """List what the shipped library changed since you took from it; take or leave one of its updates."""
    if take and leave:
        raise Unreadable("Name one entry, to take or to leave. Nothing was changed.")
    action = Action.LEAVE if leave else Action.TAKE
    by = curator_for(name, role, action) if take or leave else None
    with reported(format_):
        curation = build_curation(Settings())
        if by is None:
            updates = curation.updates()
            show(format_, {"updates": [_fields(u) for u in updates]}, _table(updates, chosen(format_)))
        elif take:
            _take(curation, take, by, format_)
        elif leave:
            left = curation.leave_update(leave, by=by)
            show(format_, _fields(left), f"{leave}: left as it stands here; a newer update will be shown")


def updates_waiting(settings: Settings) -> str:
    """One sentence for whoever has just installed a newer Afterword; empty where nobody curates or nothing waits.

    A log or a database that cannot be read is said, and stops nothing.
    """
    from assistant.serving import is_curated  # noqa: PLC0415 - importing it loads the vendors

    try:
        updates = build_curation(settings).updates() if is_curated(settings) else ()
    except AssistantError as error:
        return str(error)
    if not updates:
        return ""
    counts = {kind: sum(u.kind is kind for u in updates) for kind in UpdateKind}
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return (
        f"The library here is your organisation's own, so nothing in it was changed. Updates of the shipped library wait ({said}): "
        "take or leave each with afterword kb updates, or on the Curate page."
    )


def _take(curation: Curation, entry_id: str, by: Curator, format_: Format | None) -> None:
    copy = curation.take_update(entry_id, by=by)
    following = (
        "it serves until: afterword kb publish" if copy.status == "retired" else "next: afterword kb submit"
    )
    show(format_, outcome_of(copy), f"{entry_id}: {copy.status}, version {copy.entry.version}; {following}")


def _fields(update: Update) -> dict[str, object]:
    return {
        "entry_id": update.entry_id,
        "kind": update.kind.value,
        "title": update.title,
        "changed": _changed(update),
        "conflicts": list(update.conflicts),
        "kept": list(update.kept),
    }


def _table(updates: Sequence[Update], format_: Format) -> str:
    rows = [
        (
            u.kind,
            u.entry_id,
            u.title,
            ", ".join(_changed(u)),
            ", ".join(u.conflicts),
            ", ".join(u.kept),
        )
        for u in updates
    ]
    return render_table(HEAD, rows, format_) if rows else NONE


def _changed(update: Update) -> list[str]:
    return [c.field for c in update.changes] if update.kind is UpdateKind.CHANGED else []
