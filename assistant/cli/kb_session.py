"""What every `kb` command shares: who acts, in which format, and how refusals are told."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import click

from assistant.cli.reading import INCOMPLETE, SOME_FAILED, UNREADABLE, Format, Unreadable, progress_on_stderr
from assistant.curation.model import BlockedReleaseError, ConflictError, Curator, LintError
from assistant.curation.service import Curation
from assistant.errors import AssistantError, KnowledgeError, SetupError
from assistant.settings import Settings
from knowledge.collection import FaultyContentError
from knowledge.lint import Check, LintFault, Severity
from knowledge.workflow import Action, Role, least_role

LONGEST_NAME = 200
C = TypeVar("C", bound=Callable[..., None])


def format_option(command: C) -> C:
    """`--format`, the same on every command."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "md", "json"]),
        help="Text on a terminal, JSON elsewhere by default.",
    )(command)


def claim_options(command: C) -> C:
    """`--as` and `--role`, the same on every writing command."""
    command = click.option(
        "--role",
        type=click.Choice([r.value for r in Role]),
        help="The role that you claim; by default the least one that the command needs.",
    )(command)
    return click.option(
        "--as", "name", metavar="NAME", help="Who you are (or AFTERWORD_USER): a claim, not a login."
    )(command)


def build_curation(settings: Settings) -> Curation:
    """Curation as the settings ask; the vendors are loaded now and not for a help text.

    Raises:
        SetupError: a model or the index is missing, or a database does not answer.

    """
    from assistant import curating  # noqa: PLC0415 - see above

    return curating.build_curation(settings, progress=progress_on_stderr)


def curator_for(name: str | None, role: str | None, action: Action) -> Curator:
    """Who acts; nobody acts without a name."""
    claimed = " ".join((name or Settings().user or "").split())
    if not claimed or len(claimed) > LONGEST_NAME:
        raise Unreadable("Say who you are: --as NAME, or set AFTERWORD_USER. Nothing was changed.")
    return Curator(claimed, Role(role) if role else least_role(action))


def chosen(format_: Format | None) -> Format:
    """The format asked for; text on a terminal and JSON elsewhere by default."""
    return format_ or ("text" if sys.stdout.isatty() else "json")


def show(format_: Format | None, fields: Any, text: str) -> None:
    """One result: the object for programs, the text for people."""
    click.echo(json.dumps(fields, ensure_ascii=False) if chosen(format_) == "json" else text)


@contextmanager
def reported(format_: Format | None) -> Iterator[None]:
    """Errors as the command's last word, with the contract's exit status."""
    try:
        yield
    except (AssistantError, FaultyContentError, OSError) as error:
        told = _told(error)
        if chosen(format_) == "json":
            fields = {"type": told.kind, "message": told.message, **told.fields}
            click.echo(json.dumps({"error": fields}, ensure_ascii=False))
        click.echo(f"Error: {told.message}", err=True)
        raise click.exceptions.Exit(told.status) from None


class _Told(NamedTuple):
    """An error in words, with its exit status and what programs want to know of it."""

    kind: str
    message: str
    status: int
    fields: dict[str, Any]


def _told(error: Exception) -> _Told:
    match error:
        case FaultyContentError():
            faults = [LintFault(Check.SCHEMA, Severity.ERROR, *fault) for fault in error.faults]
            return _Told("lint", f"{error}\nNothing was stored.", SOME_FAILED, {"faults": rows_of(faults)})
        case LintError():
            message = f"{error}\nNothing was stored."
            return _Told("lint", message, SOME_FAILED, {"faults": rows_of(error.faults)})
        case ConflictError(entry_id=entry_id, fields=names, by=by, base=base):
            fields = {"entry_id": entry_id, "fields": list(names), "by": by, "base": base}
            return _Told("conflict", str(error), SOME_FAILED, fields)
        case BlockedReleaseError():
            return _Told("blocked", str(error), SOME_FAILED, {"regressions": list(error.regressions)})
        case KnowledgeError():
            return _Told("refused", str(error), SOME_FAILED, {})
    return _told_of_set_up(error)


def _told_of_set_up(error: Exception) -> _Told:
    if isinstance(error, OSError):
        message = f"{error.filename}: {error.strerror}. Nothing was stored."
        return _Told("internal", message, UNREADABLE, {})
    status = INCOMPLETE if isinstance(error, SetupError) else SOME_FAILED
    return _Told("internal", str(error), status, {})


def rows_of(faults: Sequence[LintFault]) -> list[dict[str, str]]:
    """Faults as JSON rows."""
    return [{name: str(value) for name, value in fault._asdict().items()} for fault in faults]
