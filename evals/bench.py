"""`python -m evals.bench`: our work and a naive build's, side by side in one run; ratios are gated, times are told.

Times interleave both systems in one process, so that a busy machine slows both. Peak memory is that of a
process of its own for each. `python -m evals.bench journal` tells the journal's times alone,
`python -m evals.bench publish` those of publishing.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from assistant.model.text import Frozen
from evals.gates import load_gates
from evals.promised import ALONE, promised_markdown

SAMPLES = Path(__file__).parents[1] / "knowledge" / "samples"
WRITTEN = Path(__file__).parents[1] / "docs" / "reports" / "bench.md"
WORDS = 120
ROUNDS = 5
MODEL_ROUNDS = 3
SHARED_BY_SCREENING = ("parse", "read", "screen")
MEBI = 1024


class Bench(Frozen):
    """Medians in milliseconds, peaks in MiB, and the ratios that are gated."""

    medians_ms: Mapping[str, float]
    stages_ms: Mapping[str, float]
    memory_mib: Mapping[str, float]
    ratios: Mapping[str, float]
    journal_ms: Mapping[str, tuple[float, float]]
    """On the clock, and of every processor together."""
    publishing: tuple[str, ...] = ()
    """The section of the report on publishing."""
    runs: int
    cores: int


def main() -> None:
    """Measure, write the report, and fail when a ratio is over its gate."""
    if sys.argv[1:] == ["journal"]:
        from evals.journal_bench import journal_markdown  # noqa: PLC0415 - the naive child must not load our code

        print("\n".join(journal_markdown(_journal_times())))
        return
    if sys.argv[1:] == ["publish"]:
        print("\n".join(_publishing()))
        return
    if len(sys.argv) > 1:
        print(json.dumps(_peak_of(sys.argv[1])))
        return
    bench = measure()
    text = to_markdown(bench)
    WRITTEN.parent.mkdir(parents=True, exist_ok=True)
    WRITTEN.write_text(text, encoding="utf-8")
    print(text)
    failed = over(bench.ratios, load_gates().bench)
    for line in failed:
        click.echo(f"gate failed: {line}", err=True)
    sys.exit(1 if failed else 0)


def over(ratios: Mapping[str, float], bounds: Mapping[str, float]) -> list[str]:
    """Ratios above their bounds; one that was not measured fails too."""
    missing = [f"{name} was not measured" for name in bounds if name not in ratios]
    above = [
        f"{name} is {ratios[name]:.2f}, at most {bound:.2f} is allowed: over by {ratios[name] - bound:.2f}"
        for name, bound in bounds.items()
        if name in ratios and ratios[name] > bound
    ]
    return missing + above


def measure() -> Bench:
    """Every number of the bench."""
    from assistant.model.debrief import Debrief, Withheld  # noqa: PLC0415 - children measure one system alone
    from evals.baselines.naive_pipeline import answered  # noqa: PLC0415
    from evals.baselines.stock_presidio import found_by_presidio  # noqa: PLC0415
    from evals.engine import ports  # noqa: PLC0415
    from evals.model_bench import model_ratios, timed  # noqa: PLC0415

    debrief, detect = _ours(), _our_detector()
    results: list[Debrief | Withheld] = []
    times = interleaved(
        {
            "debrief": lambda text: results.append(debrief(text)),
            "naive": answered,
            "detector": detect,
            "presidio": found_by_presidio,
        },
        reflections(),
    )
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    bare, proved = timed(ports(), MODEL_ROUNDS)
    medians["model"] = statistics.median(t.last for t in bare) * 1000
    medians["model_proved"] = statistics.median(t.last for t in proved) * 1000
    stages = _stages([r.timings_ms for r in results if isinstance(r, Debrief)])
    return Bench(
        medians_ms=medians,
        stages_ms=stages,
        memory_mib={name: _child(name) for name in ("afterword", "naive")},
        ratios={
            "debrief_vs_naive": _median_ratio(times["debrief"], times["naive"]),
            "detector_vs_presidio": _median_ratio(times["detector"], times["presidio"]),
            **model_ratios(bare, proved, _median_ratio),
        },
        journal_ms=_journal_times(),
        publishing=_publishing(),
        runs=len(times["debrief"]),
        cores=os.cpu_count() or 1,
    )


def interleaved(
    systems: Mapping[str, Callable[[str], Any]], texts: Sequence[str], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Milliseconds of every system on every text, taking turns; the first text warms all up untold."""
    for run in systems.values():
        run(texts[0])
    times: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(rounds):
        for text in texts:
            for name, run in systems.items():
                times[name].append(_milliseconds(run, text))
    return times


def reflections() -> list[str]:
    """The shipped samples, each cut to 120 words."""
    return [" ".join(p.read_text(encoding="utf-8").split()[:WORDS]) for p in sorted(SAMPLES.glob("*.txt"))]


def to_markdown(bench: Bench) -> str:
    """The report; times belong to one machine on one day, ratios travel."""
    from evals.journal_bench import journal_markdown  # noqa: PLC0415 - as in main

    bounds = load_gates().bench
    lines = [
        "# Bench",
        "",
        f"{bench.runs} runs each over reflections of {WORDS} words after loading, taking turns in one process,",
        f"on {bench.cores} cores. Times belong to the machine and what else it was doing; ratios are what is gated.",
        "",
        "| work | median ms |",
        "| --- | --- |",
        *(f"| {_NAMES.get(name, name)} | {ms:.1f} |" for name, ms in bench.medians_ms.items()),
        "",
        *promised_markdown({**bench.medians_ms, **bench.stages_ms, **bench.memory_mib}),
        "| ratio (median over texts, side by side) | value | at most |",
        "| --- | --- | --- |",
        *(
            f"| {n.replace('_', ' ')} | {r:.2f} | {bounds.get(n, float('inf')):.2f} |"
            for n, r in bench.ratios.items()
        ),
        "",
        "| stage of our debrief | median ms |",
        "| --- | --- |",
        *(f"| {stage} | {ms:.1f} |" for stage, ms in bench.stages_ms.items()),
        "",
        *journal_markdown(bench.journal_ms),
        *bench.publishing,
        "| peak memory of a process of its own | MiB |",
        "| --- | --- |",
        *(f"| {name} | {mib:.0f} |" for name, mib in bench.memory_mib.items()),
        "",
    ]
    return "\n".join(lines)


_NAMES = {
    "debrief": "Afterword, whole guided debrief",
    "naive": "naive build: stock Presidio and one dense Chroma query, no checks",
    "detector": "our identifier detector",
    "model": "scripted language model at a real one's pace, read bare",
    "model_proved": "the same model, every sentence proved while it streams",
    "presidio": "stock Presidio with the same spaCy model",
}


def _stages(timings: Iterable[Mapping[str, float]]) -> dict[str, float]:
    rows = list(timings)
    stages = {name: statistics.median(r.get(name, 0.0) for r in rows) for name in (rows[0] if rows else {})}
    alone = [sum(r.get(name, 0.0) for name in SHARED_BY_SCREENING) for r in rows]
    return {**stages, ALONE: statistics.median(alone)} if rows else {}


def _median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Median of the ratios of neighbours in time: both had the same machine."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def _milliseconds(run: Callable[[str], Any], text: str) -> float:
    started = time.perf_counter()
    run(text)
    return (time.perf_counter() - started) * 1000


def _ours() -> Callable[[str], Any]:
    from assistant.model.text import Reflection  # noqa: PLC0415 - the naive child must not load our models
    from assistant.pipeline import debrief  # noqa: PLC0415
    from evals.engine import ports  # noqa: PLC0415

    return lambda text: debrief(Reflection(text=text), ports=ports())


def _publishing() -> tuple[str, ...]:
    from evals.publish_bench import publish_markdown, publish_times  # noqa: PLC0415 - as in main

    return tuple(publish_markdown(publish_times()))


def _journal_times() -> Mapping[str, tuple[float, float]]:
    from evals.engine import ports  # noqa: PLC0415 - as above
    from evals.journal_bench import journal_times  # noqa: PLC0415 - as above

    return journal_times(ports(), reflections())


def _our_detector() -> Callable[[str], Any]:
    from assistant.bootstrap import build_readers  # noqa: PLC0415 - as above

    return build_readers().detector.detect


def _peak_of(name: str) -> float:
    """Peak memory of this process, in MiB, once it has answered every sample."""
    if name == "afterword":
        run = _ours()
    else:
        from evals.baselines.naive_pipeline import answered  # noqa: PLC0415 - as above

        run = answered
    for text in reflections():
        run(text)
    return _peak_mib()


def _peak_mib() -> float:
    """What this process alone held at most; `getrusage` would also count the parent it was forked from."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBI
    line = next(s for s in status.read_text(encoding="ascii").splitlines() if s.startswith("VmHWM:"))
    return int(line.split()[1]) / MEBI


def _child(name: str) -> float:
    command = [sys.executable, "-m", "evals.bench", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.strip().splitlines()[-1]))


if __name__ == "__main__":
    main()
