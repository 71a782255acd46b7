"""Put every case of a suite to every system and gather what came out."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from assistant.errors import AssistantError, SetupError
from evals.case import Case, Outcome, Score, Split
from evals.measured import PRODUCT, Measured, gather
from evals.scorers.screening import CurvePoint
from evals.suites import Suite, System

Progress = Callable[[int, int, str], None]
FAILED = "answered"
"""The metric under which a system that fails on a case is unscored."""


class SuiteResult(NamedTuple):
    """All that one suite gave."""

    suite: Suite
    split: Split
    outcomes: tuple[Outcome, ...]
    measured: tuple[Measured, ...]
    curve: tuple[CurvePoint, ...] = ()

    @property
    def cases(self) -> int:
        """How many cases were put."""
        return sum(o.system == PRODUCT for o in self.outcomes)


def run_suite(suite: Suite, split: Split, progress: Progress) -> SuiteResult:
    """Every number of a suite on a split.

    Raises:
        SetupError: a model or the index is missing; nothing was measured.

    """
    outcomes = tuple(_outcomes(suite, suite.cases(split), progress))
    curve = tuple(suite.curve(outcomes)) if suite.curve and outcomes else ()
    return SuiteResult(suite, split, outcomes, measure(suite, outcomes), curve)


def measure(suite: Suite, outcomes: Sequence[Outcome]) -> tuple[Measured, ...]:
    """The suite's numbers: gathered scores, then what needs all outcomes, then what compares numbers."""
    measured = gather(outcomes)
    measured += tuple(m for gathering in suite.gathers for m in gathering(outcomes))
    return measured + tuple(m for comparing in suite.compares for m in comparing(measured))


def _outcomes(suite: Suite, cases: Sequence[Case], progress: Progress) -> Iterable[Outcome]:
    for name, system in suite.systems.items():
        for at, case in enumerate(cases, start=1):
            yield outcome_of(case, name, system)
            progress(at, len(cases), f"{suite.name}, {name}")


def outcome_of(case: Case, name: str, system: System) -> Outcome:
    """One answer with its scores; a system that fails is unscored, which is never a pass."""
    try:
        answer = system.answer(case)
        return Outcome(case, name, answer, (_answered(), *system.score(case, answer)))
    except SetupError:
        raise
    except (AssistantError, ValueError, LookupError, TypeError, ArithmeticError) as error:
        why = f"{name} failed on {case.id}: {type(error).__name__}"
        return Outcome(case, name, None, (Score.unscored(FAILED, why),))


def _answered() -> Score:
    return Score(metric=FAILED, value=1.0, answer="yes", explanation="expected an answer")
