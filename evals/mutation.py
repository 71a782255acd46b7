"""`python -m evals.mutation`: take one part of screening away at a time, and tell which gates notice.

Every case is read once; then it is screened again, by both layers and by the rules alone, without each rule file in
turn, without any rule and without the classifier. A part that no gate misses is one that nobody would miss in a release.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import click

from assistant.cli.reading import INCOMPLETE, progress_on_stderr
from assistant.errors import SetupError
from assistant.model.text import Frozen
from evals import engine
from evals.case import Case, Outcome, ScreeningCase, Split
from evals.gates import Gates, Verdict, judge, load_gates
from evals.measured import PRODUCT
from evals.run import Progress, measure, outcome_of
from evals.scorers import screening
from evals.suites import SUITES, System
from knowledge.rule import RuleSet

SUITE = SUITES["screening"]
RULES_ALONE = "rules alone"
CLASSIFIER, ALL_RULES, WORDS = "the classifier", "all rules", "words.yaml"
Screener = Callable[[ScreeningCase], engine.ScreeningAnswer]
GateName = tuple[str, str]
"""The metric and the slice."""


class GateChange(Frozen):
    """What became of one gate that got worse."""

    metric: str
    slice: str
    before: float | None
    after: float | None
    """The values; the gate itself looks at the near end of the interval."""
    worse_by: float | None
    """How far the near end fell; nothing where it can no longer be told, which is never a pass."""


class MutationResult(Frozen):
    """Screening without one of its parts."""

    removed: str
    rerouted: int
    """Cases that are sent elsewhere than by the whole, or not at all."""
    turned_red: tuple[GateChange, ...]
    redder: tuple[GateChange, ...]
    """Red before, and worse now."""
    worse: tuple[GateChange, ...]
    """Still green."""

    @property
    def noticed(self) -> bool:
        """Whether a gate turned red, or one that was red got worse."""
        return bool(self.turned_red or self.redder)


class MutationReport(Frozen):
    """What each part of screening is worth to the gates."""

    split: Split
    cases: int
    gates: int
    red: tuple[str, ...]
    """Gates that the whole does not meet either; no mutation can turn these red."""
    mutations: tuple[MutationResult, ...]

    @property
    def unnoticed(self) -> tuple[str, ...]:
        """Parts that no gate misses."""
        return tuple(m.removed for m in self.mutations if not m.noticed)


class Mutation(NamedTuple):
    """A part that is taken away, and how the product and its rule layer screen without it."""

    removed: str
    product: Screener
    rules_alone: Screener


class _Judged(NamedTuple):
    """How the cases fared with one way of screening."""

    routes: tuple[object, ...]
    gates: Mapping[GateName, Verdict]


def check(cases: Sequence[ScreeningCase], rules: RuleSet, gates: Gates, progress: Progress) -> MutationReport:
    """Screen every case by the whole and by each mutation, and compare what the gates say.

    Raises:
        SetupError: a model is missing; nothing was measured.

    """
    whole = _judged(cases, _by_other_rules("", rules), gates, progress, "screening, whole")
    results = tuple(
        _result(m.removed, whole, _judged(cases, m, gates, progress, f"without {m.removed}"))
        for m in mutations(rules)
    )
    red = tuple(named(v.metric, v.slice) for v in whole.gates.values() if not v.passed)
    return MutationReport(
        split=gates.split, cases=len(cases), gates=len(whole.gates), red=red, mutations=results
    )


def mutations(rules: RuleSet) -> Iterator[Mutation]:
    """Each part that can be taken away, with screening as it is without it."""
    topics = dict.fromkeys(item.id.partition(".")[0] for item in (*rules.rules, *rules.cues))
    for topic in topics:
        yield _by_other_rules(f"{topic}.yaml", rules.without(topic))
    yield _by_other_rules(WORDS, RuleSet(rules.rules, rules.cues, {}))
    yield _by_other_rules(ALL_RULES, RuleSet((), (), rules.words))
    rules_alone = partial(engine.screened_by_rules, rules=rules)
    yield Mutation(CLASSIFIER, rules_alone, rules_alone)


def _by_other_rules(removed: str, rules: RuleSet) -> Mutation:
    return Mutation(
        removed, partial(engine.screened, rules=rules), partial(engine.screened_by_rules, rules=rules)
    )


def named(metric: str, slice_: str) -> str:
    """A gate as a report names it."""
    return f"{metric} ({slice_})"


def _judged(
    cases: Sequence[Case], mutation: Mutation, gates: Gates, progress: Progress, what: str
) -> _Judged:
    product = System(mutation.product, screening.score)
    rules_alone = System(mutation.rules_alone, screening.score)
    outcomes, by_rules = [], []
    for at, case in enumerate(cases, start=1):
        outcomes.append(outcome_of(case, PRODUCT, product))
        by_rules.append(outcome_of(case, RULES_ALONE, rules_alone))
        progress(at, len(cases), what)
    verdicts = judge(gates, SUITE.name, measure(SUITE, [*outcomes, *by_rules]))
    return _Judged(tuple(map(_route, outcomes)), {(v.metric, v.slice): v for v in verdicts})


def _route(outcome: Outcome) -> object:
    return outcome.answer.route if isinstance(outcome.answer, engine.ScreeningAnswer) else None


def _result(removed: str, whole: _Judged, without: _Judged) -> MutationResult:
    pairs = [(v, without.gates[name]) for name, v in whole.gates.items() if name in without.gates]
    worse = [(before, after, _change(before, after)) for before, after in pairs if _is_worse(before, after)]
    return MutationResult(
        removed=removed,
        rerouted=sum(a != b for a, b in zip(whole.routes, without.routes, strict=True)),
        turned_red=tuple(c for before, after, c in worse if before.passed and not after.passed),
        redder=tuple(c for before, _, c in worse if not before.passed),
        worse=tuple(c for _, after, c in worse if after.passed),
    )


def _is_worse(before: Verdict, after: Verdict) -> bool:
    if before.passed and not after.passed:
        return True
    fell = _fall(before, after)
    lost = before.value is not None and after.value is None
    return lost if fell is None else fell > 0


def _fall(before: Verdict, after: Verdict) -> float | None:
    """How far the near end moved away from the bound; screening's gates all bound from below."""
    return None if before.edge is None or after.edge is None else before.edge - after.edge


def _change(before: Verdict, after: Verdict) -> GateChange:
    return GateChange(
        metric=before.metric,
        slice=before.slice,
        before=before.value,
        after=after.value,
        worse_by=_fall(before, after),
    )


@click.command("mutation")
@click.option(
    "--first", type=click.IntRange(1), metavar="N", help="Try it on the first N cases; nothing is written."
)
def main(first: int | None) -> None:
    """Tell which gates miss each part of screening, and write docs/reports/mutation.md and .json."""
    from evals import mutation_report as reporting  # noqa: PLC0415 - it renders what this module makes

    gates = load_gates()
    cases = tuple(c for c in SUITE.cases(gates.split) if isinstance(c, ScreeningCase))[:first]
    try:
        report = check(cases, engine.shipped_rules(), gates, progress_on_stderr)
    except SetupError as error:
        click.echo(str(error), err=True)
        sys.exit(INCOMPLETE)
    click.echo(reporting.to_markdown(report))
    for path in () if first else reporting.write_report(report):
        click.echo(f"wrote {path}", err=True)
    for removed in report.unnoticed:
        click.echo(f"no gate misses {removed}", err=True)
    sys.exit(1 if report.unnoticed else 0)


if __name__ == "__main__":
    main()
