"""Pictures of a report: numbers with their intervals, and for screening the whole trade."""

from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from evals.measured import OVERALL, PRODUCT, Measured

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from evals.report import Report

COLOURS = ("#1b5e74", "#c26b2e", "#6b8f3c", "#8a4f7d", "#777777")


def draw(report: "Report", path: Path) -> Path:
    """One picture of a suite; returns its path."""
    mpl.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    rows = _rows(report)
    figure = Figure(figsize=(9, max(2.5, 0.42 * len(rows) + 1.2) + (4 if report.curve else 0)), dpi=110)
    if report.curve:
        upper, lower = figure.subplots(2, 1, height_ratios=(0.42 * len(rows) + 1, 4.5))
        _draw_curve(report, lower)
    else:
        upper = figure.subplots()
    _draw_numbers(report, rows, upper)
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    return path


def _rows(report: "Report") -> list[str]:
    own = (m for m in report.measured if m.slice == OVERALL and m.value is not None and m.value <= 1)
    return list(dict.fromkeys(m.metric for m in own if m.metric != "answered"))


def _draw_numbers(report: "Report", rows: list[str], axes: "Axes") -> None:
    systems = list(dict.fromkeys(m.system for m in report.measured))
    for at, system in enumerate(systems):
        found = [m for m in report.measured if m.system == system and m.slice == OVERALL and m.metric in rows]
        shift = 0.16 * (at - (len(systems) - 1) / 2)
        heights = [rows.index(m.metric) + shift for m in found]
        _draw_system(found, heights, axes, COLOURS[at % len(COLOURS)])
    axes.set_yticks(range(len(rows)), [r.replace("_", " ") for r in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, 1.02)
    axes.grid(axis="x", alpha=0.3)
    axes.set_title(f"{report.suite} ({report.split}, {report.cases} cases)", loc="left")
    axes.legend(loc="lower left", frameon=False)


def _draw_system(found: list[Measured], heights: list[float], axes: "Axes", colour: str) -> None:
    values = [m.value or 0.0 for m in found]
    low = [max(0.0, v - (v if m.low is None else m.low)) for m, v in zip(found, values, strict=True)]
    high = [max(0.0, (v if m.high is None else m.high) - v) for m, v in zip(found, values, strict=True)]
    label = found[0].system if found else None
    axes.errorbar(values, heights, xerr=[low, high], fmt="o", ms=4, color=colour, label=label, capsize=2)


def _draw_curve(report: "Report", axes: "Axes") -> None:
    swept = dict.fromkeys(p.system for p in report.curve if p.threshold is not None)
    for at, system in enumerate(swept):
        line = [p for p in report.curve if p.system == system and p.threshold is not None]
        label = f"{system}, threshold swept"
        x, y = [p.false_alarms * 100 for p in line], [p.misses * 100 for p in line]
        axes.plot(x, y, "-", lw=1.4, marker=".", color=COLOURS[at], label=label)
    for at, point in enumerate(p for p in report.curve if p.threshold is None):
        marker = "*" if point.system == PRODUCT else "s"
        colour = COLOURS[at % len(COLOURS)]
        axes.plot(
            point.false_alarms * 100, point.misses * 100, marker, ms=9, color=colour, label=point.system
        )
    axes.set_xlabel("false alarms: others asked about crisis (%)")
    axes.set_ylabel("crisis reflections missed (%)")
    axes.set_ylim(bottom=-1)
    axes.set_xlim(left=-1)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
