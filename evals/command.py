"""`afterword eval`: run suites, tell the numbers, and fail when a gate does."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from assistant.cli.reading import INCOMPLETE, Unreadable, progress_on_stderr
from assistant.cli.reflect import settings_with
from assistant.errors import AssistantError, SetupError
from evals.case import Split

if TYPE_CHECKING:
    from evals.report import Report

FAILED = 1
MODEL = "model"
REFLECTIONS = 100
"""How many a language model is put to, unless another number is given."""
NAMES = (
    "screening",
    "identifiers",
    "themes",
    "retrieval",
    "statements",
    "questions",
    "debriefs",
    "summaries",
    "relevance",
)


@click.command("eval")
@click.argument("suites", nargs=-1, type=click.Choice([*NAMES, MODEL]), metavar="[SUITE]...")
@click.option("--split", type=click.Choice(["dev", "test"]), default="test", show_default=True)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "md"]), help="JSON where output is no terminal."
)
@click.option("--write-reports", is_flag=True, help="Write docs/reports/SUITE.md, .json and .png.")
@click.option("--provider", metavar="PROVIDER:MODEL", help="For `model`: openai:MODEL, gguf:PATH and so on.")
@click.option(
    "--cases",
    metavar="FILE|N",
    help="For `screening`: a file of cases on this machine, such as kept appeals. For `model`: how many reflections (100).",
)
def eval_command(
    suites: tuple[str, ...],
    split: Split,
    format_: Literal["text", "json", "md"] | None,
    write_reports: bool,
    provider: str | None,
    cases: str | None,
) -> None:
    """Measure SUITE (every suite by default) and hold it to its gates.

    Suites: screening, identifiers, themes, retrieval, statements, questions, debriefs, summaries, relevance. `afterword eval model --provider
    PROVIDER:MODEL` puts dev reflections to a language model instead and tells what share of its sentences held.
    `afterword eval screening --cases FILE` puts your own cases: the same scores, no gate, nothing written.
    """
    if (MODEL in suites) != (provider is not None) or (MODEL in suites and len(suites) > 1):
        raise click.UsageError("The scorecard is run alone: afterword eval model --provider PROVIDER:MODEL")
    if provider is None and cases is not None and (suites != ("screening",) or write_reports):
        raise click.UsageError(
            "A file of cases is for screening, without reports: afterword eval screening --cases FILE"
        )
    try:
        if provider is not None:
            failed = _score(provider, _count(cases), format_, write=write_reports)
        elif cases is not None:
            failed = _run_local(Path(cases), format_)
        else:
            failed = _run(suites or NAMES, split, format_, write=write_reports)
    except SetupError as error:
        click.echo(str(error), err=True)
        sys.exit(INCOMPLETE)
    sys.exit(FAILED if failed else 0)


def _count(cases: str | None) -> int:
    """How many reflections a model is put to."""
    if cases is None:
        return REFLECTIONS
    if not cases.isdecimal() or int(cases) < 1:
        raise click.UsageError(
            "For a language model, --cases is a number of reflections, such as --cases 100."
        )
    return int(cases)


def _run_local(path: Path, format_: str | None) -> bool:
    """Never a failure: what lies on this machine is measured and not gated."""
    from assistant.cli.journal_session import opened_journal  # noqa: PLC0415 - as below
    from evals import report as reporting  # noqa: PLC0415
    from evals.gates import load_gates  # noqa: PLC0415
    from evals.local_cases import read_cases  # noqa: PLC0415
    from evals.run import run_suite  # noqa: PLC0415
    from evals.suites import SUITES  # noqa: PLC0415

    try:
        cases = read_cases(path, opened_journal)
    except SetupError:
        raise
    except AssistantError as error:
        raise Unreadable(str(error)) from None
    result = run_suite(SUITES["screening"]._replace(cases=lambda _: cases), "local", progress_on_stderr)
    _tell([reporting.report_of(result, load_gates())], format_)
    return False


def _run(names: tuple[str, ...], split: Split, format_: str | None, *, write: bool) -> bool:
    from evals import report as reporting  # noqa: PLC0415 - loads every model; a help text needs none
    from evals.gates import load_gates  # noqa: PLC0415
    from evals.run import run_suite  # noqa: PLC0415
    from evals.suites import SUITES  # noqa: PLC0415

    gates = load_gates()
    reports = [reporting.report_of(run_suite(SUITES[n], split, progress_on_stderr), gates) for n in names]
    _tell(reports, format_)
    if write:
        for path in reporting.write_reports(reports):
            click.echo(f"wrote {path}", err=True)
    failed = [v for r in reports for v in r.failed]
    for verdict in failed:
        click.echo(f"gate failed: {reporting.gate_line(verdict)}", err=True)
    return bool(failed)


def _tell(reports: "Sequence[Report]", format_: str | None) -> None:
    from evals import report as reporting  # noqa: PLC0415 - as above

    tell = {"text": reporting.to_text, "json": reporting.to_json, "md": reporting.to_markdown}
    click.echo(tell[format_ or ("text" if sys.stdout.isatty() else "json")](reports))


def _score(provider: str, cases: int, format_: str | None, *, write: bool) -> bool:
    """Whether any fault was shown or sent, be it once."""
    from evals import scorecard_report as reporting  # noqa: PLC0415 - as above
    from evals.scorecard import scorecard  # noqa: PLC0415

    card = scorecard(settings_with(model=provider), cases, progress_on_stderr)
    tell = {"text": reporting.to_text, "json": reporting.to_json, "md": reporting.to_markdown}
    click.echo(tell[format_ or ("text" if sys.stdout.isatty() else "json")](card))
    if write:
        for path in reporting.write_report(card):
            click.echo(f"wrote {path}", err=True)
    shown = {fault: times for fault, times in card.faults_shown.items() if times}
    for fault, times in shown.items():
        click.echo(f"fault shown: {fault}, in {times} of {card.reflections} reflections", err=True)
    return bool(shown)
