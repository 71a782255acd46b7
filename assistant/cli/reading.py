"""Input and output of every command: one text or JSON lines in, results on standard output only."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import click
from pydantic import BaseModel, JsonValue, TypeAdapter

from assistant.errors import AssistantError, ReflectionError, SetupError
from assistant.model.contract import ErrorBody, ErrorLine, ErrorType
from assistant.model.text import MAX_CHARACTERS

Format = Literal["text", "md", "json"]
SOME_FAILED, UNREADABLE, INCOMPLETE = 1, 2, 3
Handler = Callable[[Mapping[str, Any]], BaseModel]
Renderer = Callable[[BaseModel, Format], str]
ID: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)


class Unreadable(click.ClickException):
    """The input cannot be read at all."""

    exit_code = UNREADABLE


class Failed(click.ClickException):
    """The text could not be handled; the message says why."""

    exit_code = SOME_FAILED


class Incomplete(click.ClickException):
    """Set-up is incomplete; the message names the command that mends it."""

    exit_code = INCOMPLETE


def run_command(
    handle: Handler,
    *,
    source: str | None,
    jsonl: bool,
    format_: Format | None,
    fields: tuple[str, ...],
    render: Renderer,
    json_input: bool = False,
) -> None:
    """Read, handle and print one text or many lines; exit with the contract's status.

    Args:
        handle: turns the fields of one line into a result.
        source: a path, `-` or nothing for standard input.
        jsonl: whether the input is JSON lines.
        format_: how one result is printed; text on a terminal and JSON elsewhere by default.
        fields: what a line must hold; the first is the text of a plain file.
        render: writes a result as text or Markdown.
        json_input: without `--jsonl`, the input is one JSON object instead of plain text.

    """
    if jsonl:
        sys.exit(_run_lines(handle, source, fields))
    chosen: Format = format_ or ("text" if sys.stdout.isatty() else "json")
    try:
        result = handle(_one(source, fields, json_input=json_input))
    except ReflectionError as error:
        raise _failed(error, source, chosen) from None
    except SetupError as error:
        raise Incomplete(str(error)) from None
    except AssistantError as error:
        raise _failed(error, source, chosen) from None
    click.echo(result.model_dump_json() if chosen == "json" else render(result, chosen))


def run_bytes(
    make: Callable[[Mapping[str, Any]], bytes], *, source: str | None, fields: tuple[str, ...]
) -> None:
    """Print exact bytes that are made of one text; exit with the contract's status."""
    try:
        made = make(_one(source, fields, json_input=False))
    except SetupError as error:
        raise Incomplete(str(error)) from None
    except AssistantError as error:
        raise Failed(str(error)) from None
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()


def _one(source: str | None, fields: tuple[str, ...], *, json_input: bool) -> Mapping[str, Any]:
    content = _content(source)
    if json_input:
        return _line(content, fields)
    name = None if source in (None, "-") else Path(str(source)).name
    return {"id": name, fields[0]: _decoded(content)}


def _run_lines(handle: Handler, source: str | None, fields: tuple[str, ...]) -> int:
    failed = 0
    for raw in _lines(source):
        id_: JsonValue = None
        try:
            line = _line(raw, fields)
            id_ = line.get("id")
            printed = handle(line).model_dump_json()
        except ReflectionError as error:
            failed += 1
            id_ = getattr(error, "line_id", id_)
            printed = _error_line(id_, error.fault, str(error))
        except SetupError as error:
            raise Incomplete(str(error)) from None
        except Exception as error:  # noqa: BLE001 - the run goes on, and the message holds no text
            failed += 1
            message = str(error) if isinstance(error, AssistantError) else _internal(error)
            printed = _error_line(id_, "internal", message)
        click.echo(printed)
        sys.stdout.flush()
    return SOME_FAILED if failed else 0


def _error_line(id_: JsonValue, fault: ErrorType, message: str) -> str:
    return ErrorLine(id=id_, error=ErrorBody(type=fault, message=message)).model_dump_json()


def _internal(error: Exception) -> str:
    return f"This line could not be handled ({type(error).__name__}); nothing was kept. Run: afterword doctor"


def _lines(source: str | None) -> Iterator[bytes]:
    """Every line, blank ones too: what is printed for a line stands on the same line."""
    if source in (None, "-"):
        yield from sys.stdin.buffer
        return
    try:
        with Path(str(source)).open("rb") as file:
            yield from file
    except OSError as error:
        raise Unreadable(f"{source} cannot be read ({error.strerror}). Nothing was done.") from None


def _line(raw: bytes, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ReflectionError(
            "malformed_line", "This line is not one JSON object in UTF-8. It was not read."
        ) from None
    if not isinstance(line, dict):
        raise ReflectionError("malformed_line", "This line is not a JSON object. It was not read.")
    if not _can_be_echoed(line.get("id")):
        raise ReflectionError("malformed_line", "The line's id cannot be printed again. It was not read.")
    for field in fields:
        if field not in line:
            raise _at(
                line, ReflectionError("missing_field", f"The line has no field {field!r}. It was not read.")
            )
        if not isinstance(line[field], str) or not is_unicode(line[field]):
            raise _at(line, ReflectionError("not_text", f"The field {field!r} is not text. It was not read."))
    return line


def _can_be_echoed(id_: Any) -> bool:
    try:
        ID.dump_json(ID.validate_python(id_))
    except ValueError:
        return False
    return True


def is_unicode(text: str) -> bool:
    """Whether it is whole characters: half a pair in JSON, or a stray byte in an argument, is none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _at(line: Mapping[str, Any], error: ReflectionError) -> ReflectionError:
    error.line_id = line.get("id")  # type: ignore[attr-defined]  # the line's own id, echoed beside the error
    return error


def _content(source: str | None) -> bytes:
    try:
        if source in (None, "-"):
            return sys.stdin.buffer.read()
        return Path(str(source)).read_bytes()
    except OSError as error:
        raise Unreadable(f"{source} cannot be read ({error.strerror}). Nothing was done.") from None


def _decoded(content: bytes) -> str:
    if len(content) > 8 * MAX_CHARACTERS:
        raise ReflectionError(
            "too_long",
            f"The text is far over {MAX_CHARACTERS:,} characters. It was not read and nothing was kept. "
            "Split it into parts, one reflection each.",
        )
    try:
        return content.decode("utf-8")  # a byte order mark stays: offsets count what came in
    except UnicodeDecodeError:
        raise ReflectionError(
            "not_text", "This is not plain UTF-8 text. Nothing was kept. Save it as UTF-8 text and try again."
        ) from None


def _failed(error: AssistantError, source: str | None, chosen: Format) -> click.ClickException:
    """The error as the command's own last word: JSON on standard output for programs, a sentence for people."""
    if chosen == "json":
        name = None if source in (None, "-") else Path(str(source)).name
        fault: ErrorType = error.fault if isinstance(error, ReflectionError) else "internal"
        click.echo(_error_line(name, fault, str(error)))
    return Failed(str(error))


def progress_on_stderr(done: int, total: int, what: str) -> None:
    """A counter on standard error; results alone go to standard output."""
    click.echo(f"\r{what}: {done} of {total}", err=True, nl=done >= total)
