"""Gates are data; judging them is a pure function of what was measured. What cannot be judged fails."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Self

import yaml
from pydantic import Field, model_validator

from assistant.model.text import Frozen
from evals.case import Split
from evals.intervals import reachable_low
from evals.measured import OVERALL, PRODUCT, Measured, find
from evals.run import FAILED

GATES = Path(__file__).parent / "gates.yaml"


class Gate(Frozen):
    """One bound on one metric."""

    suite: str
    metric: str
    system: str = PRODUCT
    """Whose number: the product's, or that of a part of it which must be worth something by itself."""
    target: float
    """The promised point estimate; told, not gated."""
    at_least: float | None = None
    at_most: float | None = None
    by: Mapping[str, float] = Field(default_factory=dict)
    """Bounds for the slices of a dimension, in the same direction."""

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"{self.suite}/{self.metric}: needs at_least or at_most, and only one")
        return self

    @property
    def name(self) -> str:
        """The metric, and whose it is where it is a part's."""
        return self.metric if self.system == PRODUCT else f"{self.metric} by {self.system}"


class ReleaseTolerance(Frozen):
    """How much worse a candidate release may search."""

    mean_drop_at_most: float
    query_drop_at_most: float
    lowest_mean: float


class Gates(Frozen):
    """The gate file."""

    split: Split
    fewest: int
    gates: tuple[Gate, ...]
    bench: Mapping[str, float]
    release: ReleaseTolerance


class Verdict(Frozen):
    """Whether one gate is met on one slice, and by how much not."""

    suite: str
    metric: str
    slice: str
    target: float | None
    bound: float
    value: float | None
    edge: float | None
    """The near end of the interval, or the value where there is none."""
    count: int
    passed: bool
    why: str


@cache
def load_gates(path: Path = GATES) -> Gates:
    """The gate file, checked.

    Raises:
        ValueError: a gate has no bound or two.

    """
    return Gates.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def judge(gates: Gates, suite: str, measured: Sequence[Measured]) -> tuple[Verdict, ...]:
    """Every gate of a suite, overall and on each slice that is large enough."""
    verdicts = [v for g in gates.gates if g.suite == suite for v in _judge_gate(g, measured, gates.fewest)]
    return (*_judge_failures(suite, measured), *verdicts)


def _judge_failures(suite: str, measured: Sequence[Measured]) -> Iterator[Verdict]:
    """A case on which the product failed is in no other number, so it has a gate of its own."""
    answered = find(measured, FAILED)
    count = answered.count if answered else 0
    failed = answered.unscored if answered else 0
    passed = count > 0 and failed == 0
    why = (
        f"{failed} of {count + failed} cases could not be answered"
        if count + failed
        else "there are no cases"
    )
    yield Verdict(
        suite=suite,
        metric=FAILED,
        slice=OVERALL,
        target=1.0,
        bound=1.0,
        value=None if not count + failed else count / (count + failed),
        edge=None,
        count=count,
        passed=passed,
        why="every case was answered" if passed else why,
    )


def _judge_gate(gate: Gate, measured: Sequence[Measured], fewest: int) -> Iterator[Verdict]:
    bound = gate.at_least if gate.at_least is not None else gate.at_most
    assert bound is not None
    yield _verdict(gate, OVERALL, find(measured, gate.metric, system=gate.system), bound)
    for dimension, slice_bound in gate.by.items():
        for m in _slices(measured, gate, dimension, fewest):
            yield _verdict(gate, m.slice, m, slice_bound)


def _slices(measured: Iterable[Measured], gate: Gate, dimension: str, fewest: int) -> Iterator[Measured]:
    for m in measured:
        named = (m.system, m.metric) == (gate.system, gate.metric) and m.slice.startswith(f"{dimension}:")
        if named and m.count >= fewest:
            yield m


def _verdict(gate: Gate, slice_: str, m: Measured | None, bound: float) -> Verdict:
    edge, passed, why = _judged(m, bound, upward=gate.at_least is not None)
    return Verdict(
        suite=gate.suite,
        metric=gate.name,
        slice=slice_,
        target=gate.target,
        bound=bound,
        value=m.value if m else None,
        edge=edge,
        count=m.count if m else 0,
        passed=passed,
        why=why,
    )


def _judged(m: Measured | None, bound: float, *, upward: bool) -> tuple[float | None, bool, str]:
    if m is None or m.value is None:
        return None, False, "was not measured: no case could be scored"
    if m.unscored:
        return None, False, f"{m.unscored} of {m.count + m.unscored} could not be scored"
    edge = m.low if upward else m.high
    end = "the value" if edge is None else f"the interval's {'lower' if upward else 'upper'} end"
    edge = m.value if edge is None else edge
    gap = bound - edge if upward else edge - bound
    said = f"{end} {edge:.3f} must be at {'least' if upward else 'most'} {bound:.3f}"
    if gap <= 0:
        return edge, True, f"{said}; {m.count} cases"
    if upward and m.low is not None and bound <= 1 and reachable_low(m.count) < bound:
        return (
            edge,
            False,
            f"cannot be reached with {m.count} cases: add cases or lower the bound {bound:.3f}",
        )
    return edge, False, f"{said}: short by {gap:.3f} on {m.count} cases"
