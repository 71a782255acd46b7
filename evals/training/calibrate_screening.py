"""Fit the numbers by which screening decides, on dev cases, with the rules beside the classifier."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.trained_classifier import TrainedClassifier
from assistant.model.screening import Finding, route_of
from assistant.model.text import Parse
from assistant.ports import Reading
from assistant.stages.screen import KindThreshold, QuietThreshold, ScreeningThresholds
from assistant.stages.screen.combination import joined
from assistant.stages.screen.compiling import CompiledRules, compile_rules
from assistant.stages.screen.rule_layer import findings_of_rules
from assistant.stages.screen.stage import anything_to_reflect_on
from evals.training.prepare import rows, sentence_labels
from knowledge.collection import load_rules
from knowledge.vocabulary import FindingKind, Route

RECALL_OF_MAYBE = 0.97
LEAST_MAYBE = 0.1
"""A floor: with few dev sentences of a kind the fitted one may fall to nothing."""
MOST_FALSE_ALARMS, MOST_QUESTIONS = 0.023, 0.04
"""Shares of false `crisis` and of needless questions up to which recall alone decides: on dev, where nearly a quarter of the texts
(t39, t42) hide their decisive clause on purpose, .023 is what .018 is on the others."""
CONTRAST_SETS = frozenset({"t58"})
"""Authors of texts alike but for the clause that decides: the share of those that is stopped says nothing of a day's texts."""
SELDOM_SO_HARD = frozenset({"t80", "t85", "t112"})
"""Authors who wrote like outsiders looking for what is hard to tell, with few ordinary texts: they count for the recalls alone."""
RIGHT, DANGER_FOUND = 10.0, 4.0
"""What all texts right, and each recall of own danger, are worth where the recall of `urgent`, or of `decline`, is worth one."""
COST_OF_MORE = 100.0
"""Recalls that the whole of either is worth beyond."""
DANGER = frozenset({Route.CRISIS, Route.CLARIFY})
FIRST_GUESS = {
    "danger": {"maybe": 0.4, "sure": 0.5},
    "quiet": {"danger": 0.1, "attention": 0.2},
    "attention": {"maybe": 0.3, "sure": 0.5},
    "request": {"maybe": 0.05, "sure": 0.5},
    "whole": 0.3,
}


def _steps(*pairs: tuple[float, float]) -> tuple[KindThreshold, ...]:
    return tuple(KindThreshold(maybe=maybe, sure=sure) for maybe, sure in pairs)


DANGER_GRID: Mapping[str, Sequence[Any]] = {
    "whole": (0.3, 0.45, 0.6, 0.75, 0.9),
    "danger": _steps(
        *(
            (m, s)
            for m in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
            for s in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7)
            if m <= s
        )
    ),
}
ATTENTION_GRID: Mapping[str, Sequence[Any]] = {
    "quiet": [
        QuietThreshold(danger=danger, attention=attention)
        for danger in (0.05, 0.1, 0.2)
        for attention in (0.1, 0.2, 0.3)
    ],
    "attention": _steps(
        (0.15, 0.45), (0.25, 0.45), (0.35, 0.45), (0.35, 0.6), (0.45, 0.45), (0.45, 0.6), (0.6, 0.6)
    ),
}

REQUEST_GRID: Mapping[str, Sequence[Any]] = {
    "request": _steps(*((m, s) for m in (0.02, 0.05, 0.1) for s in (0.3, 0.4, 0.5, 0.6, 0.8, 0.95))),
}


def screening_thresholds(parser: SpacyParser, classifier: TrainedClassifier) -> dict[str, Any]:
    """Per kind `sure` where F1 is best; for danger and attention the worthiest of a grid, with the rules beside the classifier."""
    probabilities: dict[str, list[float]] = {k.value: [] for k in FindingKind}
    holds: dict[str, list[bool]] = {k.value: [] for k in FindingKind}
    texts: list[ReadText] = []
    compiled = compile_rules(load_rules())
    for row in rows("screening", "dev"):
        if row["author"] in CONTRAST_SETS:
            continue
        parse = parser.parse(row["text"])
        spans, targets = sentence_labels(row, parser)
        reading = classifier.read(row["text"], spans)
        by_rule = findings_of_rules(parse, compiled)
        texts.append(ReadText(Route(row["route"]), parse, reading, by_rule, row["author"] in SELDOM_SO_HARD))
        for sentence, target in zip(reading.sentences, targets, strict=True):
            for at, kind in enumerate(FindingKind):
                probabilities[kind].append(sentence.findings[kind])
                holds[kind].append(at in target["findings"])
    kinds = {k.value: _limits(np.array(probabilities[k]), np.array(holds[k])) for k in FindingKind}
    best = ScreeningThresholds.model_validate({"kinds": kinds, **FIRST_GUESS})
    for grid in (DANGER_GRID, ATTENTION_GRID, REQUEST_GRID):
        best = max(
            (best.model_copy(update=change) for change in _changes(grid)),
            key=lambda thresholds: worth(texts, thresholds, compiled),
        )
    return best.model_dump(mode="json")


class ReadText(NamedTuple):
    """A dev reflection as both layers read it."""

    route: Route
    parse: Parse
    reading: Reading
    by_rule: tuple[Finding, ...]
    seldom_so_hard: bool

    def routed(self, thresholds: ScreeningThresholds, compiled: CompiledRules) -> Route:
        """Where these thresholds send it."""
        spans = self.parse.sentences
        findings = joined(self.by_rule, spans, self.reading, thresholds, compiled.by_id)
        reflects = anything_to_reflect_on(self.parse, [self.reading], findings, thresholds.request)
        return route_of(findings, reflects=reflects)


def worth(texts: Sequence[ReadText], thresholds: ScreeningThresholds, compiled: CompiledRules) -> float:
    """How many of a day's texts are right, and beside it the recalls of own danger, `urgent` and `decline`, less what too many false alarms and questions cost.

    Texts, and not the recalls of routes: most reflections are ordinary, and a card that comes too often is clicked away.
    """
    routed = [(t.route, t.routed(thresholds, compiled)) for t in texts]
    usual = [route for t, route in zip(texts, routed, strict=True) if not t.seldom_so_hard]

    def share(of: Route, to: frozenset[Route]) -> float:
        return float(np.mean([given in to for wanted, given in routed if wanted is of]))

    false_alarms = float(np.mean([g is Route.CRISIS for wanted, g in usual if wanted is not Route.CRISIS]))
    asked = float(np.mean([g is Route.CLARIFY for wanted, g in usual if wanted is Route.PROCEED]))
    return (
        RIGHT * float(np.mean([wanted is given for wanted, given in usual]))
        + DANGER_FOUND * share(Route.CRISIS, frozenset({Route.CRISIS}))
        + DANGER_FOUND * share(Route.CRISIS, DANGER)
        + DANGER_FOUND * share(Route.CLARIFY, DANGER)
        + share(Route.URGENT, frozenset({Route.URGENT}))
        + share(Route.DECLINE, frozenset({Route.DECLINE}))
        - COST_OF_MORE * max(0.0, false_alarms - MOST_FALSE_ALARMS)
        - COST_OF_MORE * max(0.0, asked - MOST_QUESTIONS)
    )


def _changes(grid: Mapping[str, Sequence[Any]]) -> Iterable[dict[str, Any]]:
    return (dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values()))


def _limits(p: NDArray[Any], y: NDArray[Any]) -> dict[str, float]:
    sure = best_f1(p, y)
    maybe = float(np.quantile(p[y], 1 - RECALL_OF_MAYBE)) if y.any() else sure
    return _pair(max(maybe, LEAST_MAYBE), sure)


def _pair(maybe: float, sure: float) -> dict[str, float]:
    return {"maybe": round(min(maybe, sure), 3), "sure": round(sure, 3)}


def best_f1(p: NDArray[Any], y: NDArray[Any]) -> float:
    """The threshold of the best F1, the middle one where several are equal."""
    grid = np.arange(0.15, 0.91, 0.025)
    scores = [f1((p >= t), y) for t in grid]
    best = np.flatnonzero(np.isclose(scores, max(scores)))
    return float(grid[best[len(best) // 2]])


def f1(said: NDArray[Any], y: NDArray[Any]) -> float:
    """Harmonic mean of precision and recall; 0 where nothing is right."""
    right = float((said & y).sum())
    return 2 * right / max(1.0, float(said.sum() + y.sum()))
