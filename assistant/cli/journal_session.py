"""What every `journal` command begins with: the passphrase, the open journal, and faults in our words."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from pydantic import BaseModel, ValidationError

from assistant.cli.crisis_lines import crisis_lines_told
from assistant.cli.reading import INCOMPLETE, SOME_FAILED, Unreadable
from assistant.errors import AssistantError, ReflectionError, SetupError
from assistant.journal.journal import Journal
from assistant.journal.records import Noted
from assistant.keeping import build_journal_store, open_journal, remembered_passphrase
from assistant.settings import Settings

C = TypeVar("C", bound=Callable[..., None])
M = TypeVar("M", bound=BaseModel)
Printed = Literal["text", "json"]
PASSPHRASE = "AFTERWORD_PASSPHRASE"  # noqa: S105 - the name of a variable
DAY = click.DateTime(["%Y-%m-%d"])
on_option = click.option("--on", type=DAY, help="The day; today by default.")
format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), help="Text on a terminal, JSON elsewhere."
)


class _Fault(click.ClickException):
    """A fault that the writer or the operator can mend."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]  # click reads it from the instance


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        with crisis_lines_told(Settings().locale):
            yield
    except AssistantError as error:
        raise _Fault(str(error), INCOMPLETE if isinstance(error, SetupError) else SOME_FAILED) from None


def told(command: C) -> C:
    """The command, whose faults end it with one sentence and a status."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        with _in_our_words():
            command(*args, **kwargs)

    return wrapped  # type: ignore[return-value]  # wraps keeps the signature


def opened_journal() -> Journal:
    """The journal, unlocked by the environment, the system's keyring or the terminal; old records are purged."""
    settings = Settings()
    store = build_journal_store(settings)
    store.lock()
    passphrase = (
        os.environ.get(PASSPHRASE)
        or remembered_passphrase(settings)
        or secret(PASSPHRASE, "Passphrase of the journal")
    )
    journal = open_journal(settings, passphrase)
    gone = journal.purge(today())
    if gone.records:
        click.echo(f"{gone.records} reflections had passed the time you set and were deleted.", err=True)
    return journal


def secret(variable: str, prompt: str, *, confirm: bool = False) -> str:
    """What the environment holds, else what is typed unseen."""
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"The journal needs {prompt.lower()}: set {variable}, or run this in a terminal."
        )
    asked: str = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    return asked


def today() -> date:
    """The writer's own day."""
    from assistant.bootstrap import LocalClock  # noqa: PLC0415 - importing it loads the vendors

    return LocalClock().today()


def day_of(given: datetime | None) -> date:
    """The day that was named, else today."""
    return given.date() if given else today()


def as_json(format_: Printed | None) -> bool:
    """Whether JSON is wanted: when it was asked for, and by default where nobody reads along."""
    return (format_ or ("text" if sys.stdout.isatty() else "json")) == "json"


def made(model: type[M], values: Mapping[str, object]) -> M:
    """The record; what does not fit is told by its field and bounds, without what was typed.

    Raises:
        UsageError: a value does not fit.

    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in error.errors())
        raise click.UsageError(f"{wrong}. Nothing was kept.") from None


def note_called(notes: Sequence[Noted[M]], id_: str) -> Noted[M]:
    """The small record whose id begins with what was typed.

    Raises:
        UsageError: there is none, or more than one.

    """
    fitting = [n for n in notes if n.id.startswith(id_)]
    if len(fitting) != 1:
        how_many = "More than one record begins" if fitting else "No record of this kind begins"
        raise click.UsageError(f"{how_many} with {id_}. Nothing was changed. Look at the list for its id.")
    return fitting[0]


def plain_text(file: str | None) -> str:
    """The text of a file, or of standard input for `-` or nothing.

    Raises:
        Unreadable: the file cannot be read.
        ReflectionError: it is no text.

    """
    try:
        content = sys.stdin.buffer.read() if file in {None, "-"} else Path(str(file)).read_bytes()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read ({error.strerror}). Nothing was kept.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReflectionError("not_text", "This is not plain UTF-8 text. Nothing was kept.") from None


def written_out(pieces: Iterable[str], output: Path) -> None:
    """Write kept words to a file that only its owner can read, and say that it is not encrypted.

    Raises:
        Unreadable: it cannot be written; the journal is untouched.

    """
    try:
        descriptor = os.open(output, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
    except OSError as error:
        raise Unreadable(
            f"{output} cannot be written ({error.strerror}). The journal is untouched."
        ) from None
    click.echo(f"Written to {output}. This file is not encrypted.", err=True)
