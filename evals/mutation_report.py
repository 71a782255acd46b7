"""A mutation check as Markdown and JSON."""

from collections.abc import Sequence
from pathlib import Path

from evals.mutation import GateChange, MutationReport, MutationResult, named
from evals.report import REPORTS, Table, write_both

STEM = "mutation"
MOST = 4
"""Gates told in one cell; the JSON holds all of them."""
HOW = (
    "Every case was read once and screened again with one part taken away. A gate is met when the near end of its interval "
    "reaches its bound; after a gate stands how far that end fell. Without the classifier, every rule counts."
)


def to_markdown(report: MutationReport) -> str:
    """For the repository."""
    parts = [
        "# Mutation check of screening",
        HOW,
        f"{report.cases} cases of the {report.split} split, {report.gates} gates.",
        _verdict(report),
        Table(
            [
                "without",
                "cases sent elsewhere",
                "gates turned red",
                "gates that were red, worse",
                "green, worse",
            ],
            [_row(m) for m in report.mutations],
        ).to_markdown(),
    ]
    if report.red:
        parts.append(
            f"Red before anything is taken away ({len(report.red)}), so that nothing can turn them red: "
            f"{', '.join(report.red)}."
        )
    return "\n\n".join(parts) + "\n"


def write_report(report: MutationReport, folder: Path = REPORTS) -> list[Path]:
    """Write `mutation.md` and `.json`; returns what was written."""
    return write_both(folder / STEM, to_markdown(report), report)


def _verdict(report: MutationReport) -> str:
    reds = sum(bool(m.turned_red) for m in report.mutations)
    only = [m.removed for m in report.mutations if m.noticed and not m.turned_red]
    said = [f"{reds} of {len(report.mutations)} mutations turn a gate red."]
    if only:
        said.append(f"Only a gate that was red gets worse without: {', '.join(only)}.")
    if report.unnoticed:
        said.append(f"No gate misses: {', '.join(report.unnoticed)}.")
    return " ".join(said)


def _row(mutation: MutationResult) -> list[str]:
    changes = (mutation.turned_red, mutation.redder, mutation.worse)
    return [mutation.removed, str(mutation.rerouted), *map(_cell, changes)]


def _cell(changes: Sequence[GateChange]) -> str:
    """How many, and the worst of them."""
    if not changes:
        return "0"
    worst = sorted(changes, key=lambda c: -(c.worse_by if c.worse_by is not None else 1.0))
    told = [f"{named(c.metric, c.slice)} {_fell(c)}" for c in worst[:MOST]]
    return f"{len(changes)}: " + "; ".join([*told, *(["..."] if len(worst) > MOST else [])])


def _fell(change: GateChange) -> str:
    return "no longer told" if change.worse_by is None else f"-{change.worse_by:.3f}"
