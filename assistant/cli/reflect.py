"""`debrief`, `deidentify`, `screen`, `themes` and `verify`: everything that reads a reflection."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from assistant.bootstrap import (
    build_calibration,
    build_detector,
    build_ports,
    build_readers,
    build_rules,
    build_unanswered,
)
from assistant.cli.crisis_lines import crisis_lines_told
from assistant.cli.reading import Format, progress_on_stderr, run_bytes, run_command
from assistant.cli.receipt_file import check_free, write_receipt
from assistant.cli.wrong_setting import wrong_setting
from assistant.errors import ReflectionError
from assistant.model.contract import DeidentifyResult, ScreenResult, ThemesResult, VerifyResult
from assistant.model.debrief import Answer, Outcome
from assistant.model.screening import Screening
from assistant.model.text import MAX_CHARACTERS, DeidentifiedReflection
from assistant.pipeline import debrief
from assistant.pipeline import preview as preview_of
from assistant.render import render
from assistant.settings import Settings
from assistant.stages.admit import admit
from assistant.stages.combination_hints import combination_hints
from assistant.stages.deidentify import deidentify
from assistant.stages.screen import read_by, screen
from assistant.stages.understand import themes_of
from assistant.stages.verify import verify_statement
from assistant.wiring import Ports

C = TypeVar("C", bound=Callable[..., None])


def shared_options(command: C) -> C:
    """FILE, `--jsonl` and `--format`, the same on every command."""
    command = click.option(
        "--format",
        "format_",
        type=click.Choice(["text", "md", "json"]),
        help="Text on a terminal, JSON elsewhere by default.",
    )(command)
    command = click.option("--jsonl", is_flag=True, help="One JSON object a line in, one a line out.")(
        command
    )
    return click.argument("file", required=False)(command)


@click.command("debrief")
@shared_options
@click.option("--locale", help="US, GB, IE, CA, AU or NZ: which crisis resources are shown.")
@click.option("--model", help="none, openai:MODEL or gguf:PATH; overrides AFTERWORD_MODEL.")
@click.option(
    "--answer",
    type=click.Choice(["about_me", "about_client", "handled", "debrief_anyway"]),
    help="Your own answer to a card; re-routes once.",
)
@click.option(
    "--receipt", metavar="FILE", help="Write what `replay` needs: no text, only settings and hashes."
)
@click.option("--preview", is_flag=True, help="Print the exact bytes that would leave first; send nothing.")
def debrief_command(
    file: str | None,
    jsonl: bool,
    format_: Format | None,
    locale: str | None,
    model: str | None,
    answer: Answer | None,
    receipt: str | None,
    preview: bool,
) -> None:
    """Turn a reflection into a summary, strategies and supervision questions, each with its evidence."""
    settings = settings_with(locale=locale, model=model)
    tell_of_the_network(settings)
    if preview:
        if jsonl:
            raise click.UsageError("--preview takes one text; use it without --jsonl.")
        run_bytes(lambda line: _previewed(line, settings, answer), source=file, fields=("text",))
        return
    if receipt and jsonl:
        raise click.UsageError("--receipt is of one text; use it without --jsonl.")
    if receipt:
        check_free(Path(receipt))

    def handle(line: Mapping[str, Any]) -> Outcome:
        reflection = admitted(line, "text", settings)
        outcome = debrief(reflection, ports=ports_of(settings), answer=answer)
        if receipt:
            write_receipt(Path(receipt), reflection.text, outcome, settings, ports_of(settings))
        build_unanswered(settings).note(outcome)
        return outcome

    run_command(handle, source=file, jsonl=jsonl, format_=format_, fields=("text",), render=render)


def _previewed(line: Mapping[str, Any], settings: Settings, answer: Answer | None) -> bytes:
    made = preview_of(admitted(line, "text", settings), ports=ports_of(settings), answer=answer)
    if not made:
        click.echo("Nothing would be sent.", err=True)
    return made


def tell_of_the_network(settings: Settings) -> None:
    """Say on standard error what the settings mean for what leaves this machine."""
    if settings.model == "none":
        return
    if settings.is_off:
        click.echo(
            "The network is switched off here: no model is called, the guided writer writes.", err=True
        )
    elif settings.sends_in_the_clear:
        click.echo("The model's server is reached without encryption (http).", err=True)


@click.command("deidentify")
@shared_options
def deidentify_command(file: str | None, jsonl: bool, format_: Format | None) -> None:
    """Take the identifiers out and show what was masked."""
    settings = settings_with()

    def handle(line: Mapping[str, Any]) -> DeidentifyResult:
        reflection = admitted(line, "text", settings)
        masked, _ = deidentify(reflection, detector=build_detector(settings), hint=combination_hints)
        return DeidentifyResult(
            id=reflection.id, text=masked.text, redactions=masked.redactions, hints=masked.hints
        )

    run_command(handle, source=file, jsonl=jsonl, format_=format_, fields=("text",), render=render)


@click.command("screen")
@shared_options
def screen_command(file: str | None, jsonl: bool, format_: Format | None) -> None:
    """Say who may be at risk, now or then, meant or idiom, and which card comes first."""
    settings = settings_with()

    def handle(line: Mapping[str, Any]) -> ScreenResult:
        screening = screened(line, settings)
        return ScreenResult(
            id=line.get("id"), route=screening.route, findings=screening.findings, cards=screening.cards
        )

    run_command(handle, source=file, jsonl=jsonl, format_=format_, fields=("text",), render=render)


@click.command("themes")
@shared_options
def themes_command(file: str | None, jsonl: bool, format_: Format | None) -> None:
    """Say what a reflection is about for the writer; nothing, where nothing is clear."""
    settings = settings_with()

    def handle(line: Mapping[str, Any]) -> ThemesResult:
        readers = build_readers()
        reflection = admitted(line, "text", settings)
        spans = readers.parser.parse(reflection.text).sentences
        reading = readers.classifier.read(reflection.text, spans)
        return ThemesResult(id=reflection.id, themes=themes_of(spans, reading, build_calibration().themes))

    run_command(handle, source=file, jsonl=jsonl, format_=format_, fields=("text",), render=render)


@click.command("verify")
@shared_options
def verify_command(file: str | None, jsonl: bool, format_: Format | None) -> None:
    """Say whether a statement may be shown to the writer as a summary of their own reflection."""
    settings = settings_with()

    def handle(line: Mapping[str, Any]) -> VerifyResult:
        readers = build_readers()
        reflection = admitted(line, "reflection", settings)
        if not line["statement"].strip():
            raise ReflectionError("empty_text", "The statement is empty. It was not checked.")
        if len(line["statement"]) > MAX_CHARACTERS:
            raise ReflectionError(
                "too_long",
                f"The statement is over {MAX_CHARACTERS:,} characters. It was not checked. Send it in parts.",
            )
        verdict = verify_statement(
            line["statement"],
            against=readers.parser.parse(reflection.text),
            statement_parse=readers.parser.parse(line["statement"]),
            judge=readers.judge,
            thresholds=build_calibration().verify,
        )
        return VerifyResult(
            id=line.get("id"),
            supported=verdict.supported,
            reasons=verdict.reasons,
            evidence=verdict.evidence,
        )

    run_command(
        handle,
        source=file,
        jsonl=jsonl,
        format_=format_,
        fields=("reflection", "statement"),
        render=render,
        json_input=True,
    )


def screened(line: Mapping[str, Any], settings: Settings) -> Screening:
    """The screening of a text as it came in, so that offsets point into it."""
    readers = build_readers()
    reflection = admitted(line, "text", settings)
    text = DeidentifiedReflection(text=reflection.text, id=reflection.id)
    read = read_by(readers.parser, readers.classifier)
    parse, reading = read(text.text)
    return screen(
        text,
        parse=parse,
        reading=reading,
        read=read,
        rules=build_rules(),
        thresholds=build_calibration().screening,
    )


def admitted(line: Mapping[str, Any], field: str, settings: Settings) -> Any:
    """The text of a line as a reflection, if it can be taken as one; else whom to turn to is told here."""
    with crisis_lines_told(settings.locale):
        return admit(line[field], language=build_readers().language, id=line.get("id"))


def settings_with(**overrides: str | None) -> Settings:
    """The settings of the environment, with what the command line overrides.

    Raises:
        click.UsageError: a value is not one of those that a setting knows.

    """
    given = {f"AFTERWORD_{name.upper()}": value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic reads the text
    except ValidationError as error:
        options = {name: f"--{name.removeprefix('AFTERWORD_').lower()}" for name in given}
        raise click.UsageError(str(wrong_setting(error, options))) from None


@cache
def ports_of(settings: Settings) -> Ports:
    """The wired ports; the index is built with progress on first use."""
    return build_ports(settings, progress=progress_on_stderr)
