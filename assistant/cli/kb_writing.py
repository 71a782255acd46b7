"""The writing commands of `kb`: each says who acts, and leaves a line in the audit log."""

import sys
from pathlib import Path
from typing import Any

import click

from assistant.cli.kb_session import build_curation, claim_options, curator_for, format_option, reported, show
from assistant.cli.reading import Format, progress_on_stderr
from assistant.curation.model import Publication, WorkingCopy
from assistant.settings import Settings
from knowledge.collection import FaultyContentError, faults_of
from knowledge.entry import Entry
from knowledge.exchange import read_library
from knowledge.workflow import Action


@click.command("propose")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--base", metavar="HASH", help="The content hash of what you started from (kb show tells it).")
@claim_options
@format_option
def propose_command(
    file: Path, base: str | None, name: str | None, role: str | None, format_: Format | None
) -> None:
    """Store FILE (front matter and body) as a draft; every fault is named and a faulty one is not stored."""
    by = curator_for(name, role, Action.PROPOSE)
    with reported(format_):
        copy = build_curation(Settings()).propose(_read(file), by=by, base=base)
        _show_copy(copy, format_, "next: afterword kb submit")


@click.command("submit")
@click.argument("entry_id", metavar="ID")
@claim_options
@format_option
def submit_command(entry_id: str, name: str | None, role: str | None, format_: Format | None) -> None:
    """Ask for a review of a draft."""
    by = curator_for(name, role, Action.SUBMIT)
    with reported(format_):
        copy = build_curation(Settings()).submit(entry_id, by=by)
        _show_copy(copy, format_, "next: somebody else approves it")


@click.command("approve")
@click.argument("entry_id", metavar="ID")
@click.option(
    "--hash", "content_hash", metavar="HASH", help="Refuse unless this is the content that you read."
)
@claim_options
@format_option
def approve_command(
    entry_id: str, content_hash: str | None, name: str | None, role: str | None, format_: Format | None
) -> None:
    """Give your word for exactly this content; whoever wrote it cannot."""
    by = curator_for(name, role, Action.APPROVE)
    with reported(format_):
        copy = build_curation(Settings()).approve(entry_id, by=by, content_hash=content_hash)
        _show_copy(copy, format_, "next: afterword kb publish")


@click.command("reject")
@click.argument("entry_id", metavar="ID")
@click.option(
    "--reason", default="", help="What the author should mend (needed); it goes into the audit log."
)
@claim_options
@format_option
def reject_command(
    entry_id: str, reason: str, name: str | None, role: str | None, format_: Format | None
) -> None:
    """Send a draft back to its author."""
    by = curator_for(name, role, Action.REJECT)
    with reported(format_):
        copy = build_curation(Settings()).reject(entry_id, by=by, reason=reason)
        _show_copy(copy, format_, "its author can change and submit it again")


@click.command("comment")
@click.argument("entry_id", metavar="ID")
@click.argument("words", metavar="WORDS")
@claim_options
@format_option
def comment_command(
    entry_id: str, words: str, name: str | None, role: str | None, format_: Format | None
) -> None:
    """Say something about a draft, a review or an approval; nothing but the audit log changes."""
    by = curator_for(name, role, Action.COMMENT)
    with reported(format_):
        copy = build_curation(Settings()).comment(entry_id, by=by, reason=words)
        _show_copy(copy, format_, "the comment stands in the audit log")


@click.command("retire")
@click.argument("entry_id", metavar="ID")
@click.option("--reason", default="", help="Why (needed); it goes into the audit log.")
@claim_options
@format_option
def retire_command(
    entry_id: str, reason: str, name: str | None, role: str | None, format_: Format | None
) -> None:
    """Mark an entry as retired; it stops serving with the next publish."""
    by = curator_for(name, role, Action.RETIRE)
    with reported(format_):
        copy = build_curation(Settings()).retire(entry_id, by=by, reason=reason)
        _show_copy(copy, format_, "it serves until: afterword kb publish")


@click.command("publish")
@click.option(
    "--override", metavar="REASON", help="Publish although the gate found a regression (administrator)."
)
@claim_options
@format_option
def publish_command(override: str | None, name: str | None, role: str | None, format_: Format | None) -> None:
    """Build a release from everything approved, let the gate judge it, and switch to it atomically."""
    by = curator_for(name, role, Action.PUBLISH)
    with reported(format_):
        done = build_curation(Settings()).publish(by=by, override=override, progress=progress_on_stderr)
        _show_publication(done, format_)


@click.command("rollback")
@click.option("--reason", default="", help="Why; it goes into the audit log.")
@claim_options
@format_option
def rollback_command(reason: str, name: str | None, role: str | None, format_: Format | None) -> None:
    """Serve the release before this one, at once."""
    by = curator_for(name, role, Action.ROLLBACK)
    with reported(format_):
        _show_publication(build_curation(Settings()).rollback(by=by, reason=reason), format_)


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@claim_options
@format_option
def import_command(path: Path, name: str | None, role: str | None, format_: Format | None) -> None:
    """Store every entry of a folder or a JSON file that differs as a draft, all or none.

    A status in a file is not believed: what was approved elsewhere is approved here by somebody here.
    """
    by = curator_for(name, role, Action.PROPOSE)
    with reported(format_):
        done = build_curation(Settings()).take_in(read_library(path), by=by)
        text = f"{len(done.drafts)} drafts, {len(done.unchanged)} unchanged"
        show(format_, done.model_dump(mode="json"), "\n".join([*done.drafts, text]))


WRITING = (
    propose_command,
    submit_command,
    approve_command,
    comment_command,
    reject_command,
    retire_command,
    publish_command,
    rollback_command,
    import_command,
)


def outcome_of(copy: WorkingCopy) -> dict[str, Any]:
    """A working copy as one JSON object, without its text."""
    return {
        "entry_id": copy.entry.id,
        "version": copy.entry.version,
        "status": copy.status.value,
        "content_hash": copy.entry.content_hash,
        "authors": list(copy.authors),
        "approver": copy.approval.approver if copy.approval else None,
    }


def _read(file: Path) -> Entry:
    content = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    try:
        return Entry.from_file(content)
    except ValueError as error:
        raise FaultyContentError(faults_of(file.name, error)) from None


def _show_copy(copy: WorkingCopy, format_: Format | None, following: str) -> None:
    entry = copy.entry
    line = (
        f"{entry.id}: {copy.status}, version {entry.version}, content {entry.content_hash[:12]}; {following}"
    )
    show(format_, outcome_of(copy), line)


def _show_publication(done: Publication, format_: Format | None) -> None:
    lines = [
        f"Release {done.release} serves" + (f"; {done.previous} is kept" if done.changed else "; nothing new")
    ]
    lines += [f"  published {i}" for i in done.published] + [f"  retired {i}" for i in done.retired]
    lines += [f"  overridden: {r}" for r in done.regressions]
    show(format_, done.model_dump(mode="json"), "\n".join(lines))
