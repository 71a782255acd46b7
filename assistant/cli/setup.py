"""`setup` and `doctor`: build what is missing, and tell what is."""

import importlib.util
from collections.abc import Iterator

import click

from assistant.cli.reading import INCOMPLETE, progress_on_stderr
from assistant.errors import AssistantError
from assistant.settings import APPEALS_OFF_FILE, OFF_FILE, Settings

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


@click.command("setup")
def setup_command() -> None:
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
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(INCOMPLETE) from None
    click.echo(f"Library release {release} serves from {settings.home}")
    if told := updates_waiting(settings):
        click.echo(told)


@click.command("doctor")
def doctor_command() -> None:
    """Tell what is missing or damaged, and the one command that mends it."""
    faults = 0
    for name, fault in checks():
        faults += fault is not None
        click.echo(f"{'ok     ' if fault is None else 'MISSING'} {name}" + (f": {fault}" if fault else ""))
    for name, purpose in OPTIONAL.items():
        there = importlib.util.find_spec(name) is not None
        click.echo(f"{'ok     ' if there else 'absent '} {name} (optional): {purpose}")
    if Settings().is_off:
        click.echo(f"off     language models: AFTERWORD_NETWORK=off, or an administrator made {OFF_FILE}")
    if not Settings().keeps_appeals:
        click.echo(
            f"off     keeping texts as cases: AFTERWORD_APPEALS=off, or an administrator made {APPEALS_OFF_FILE}"
        )
    if faults:
        raise click.exceptions.Exit(INCOMPLETE)


def checks() -> Iterator[tuple[str, str | None]]:
    """Each thing that is needed, and what is wrong with it."""
    for package in ESSENTIAL:
        found = importlib.util.find_spec(package) is not None
        yield f"package {package}", None if found else "not installed. Run: make setup"
    from assistant.adapters.weights import FILES, OWN_FILES, fault_of  # noqa: PLC0415 - after the packages are known

    for name in (*FILES, *OWN_FILES):
        yield f"model {name}", fault_of(name)
    yield "content and calibration", _content_fault()
    yield "library index", _index_fault()


def _content_fault() -> str | None:
    from assistant.bootstrap import build_bank, build_calibration  # noqa: PLC0415
    from knowledge.collection import load_entries, load_rules  # noqa: PLC0415

    try:
        load_entries()
        load_rules()
        build_bank()
        build_calibration()
    except (AssistantError, ValueError) as error:
        return str(error)
    return None


def _index_fault() -> str | None:
    from assistant.bootstrap import build_release_store  # noqa: PLC0415

    try:
        build_release_store(Settings()).open().candidates(["a hard session"])
    except AssistantError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever the index throws, the remedy is one
        return f"cannot be opened ({type(error).__name__}). Run: afterword setup"
    return None
