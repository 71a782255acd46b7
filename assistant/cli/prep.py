"""`prep`: one agenda for supervision over several reflections, private until lines are ticked."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

import click
from pydantic import BaseModel

from assistant.cli.crisis_lines import crisis_lines_told
from assistant.cli.prep_reading import FROM_JOURNAL, carried, chosen_texts, decoded, keep_agenda, write
from assistant.cli.reading import INCOMPLETE, SOME_FAILED, Unreadable
from assistant.cli.reflect import ports_of, settings_with
from assistant.documents.agenda_page import agenda_page, shared_page
from assistant.documents.markdown import to_markdown, to_text
from assistant.documents.second_look import copy_looked_over, looked_over, masked_line
from assistant.errors import AssistantError, ReflectionError, SetupError
from assistant.journal.journal import Journal
from assistant.model.contract import ErrorBody
from assistant.model.text import Frozen
from assistant.supervision.agenda import Agenda, CarriedOver, Prepared, SharedCopy, WithheldFile
from assistant.supervision.carry import CarryError
from assistant.supervision.plan import plan_agenda
from assistant.supervision.prepare import prepare
from assistant.supervision.sharing import SharingError, shared_copy
from assistant.wiring import Ports
from knowledge.template import load_pattern_questions
from knowledge.vocabulary import Lens

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
DAY = click.DateTime(["%Y-%m-%d"])


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


class Wish(NamedTuple):
    """What the writer wants of the session."""

    minutes: int
    ask: str | None
    lens: Lens | None
    level: int | None


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
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--since", type=DAY, help="Take what the journal kept from this day on.")
@click.option("--until", type=DAY, help="Take what the journal kept up to this day.")
@click.option(
    "--minutes",
    default=50,
    show_default=True,
    type=click.IntRange(2, LONGEST_SESSION),
    help="How long the session is.",
)
@click.option("--ask", help="What you want from the session; else the first request that you wrote.")
@click.option("--lens", type=click.Choice([one.value for one in Lens]), help="Where you would like to look.")
@click.option(
    "--level",
    type=click.Choice(["1", "2", "3"]),
    help="Where you stand: 1 beginning, 2 in the middle, 3 experienced; questions are for it or for any.",
)
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
    since: datetime | None,
    until: datetime | None,
    minutes: int,
    ask: str | None,
    lens: str | None,
    level: str | None,
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
    from_journal = since is not None or until is not None
    if not files and not from_journal:
        raise click.UsageError("Name files, or say from which day the journal's reflections count: --since")
    wish = Wish(minutes, ask, Lens(lens) if lens else None, int(level) if level else None)
    try:
        journal = _journal() if from_journal or keep or str(carry) == FROM_JOURNAL else None
        days = (since.date() if since else None, until.date() if until else None)
        source = chosen_texts(files, journal if from_journal else None, *days)
        earlier = carried(carry, journal)
        ports = ports_of(settings_with(locale=locale))
        agenda = _agenda(source.texts, wish, earlier, ports)
        if keep and journal is not None:
            keep_agenda(agenda, journal, source.kept)
        copy = None if share is None else _copy(agenda, share, for_someone_else=for_someone_else)
        write(_rendered(agenda, copy, chosen, ports), output)
    except (SharingError, CarryError) as error:
        raise Unreadable(str(error)) from None
    except AssistantError as error:
        raise (_Incomplete if isinstance(error, SetupError) else _Failed)(str(error)) from None
    sys.exit(SOME_FAILED if agenda.failed else 0)


def _journal() -> Journal:
    from assistant.cli.journal_session import opened_journal  # noqa: PLC0415 - most agendas need no journal

    return opened_journal()


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


def _prepared(
    texts: dict[str, bytes], level: int | None, ports: Ports
) -> tuple[list[Prepared | WithheldFile], tuple[FailedFile, ...]]:
    """Each reflection on its way; one that cannot be taken is named, and the others go on."""
    ready: list[Prepared | WithheldFile] = []
    failed: list[FailedFile] = []
    for file, content in texts.items():
        try:
            with crisis_lines_told(ports.locale):
                ready.append(prepare(file, decoded(content), ports=ports, level=level))
        except ReflectionError as error:
            failed.append(FailedFile(file=file, error=ErrorBody(type=error.fault, message=str(error))))
            click.echo(f"{file}: {error} The agenda is made without it.", err=True)
    return ready, tuple(failed)


def _agenda(texts: dict[str, bytes], wish: Wish, earlier: Sequence[CarriedOver], ports: Ports) -> PrepResult:
    """The agenda; what was typed or carried over gets a second look for identifiers."""
    ready, failed = _prepared(texts, wish.level, ports)
    agenda = plan_agenda(
        [r for r in ready if isinstance(r, Prepared)],
        withheld=[r for r in ready if isinstance(r, WithheldFile)],
        minutes=wish.minutes,
        bank=ports.bank.questions,
        pattern_questions=load_pattern_questions(),
        ask=None if wish.ask is None else masked_line(wish.ask, ports.detector),
        carried_over=[c.model_copy(update={"text": masked_line(c.text, ports.detector)}) for c in earlier],
        today=ports.clock.today(),
        lens=wish.lens,
        level=wish.level,
    )
    return PrepResult(**dict(agenda), failed=failed)


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
    if format_ == "json":
        result: BaseModel = copy_looked_over(copy, ports.detector) if copy else agenda
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
