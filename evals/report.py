"""What a run tells: text for a terminal, JSON for programs, Markdown for the repository."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from assistant.adapters.weights import OWN
from assistant.model.text import Frozen
from evals.case import Split
from evals.gates import Gates, Verdict, judge
from evals.measured import OVERALL, PRODUCT, Measured
from evals.run import SuiteResult
from evals.scorers.screening import CurvePoint

REPORTS = Path(__file__).parents[1] / "docs" / "reports"
MISSES = 40
"""Cases shown of what went wrong; the JSON holds the same."""


class Miss(Frozen):
    """One thing that went wrong on one case."""

    case: str
    metric: str
    answer: str
    expected: str


class Report(Frozen):
    """One suite on one split."""

    suite: str
    asks: str
    split: Split
    cases: int
    headline: str
    weights: dict[str, str]
    """Hashes of the trained files that were measured."""
    measured: tuple[Measured, ...]
    verdicts: tuple[Verdict, ...]
    curve: tuple[CurvePoint, ...]
    misses: tuple[Miss, ...]

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The gates that are not met."""
        return tuple(v for v in self.verdicts if not v.passed)


class Table(NamedTuple):
    """Rows under a header, for Markdown."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def to_markdown(self) -> str:
        """Pipes and dashes."""
        lines = [self.header, ["---"] * len(self.header), *self.rows]
        return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def report_of(result: SuiteResult, gates: Gates) -> Report:
    """The report of one suite; gates are judged on their own split only."""
    own = json.loads((OWN / "own.json").read_text(encoding="utf-8"))
    judged = judge(gates, result.suite.name, result.measured) if result.split == gates.split else ()
    return Report(
        suite=result.suite.name,
        asks=result.suite.asks,
        split=result.split,
        cases=result.cases,
        headline=result.suite.headline,
        weights={name: sha256[:12] for name, (_, sha256) in own.items()},
        measured=result.measured,
        verdicts=judged,
        curve=result.curve,
        misses=tuple(_misses(result))[:MISSES],
    )


def _misses(result: SuiteResult) -> Iterable[Miss]:
    """Of the product: the headline's misses first."""
    own = [o for o in result.outcomes if o.system == PRODUCT]
    missed = [
        (s.metric != result.suite.headline, s.value or 0.0, o.case.id, s) for o in own for s in o.missed
    ]
    for _, _, case, score in sorted(missed, key=lambda m: m[:3]):
        yield Miss(case=case, metric=score.metric, answer=score.answer, expected=score.explanation)


def to_json(reports: Sequence[Report]) -> str:
    """One object: every report, and whether all gates are met."""
    failed = [v.model_dump() for r in reports for v in r.failed]
    suites = [json.loads(r.model_dump_json()) for r in reports]
    return json.dumps({"passed": not failed, "failed_gates": failed, "suites": suites}, ensure_ascii=False)


def to_text(reports: Sequence[Report]) -> str:
    """For a terminal: overall numbers, then the gates that failed."""
    return "\n".join([*(_suite_text(r) for r in reports), *gate_lines(reports)])


def to_markdown(reports: Sequence[Report]) -> str:
    """For the repository, one suite after the other."""
    return "\n\n".join(_suite_markdown(r) for r in reports) + "\n"


def gate_lines(reports: Sequence[Report]) -> list[str]:
    """Which gates failed, by how much, on how many cases."""
    failed = [v for r in reports for v in r.failed]
    judged = sum(len(r.verdicts) for r in reports)
    if not judged:
        return ["No gate was judged: gates are for the test split."]
    if not failed:
        return [f"All {judged} gates are met."]
    return [f"{len(failed)} of {judged} gates failed:", *(f"  {gate_line(v)}" for v in failed)]


def gate_line(verdict: Verdict) -> str:
    """One verdict as a sentence."""
    return f"{verdict.suite}/{verdict.metric} ({verdict.slice}): {verdict.why}"


def write_reports(reports: Iterable[Report], folder: Path = REPORTS) -> list[Path]:
    """Write `<suite>.md`, `.json` and `.png`; returns what was written."""
    from evals.pictures import draw  # noqa: PLC0415 - drawing needs matplotlib, which users do not install

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for report in reports:
        stem = report.suite if report.split == "test" else f"{report.suite}-{report.split}"
        picture = draw(report, folder / f"{stem}.png")
        text = (
            _suite_markdown(report) + f"\n\n![{report.suite}: numbers with their intervals]({picture.name})\n"
        )
        written += [*write_both(folder / stem, text, report), picture]
    return written


def write_both(stem: Path, text: str, report: BaseModel) -> list[Path]:
    """Write `STEM.md` and `STEM.json`; returns what was written."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    paths = [stem.with_name(f"{stem.name}.md"), stem.with_name(f"{stem.name}.json")]
    paths[0].write_text(text, encoding="utf-8")
    paths[1].write_text(report.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return paths


def number(m: Measured) -> str:
    """Value, interval and count in one cell."""
    if m.value is None:
        return f"not scored ({m.unscored})"
    interval = "" if m.low is None or m.high is None else f" [{m.low:.3f}, {m.high:.3f}]"
    return f"{m.value:.3f}{interval} (n={m.count})" + (f", {m.unscored} unscored" if m.unscored else "")


def _suite_text(report: Report) -> str:
    lines = [f"{report.suite} ({report.split}, {report.cases} cases): {report.asks}"]
    lines += [f"  {m.metric:34} {m.system:18} {number(m)}" for m in report.measured if m.slice == OVERALL]
    return "\n".join(lines) + "\n"


def _suite_markdown(report: Report) -> str:
    parts = [
        f"# {report.suite.capitalize()}",
        report.asks,
        f"{report.cases} cases of the {report.split} split. Each number: value [95 % interval] (count).",
        f"Trained files measured: {', '.join(f'{n} `{h}`' for n, h in report.weights.items())}.",
        "## All cases",
        _overall(report).to_markdown(),
    ]
    if report.verdicts:
        parts += ["## Gates", *gate_lines([report])[:1], _gates(report).to_markdown()]
    for dimension in dict.fromkeys(m.slice.partition(":")[0] for m in report.measured if m.slice != OVERALL):
        parts += [f"## By {dimension}", _by(report, dimension).to_markdown()]
    if report.curve:
        parts += ["## Misses against false alarms", _curve(report).to_markdown()]
    if report.misses:
        parts += [f"## What went wrong (first {len(report.misses)})", _wrong(report).to_markdown()]
    return "\n\n".join(parts)


def _overall(report: Report) -> Table:
    systems = list(dict.fromkeys(m.system for m in report.measured))
    found = {(m.metric, m.system): number(m) for m in report.measured if m.slice == OVERALL}
    metrics = dict.fromkeys(metric for metric, _ in found)
    return Table(["metric", *systems], [[m, *(found.get((m, s), "") for s in systems)] for m in metrics])


def _gates(report: Report) -> Table:
    rows = [
        [
            v.metric,
            v.slice,
            "" if v.target is None else f"{v.target:.3f}",
            "none" if v.value is None else f"{v.value:.3f}",
            "met" if v.passed else "FAILED",
            v.why,
        ]
        for v in report.verdicts
    ]
    return Table(["metric", "slice", "target", "value", "gate", "why"], rows)


def _by(report: Report, dimension: str) -> Table:
    """Families and the like for the headline only; short dimensions for every metric of the product."""
    rows = [
        [m.slice.partition(":")[2], m.metric, number(m)]
        for m in report.measured
        if m.system == PRODUCT
        and m.slice.startswith(f"{dimension}:")
        and (dimension != "family" or m.metric == report.headline)
    ]
    return Table([dimension, "metric", PRODUCT], sorted(rows, key=lambda r: (r[1], r[0])))


def _curve(report: Report) -> Table:
    rows = [
        [
            p.system,
            "as it stands" if p.threshold is None else f"{p.threshold:.2f}",
            f"{p.misses:.3f}",
            f"{p.false_alarms:.3f}",
        ]
        for p in report.curve
    ]
    return Table(["system", "threshold", "crisis missed", "false alarms"], rows)


def _wrong(report: Report) -> Table:
    rows = [[m.case, m.metric, m.answer[:160], m.expected[:200]] for m in report.misses]
    return Table(["case", "metric", "answer", "expected"], [[c.replace("\n", " ") for c in r] for r in rows])
