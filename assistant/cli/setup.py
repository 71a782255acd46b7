"""`setup` and `doctor`: build what is missing, and tell what is."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from typing import Literal, TypeVar

import click

from assistant.cli.reading import INCOMPLETE, Incomplete, progress_on_stderr
from assistant.errors import AssistantError
from assistant.model.text import Frozen
from assistant.settings import APPEALS_OFF_FILE, OFF_FILE, Settings
from knowledge.collection import FaultyContentError, load_entries, load_rules

ESSENTIAL = (
    "chromadb",
    "fastembed",
    "langchain_chroma",
    "onnxruntime",
    "presidio_analyzer",
    "spacy",
    "streamlit",
)
OPTIONAL = {
    "xllamacpp": "a language model in this process (gguf:PATH)",
    "keyring": "keys in the system's keyring",
}
WORDS = {"ok": "ok     ", "missing": "MISSING", "absent": "absent ", "off": "off    "}
C = TypeVar("C", bound=Callable[..., None])
Printed = Literal["text", "json"]


class Check(Frozen):
    """One thing that is looked at; `missing` alone is a fault, and what is said of it names the remedy."""

    name: str
    state: Literal["ok", "missing", "absent", "off"]
    said: str | None = None


class DoctorResult(Frozen):
    """`afterword doctor`."""

    complete: bool
    checks: tuple[Check, ...]


class SetupResult(Frozen):
    """`afterword setup`: which release serves from where, and whether updates wait."""

    release: str
    home: str
    updates: str | None


def _format_option(command: C) -> C:
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "json"]),
        help="Text on a terminal, JSON elsewhere by default.",
    )(command)


@click.command("setup")
@_format_option
def setup_command(format_: Printed | None) -> None:
    """Build the library's index; seconds, and nothing to do the second time.

    After an upgrade the newly shipped library serves where nobody curates; where somebody does, their own stays,
    and this says which updates can be taken.
    """
    from assistant.bootstrap import ensure_release  # noqa: PLC0415 - importing it loads the vendors
    from assistant.cli.kb_updates import updates_waiting  # noqa: PLC0415 - the same

    settings = Settings()
    try:
        release = ensure_release(settings, progress=progress_on_stderr)
    except AssistantError as error:
        raise Incomplete(str(error)) from None
    made = SetupResult(release=release, home=str(settings.home), updates=updates_waiting(settings) or None)
    if _as_json(format_):
        click.echo(made.model_dump_json())
        return
    click.echo(f"Library release {made.release} serves from {made.home}")
    if made.updates:
        click.echo(made.updates)


@click.command("doctor")
@_format_option
def doctor_command(format_: Printed | None) -> None:
    """Tell what is missing or damaged, and the one command that mends it."""
    checks = tuple(_checks(Settings()))
    complete = all(check.state != "missing" for check in checks)
    if _as_json(format_):
        click.echo(DoctorResult(complete=complete, checks=checks).model_dump_json())
    else:
        for check in checks:
            click.echo(f"{WORDS[check.state]} {check.name}" + (f": {check.said}" if check.said else ""))
    if not complete:
        raise click.exceptions.Exit(INCOMPLETE)


def _as_json(format_: Printed | None) -> bool:
    return (format_ or ("text" if sys.stdout.isatty() else "json")) == "json"


def _checks(settings: Settings) -> Iterator[Check]:
    """Each thing that is looked at, what is needed first."""
    yield from (_needed(name, fault) for name, fault in _faults(settings))
    for name, purpose in OPTIONAL.items():
        there = importlib.util.find_spec(name) is not None
        yield Check(name=f"{name} (optional)", state="ok" if there else "absent", said=purpose)
    if settings.is_off:
        said = f"AFTERWORD_NETWORK=off, or an administrator made {OFF_FILE}"
        yield Check(name="language models", state="off", said=said)
    if not settings.keeps_appeals:
        said = f"AFTERWORD_APPEALS=off, or an administrator made {APPEALS_OFF_FILE}"
        yield Check(name="keeping texts as cases", state="off", said=said)


def _needed(name: str, fault: str | None) -> Check:
    return Check(name=name, state="missing" if fault else "ok", said=fault)


def _faults(settings: Settings) -> Iterator[tuple[str, str | None]]:
    """Each thing that is needed, and what is wrong with it; without every package nothing else can be told."""
    from assistant.adapters.weights import FILES, MEND, OWN_FILES, fault_of  # noqa: PLC0415 - help needs no weights

    there = {name: importlib.util.find_spec(name) is not None for name in ESSENTIAL}
    for name, found in there.items():
        yield f"package {name}", None if found else f"not installed. Run: {MEND}"
    if not all(there.values()):
        return
    for name in (*FILES, *OWN_FILES):
        yield f"model {name}", fault_of(name)
    yield "content and calibration", _content_fault()
    yield "library index", _index_fault(settings)


def _content_fault() -> str | None:
    try:
        from assistant.bootstrap import build_bank, build_calibration  # noqa: PLC0415 - it may itself be at fault

        load_entries()
        load_rules()
        build_bank()
        build_calibration()
    except AssistantError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a file, the remedy is one
        what = (
            f"{error}." if isinstance(error, FaultyContentError) else f"unreadable ({type(error).__name__})."
        )
        return f"{what} Mend it, or run: git checkout -- knowledge"
    return None


def _index_fault(settings: Settings) -> str | None:
    try:
        from assistant.bootstrap import build_release_store  # noqa: PLC0415 - the same

        build_release_store(settings).open().candidates(["a hard session"])
    except AssistantError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever the index throws, the remedy is one
        return f"cannot be opened ({type(error).__name__}). Run: afterword setup"
    return None
