"""`replay`: the same reflection again, held against the receipt of its debrief."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from assistant.bootstrap import build_release_store
from assistant.cli.kb_session import format_option
from assistant.cli.reading import SOME_FAILED, Format, Incomplete, run_command
from assistant.cli.receipt_file import read_receipt
from assistant.cli.reflect import admitted, ports_of, settings_with
from assistant.model.receipt import Difference, Receipt, ReplayResult
from assistant.model.text import Reflection
from assistant.pipeline import debrief
from assistant.receipts import differences, gguf_of, is_of, making_of, receipt_of
from assistant.render import render
from assistant.settings import Settings
from assistant.wiring import Ports


class FixedDay:
    """The day on which a receipt was made."""

    def __init__(self, day: date) -> None:
        """Take the day."""
        self._day = day

    def today(self) -> date:
        """That day, whenever it is asked."""
        return self._day


@click.command("replay")
@click.argument("receipt")
@click.argument("file", required=False)
@format_option
@click.option("--model", help="gguf:PATH, where the receipt's model is a file: a receipt holds no folder.")
def replay_command(receipt: str, file: str | None, format_: Format | None, model: str | None) -> None:
    """Run a reflection again as RECEIPT says, and tell whether the debrief is the same.

    Exit status 0: the same; 1: something differs.
    """
    kept = read_receipt(Path(receipt))
    settings = settings_with(locale=kept.made.locale, model=model or _model_of(kept))
    same: list[bool] = []

    def handle(line: Mapping[str, Any]) -> ReplayResult:
        result = replayed(kept, admitted(line, "text", settings), settings)
        same.append(result.same)
        return result

    run_command(handle, source=file, jsonl=False, format_=format_, fields=("text",), render=render)
    sys.exit(0 if all(same) else SOME_FAILED)


def replayed(kept: Receipt, reflection: Reflection, settings: Settings) -> ReplayResult:
    """The same run again, where the text is the same; with the receipt's release where it is still here.

    Raises:
        SetupError: a model or the index is missing or wrong.

    """
    if not is_of(kept, reflection.text):
        other = (Difference(kind="text"),)
        return ReplayResult(id=reflection.id, receipt=kept.id, same=False, differences=other)
    made = kept.made
    ports = _as_it_was(ports_of(settings), kept, settings)
    outcome = debrief(reflection, ports=ports, answer=made.answer)
    now = making_of(settings, ports.library.release, day=made.day, answer=made.answer)
    found = differences(kept, receipt_of(reflection.text, outcome, now, salt=kept.salt))
    return ReplayResult(id=reflection.id, receipt=kept.id, same=not found, differences=found)


def _as_it_was(ports: Ports, kept: Receipt, settings: Settings) -> Ports:
    made, store = kept.made, build_release_store(settings)
    library = store.open(made.release) if made.release and store.is_complete(made.release) else ports.library
    return ports._replace(library=library, clock=FixedDay(made.day))


def _model_of(kept: Receipt) -> str:
    """The receipt's model; a file is the one that the environment names.

    Raises:
        Incomplete: the environment names none.

    """
    if not kept.made.model.startswith("gguf:"):
        return kept.made.model
    settings = Settings()
    if gguf_of(settings) is None:
        raise Incomplete(
            f"The receipt's model is the file {kept.made.model.removeprefix('gguf:')}.gguf. Say where it is: --model gguf:PATH"
        )
    return settings.model
