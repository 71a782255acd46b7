"""`prep`: one agenda for supervision over several reflections, private until lines are ticked."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import click
from pydantic import BaseModel

from assistant.cli.reading import INCOMPLETE, SOME_FAILED, Unreadable
from assistant.cli.reflect import ports_of, settings_with
from assistant.documents.agenda_page import agenda_page, shared_page
from assistant.documents.markdown import to_markdown, to_text
from assistant.documents.second_look import looked_over, masked_line
from assistant.errors import AssistantError, ReflectionError, SetupError
from assistant.model.contract import ErrorBody
from assistant.model.text import MAX_CHARACTERS, Frozen
from assistant.supervision.agenda import Agenda, CarriedOver, Prepared, SharedCopy, WithheldFile
from assistant.supervision.carry import CarryError, carried_from
from assistant.supervision.plan import plan_agenda
from assistant.supervision.prepare import prepare
from assistant.supervision.sharing import SharingError, shared_copy
from assistant.wiring import Ports
from knowledge.template import load_pattern_questions

PrepFormat = Literal["text", "md", "json", "docx", "pdf"]
BINARY = ("docx", "pdf")
BY_SUFFIX: dict[str, PrepFormat] = {
    ".md": "md",
    ".json": "json",
    ".docx": "docx",
    ".pdf": "pdf",
    ".txt": "text",
}
LONGEST_SESSION = 480


class _Failed(click.ClickException):
    """Nothing could be made."""

    exit_code = SOME_FAILED


class _Incomplete(click.ClickException):
    """A model or the index is missing."""

    exit_code = INCOMPLETE


class FailedFile(Frozen):
    """A file that could not be taken; the agenda was made without it."""

    file: str
    error: ErrorBody


class PrepResult(Agenda):
    """`afterword prep`: the agenda, and which files could not be taken."""

    failed: tuple[FailedFile, ...] = ()


class Ticks(NamedTuple):
    """What the writer shares."""

    items: frozenset[int]
    ask: bool
    carried: bool


def _ticks(ctx: click.Context, param: click.Parameter, value: str | None) -> Ticks | None:
    del ctx, param
    if value is None:
        return None
    words = [w.strip().lower() for w in value.split(",") if w.strip()]
    numbers = [w for w in words if w not in {"ask", "carried"}]
    if not all(n.isdecimal() for n in numbers):
        raise click.BadParameter("give numbers of items, and ask or carried, joined by commas: 1,3,ask")
    return Ticks(frozenset(map(int, numbers)), "ask" in words, "carried" in words)


@click.command("prep")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--minutes",
    default=50,
    show_default=True,
    type=click.IntRange(2, LONGEST_SESSION),
    help="How long the session is.",
)
@click.option("--ask", help="What you want from the session; else the first request that you wrote.")
@click.option(
    "--carry", type=click.Path(path_type=Path), help="An earlier agenda (JSON), or the word: journal"
)
@click.option("--format", "format_", type=click.Choice(["text", "md", "json", "docx", "pdf"]))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; the suffix names the format."
)
@click.option(
    "--share", callback=_ticks, help="Make the supervisor's copy of these lines only: 1,3,ask,carried"
)
@click.option(
    "--for-someone-else", is_flag=True, help="The copy is not for the supervisor who is the concern."
)
@click.option("--keep", is_flag=True, help="Keep this agenda in the journal, so that it can be carried over.")
@click.option("--locale", help="US, GB, IE, CA, AU or NZ: which crisis resources are shown.")
def prep_command(
    *,
    files: tuple[str, ...],
    minutes: int,
    ask: str | None,
    carry: Path | None,
    format_: PrepFormat | None,
    output: Path | None,
    share: Ticks | None,
    for_someone_else: bool,
    keep: bool,
    locale: str | None,
) -> None:
    """Make one supervision agenda of several reflections, oldest first; private until you tick lines."""
    chosen = _format(format_, output)
    texts = _read_all(files)
    try:
        ports = ports_of(settings_with(locale=locale))
        ready, failed = _prepared(texts, ports)
        agenda = _agenda(
            ready, failed=failed, ports=ports, minutes=minutes, ask=ask, carried=_carried(carry, ports)
        )
        if keep:
            _keep(agenda)
        copy = None if share is None else _copy(agenda, share, for_someone_else=for_someone_else)
        _write(_rendered(agenda, copy, chosen, ports), output)
    except (SharingError, CarryError) as error:
        raise Unreadable(str(error)) from None
    except AssistantError as error:
        raise (_Incomplete if isinstance(error, SetupError) else _Failed)(str(error)) from None
    sys.exit(SOME_FAILED if failed else 0)


def _format(asked: PrepFormat | None, output: Path | None) -> PrepFormat:
    by_name = BY_SUFFIX.get(output.suffix.lower()) if output else None
    if asked is None and output is not None and by_name is None:
        raise click.UsageError(f"{output.name} does not say which format is wanted. Add --format.")
    chosen = asked or by_name or ("text" if sys.stdout.isatty() else "json")
    if chosen in BINARY and output is None and sys.stdout.isatty():
        raise click.UsageError(
            f"A {chosen} file cannot be shown here. Say where to write it: -o agenda.{chosen}"
        )
    return chosen


def _read_all(files: Sequence[str]) -> dict[str, bytes]:
    """Name to content; names are those of the files, or their paths where two have one name.

    Raises:
        Unreadable: a file is not there or cannot be read.

    """
    paths = list(dict.fromkeys(files))
    names = [Path(p).name for p in paths]
    read: dict[str, bytes] = {}
    for path, name in zip(paths, names, strict=True):
        try:
            content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        except OSError as error:
            raise Unreadable(f"{path} cannot be read ({error.strerror}). No agenda was made.") from None
        read["standard input" if path == "-" else name if names.count(name) == 1 else path] = content
    return read


def _prepared(
    texts: dict[str, bytes], ports: Ports
) -> tuple[list[Prepared | WithheldFile], tuple[FailedFile, ...]]:
    """Each reflection on its way; one that cannot be taken is named, and the others go on."""
    ready: list[Prepared | WithheldFile] = []
    failed: list[FailedFile] = []
    for file, content in texts.items():
        try:
            ready.append(prepare(file, _decoded(content), ports=ports))
        except ReflectionError as error:
            failed.append(FailedFile(file=file, error=ErrorBody(type=error.fault, message=str(error))))
            click.echo(f"{file}: {error} The agenda is made without it.", err=True)
    return ready, tuple(failed)


def _decoded(content: bytes) -> str:
    if len(content) > 8 * MAX_CHARACTERS:
        raise ReflectionError(
            "too_long", f"The text is far over {MAX_CHARACTERS:,} characters. It was not read."
        )
    try:
        return content.decode("utf-8-sig") if content.startswith(b"\xef\xbb\xbf") else content.decode("utf-8")
    except UnicodeDecodeError:
        raise ReflectionError(
            "not_text", "This is not plain UTF-8 text. Save it as UTF-8 text and try again."
        ) from None


def _agenda(
    ready: Sequence[Prepared | WithheldFile],
    *,
    failed: tuple[FailedFile, ...],
    ports: Ports,
    minutes: int,
    ask: str | None,
    carried: Sequence[CarriedOver],
) -> PrepResult:
    agenda = plan_agenda(
        [r for r in ready if isinstance(r, Prepared)],
        withheld=[r for r in ready if isinstance(r, WithheldFile)],
        minutes=minutes,
        bank=ports.bank.questions,
        pattern_questions=load_pattern_questions(),
        ask=None if ask is None else masked_line(ask, ports.detector),
        carried_over=carried,
        today=ports.clock.today(),
    )
    return PrepResult(**dict(agenda), failed=failed)


def _carried(carry: Path | None, ports: Ports) -> tuple[CarriedOver, ...]:
    """What an earlier agenda left open, with a second look for identifiers."""
    if carry is None:
        return ()
    try:
        earlier = _from_journal() if str(carry) == "journal" else carry.read_bytes()
    except OSError as error:
        raise Unreadable(f"{carry} cannot be read ({error.strerror}). No agenda was made.") from None
    lines = carried_from(earlier) if earlier else ()
    return tuple(c.model_copy(update={"text": masked_line(c.text, ports.detector)}) for c in lines)


def _from_journal() -> str | None:
    from assistant.cli.journal import opened_journal  # noqa: PLC0415 - most agendas need no journal

    return opened_journal().latest_agenda()


def _keep(agenda: Agenda) -> None:
    from assistant.cli.journal import opened_journal  # noqa: PLC0415 - most agendas need no journal

    opened_journal().keep_agenda(agenda.model_dump_json(exclude={"files"}))


def _copy(agenda: Agenda, share: Ticks, *, for_someone_else: bool) -> SharedCopy:
    return shared_copy(
        agenda,
        share.items,
        ask=share.ask,
        carried=range(1, len(agenda.carried_over) + 1) if share.carried else (),
        for_someone_else=for_someone_else,
    )


def _rendered(agenda: Agenda, copy: SharedCopy | None, format_: PrepFormat, ports: Ports) -> bytes:
    """The writer's own agenda, or the supervisor's copy; every document gets a second look for identifiers."""
    result: BaseModel = copy or agenda
    if format_ == "json":
        return (result.model_dump_json() + "\n").encode()
    page = looked_over(shared_page(copy) if copy else agenda_page(agenda), ports.detector)
    match format_:
        case "text":
            return to_text(page).encode()
        case "md":
            return to_markdown(page).encode()
        case "docx":
            from assistant.adapters.word_document import word_document  # noqa: PLC0415 - only when asked for

            return word_document(page)
        case "pdf":
            from assistant.adapters.pdf_document import pdf_document  # noqa: PLC0415 - only when asked for

            return pdf_document(page)


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(content)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unreadable(f"{output} cannot be written ({error.strerror}). Nothing was kept.") from None
