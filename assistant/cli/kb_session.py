"""What every `kb` command shares: who acts, in which format, and how refusals are told."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import Any, NoReturn, TypeVar

import click

from assistant.cli.reading import INCOMPLETE, SOME_FAILED, UNREADABLE, Format, Unreadable, progress_on_stderr
from assistant.curation.model import BlockedReleaseError, ConflictError, Curator, LintError
from assistant.curation.service import Curation
from assistant.errors import AssistantError, KnowledgeError, SetupError
from assistant.settings import Settings
from knowledge.collection import FaultyContentError, load_entries
from knowledge.lint import Check, LintFault, Severity
from knowledge.workflow import Action, Role, least_role

GATES = "afterword.release_gate"
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
    """Curation over the adapters that the settings ask for; builds the shipped release on first use.

    Raises:
        SetupError: a model or the index is missing, or a database does not answer.

    """
    from assistant.adapters.curation_store import SqlCurationStore  # noqa: PLC0415 - a help text needs no vendors
    from assistant.adapters.embedder import MiniLmEmbedder  # noqa: PLC0415
    from assistant.adapters.release_store import ReleaseStore  # noqa: PLC0415
    from assistant.bootstrap import LocalClock, ensure_release  # noqa: PLC0415

    releases = ReleaseStore(
        settings.home, chroma_url=settings.chroma_url, embedder=MiniLmEmbedder(settings.home)
    )
    if releases.current is None:
        ensure_release(settings, progress=progress_on_stderr)
    store = SqlCurationStore(settings.home, database_url=settings.database_url)
    return Curation(
        entries=store,
        audit=store,
        releases=releases,
        gate=installed_gate,
        shipped=load_entries,
        today=LocalClock().today,
    )


def installed_gate(store: Any, candidate: str, current: str | None) -> Sequence[str]:
    """The regressions that every installed gate finds; without a gate, nothing has been judged."""
    gates = list(entry_points(group=GATES))
    if not gates:
        return [f"no release gate is installed (entry point group {GATES})"]
    return [regression for gate in gates for regression in gate.load()(store, candidate, current)]


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
    except FaultyContentError as error:
        faults = [LintFault(Check.SCHEMA, Severity.ERROR, *fault) for fault in error.faults]
        _leave(format_, "lint", str(error), SOME_FAILED, faults=rows_of(faults))
    except LintError as error:
        _leave(format_, "lint", f"{error}\nNothing was stored.", SOME_FAILED, faults=rows_of(error.faults))
    except ConflictError as error:
        fields = {
            "entry_id": error.entry_id,
            "fields": list(error.fields),
            "by": error.by,
            "base": error.base,
        }
        _leave(format_, "conflict", str(error), SOME_FAILED, **fields)
    except BlockedReleaseError as error:
        _leave(format_, "blocked", str(error), SOME_FAILED, regressions=list(error.regressions))
    except KnowledgeError as error:
        _leave(format_, "refused", str(error), SOME_FAILED)
    except SetupError as error:
        _leave(format_, "internal", str(error), INCOMPLETE)
    except AssistantError as error:
        _leave(format_, "internal", str(error), SOME_FAILED)
    except OSError as error:
        _leave(format_, "internal", f"{error.filename}: {error.strerror}. Nothing was stored.", UNREADABLE)


def rows_of(faults: Sequence[LintFault]) -> list[dict[str, str]]:
    """Faults as JSON rows."""
    return [{name: str(value) for name, value in fault._asdict().items()} for fault in faults]


def _leave(format_: Format | None, kind: str, message: str, status: int, **fields: Any) -> NoReturn:
    if chosen(format_) == "json":
        click.echo(json.dumps({"error": {"type": kind, "message": message, **fields}}, ensure_ascii=False))
    failure = click.ClickException(message)
    failure.exit_code = status
    raise failure from None
