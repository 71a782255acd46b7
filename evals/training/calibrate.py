"""Fit the few numbers that decide, on dev cases: thresholds, fusion weights, abstention.

Writes `assistant/weights/{screening,themes,fusion,verify}.json`.
"""

import itertools
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.trained_classifier import TrainedClassifier, TrainedJudge
from assistant.adapters.weights import OWN
from assistant.model.text import Span
from assistant.stages.retrieve import FusionWeights, Query, per_word, retrieve
from assistant.stages.screen.classifier_layer import RISKS, risk_of
from assistant.stages.verify import evidence_for, window_of
from evals.scorers.retrieval import ndcg
from evals.training.prepare import rows, sentence_labels
from knowledge.collection import load_entries
from knowledge.vocabulary import Approach, FindingKind, Theme

FAITHFUL_KEPT = 0.9
"""Share of faithful dev statements that the judge must let pass."""
RECALL_OF_MAYBE = 0.97
LEAST_MAYBE = 0.1
"""A floor: with few dev sentences of a kind the fitted one may fall to nothing."""
FALSE_CRISIS, ASKED_NEEDLESSLY = 0.01, 0.03
"""Share of dev reflections without danger that the classifier may send to `crisis`; of ordinary ones, to `clarify`."""
NEVER_EXPIRED = date(2026, 11, 1)
NO_ANSWER_WEIGHTS = {
    "repeat": 0.3,
    "abstain_bias": 9.0,
    "abstain_dense": 0.0,
    "abstain_lexical": 0.0,
    "abstain_approach": 0.0,
    "abstain_below": 0.5,
}


def calibrate() -> None:
    """Fit and write every file."""
    parser, classifier = SpacyParser(), TrainedClassifier()
    _write("screening", screening_thresholds(parser, classifier))
    _write("themes", theme_thresholds(classifier))
    _write("verify", {"supported": verify_threshold(parser)})
    _write("fusion", fusion_weights(parser, classifier))


def screening_thresholds(parser: SpacyParser, classifier: TrainedClassifier) -> dict[str, Any]:
    """Per kind: `sure` where F1 is best, `maybe` where nearly nothing is missed; for danger by false alarms."""
    probabilities: dict[str, list[float]] = {k.value: [] for k in FindingKind}
    holds: dict[str, list[bool]] = {k.value: [] for k in FindingKind}
    dangers: dict[str, list[float]] = {}
    for row in rows("screening", "dev"):
        spans, targets = sentence_labels(row, parser)
        sentences = classifier.read(row["text"], spans).sentences
        dangers.setdefault(row["route"], []).append(max(risk_of(k, s) for k in RISKS for s in sentences))
        for sentence, target in zip(sentences, targets, strict=True):
            for at, kind in enumerate(FindingKind):
                probabilities[kind].append(sentence.findings[kind])
                holds[kind].append(at in target["findings"])
    kinds = {}
    for kind in FindingKind:
        p, y = np.array(probabilities[kind]), np.array(holds[kind])
        sure = best_f1(p, y)
        maybe = float(np.quantile(p[y], 1 - RECALL_OF_MAYBE)) if y.any() else sure
        kinds[kind.value] = _pair(max(maybe, LEAST_MAYBE), sure)
    risk = _danger_thresholds(dangers)
    return {"kinds": kinds, "risks": {k.value: risk for k in sorted(RISKS)}, "unclear": 0.5}


def _danger_thresholds(dangers: dict[str, list[float]]) -> dict[str, float]:
    """From the highest risk of each reflection: few ordinary ones are asked about, fewer others sent to `crisis`."""
    others = [p for route, found in dangers.items() if route not in {"crisis", "clarify"} for p in found]
    asked = float(np.quantile(dangers["proceed"], 1 - ASKED_NEEDLESSLY))
    return _pair(asked, float(np.quantile(others, 1 - FALSE_CRISIS)))


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


def theme_thresholds(classifier: TrainedClassifier) -> dict[str, Any]:
    """One threshold for all themes and the weight of the best sentence: the best micro F1 on dev."""
    whole, best, y = [], [], []
    for row in rows("themes", "dev"):
        spans = [Span(start=s["start"], end=s["end"]) for s in row["sentences"]]
        reading = classifier.read(row["text"], spans)
        whole.append([reading.themes[t] for t in Theme])
        best.append([max(s.themes[t] for s in reading.sentences) for t in Theme])
        y.append([t.value in row["themes"] for t in Theme])
    a, b, truth = np.array(whole), np.array(best), np.array(y)
    options = [
        (f1((w * b + (1 - w) * a) >= t, truth), w, t)
        for w in (0.2, 0.35, 0.5, 0.65, 0.8)
        for t in np.arange(0.2, 0.7, 0.025)
    ]
    _, weight, threshold = max(options)
    return {
        "document": {t.value: round(float(threshold), 3) for t in Theme},
        "sentence": 0.4,
        "weight_of_best_sentence": weight,
    }


def verify_threshold(parser: SpacyParser) -> float:
    """The probability of support that lets nine in ten faithful dev statements pass."""
    judge = TrainedJudge()
    faithful = [r for r in rows("statements", "dev") if r["supported"]]
    pairs = []
    for row in faithful:
        parse = parser.parse(row["reflection"])
        pairs.append(
            (window_of(parse, evidence_for(parser.parse(row["statement"]), parse)), row["statement"])
        )
    support = [p[None] for p in judge.judge(pairs)]
    return round(float(np.quantile(support, 1 - FAITHFUL_KEPT)), 4)


def fusion_weights(parser: SpacyParser, classifier: TrainedClassifier) -> dict[str, float]:
    """Weights of the fused score by grid on dev queries, then abstention by logistic regression."""
    with TemporaryDirectory() as home:
        store = ReleaseStore(Path(home), chroma_url=None, embedder=MiniLmEmbedder(Path(home)))
        store.switch(store.build(load_entries()))
        library = store.open()
        cases = [(_query(r["query"], parser, classifier), r) for r in rows("retrieval", "dev")]
        answerable = [(q, r["approaches"]) for q, r in cases if r["approaches"]]
        best = max(
            _grid(),
            key=lambda w: np.mean(
                [
                    ndcg(
                        [p.entry.approaches for p in _search(q, library, w)], [Approach(a) for a in relevant]
                    )
                    for q, relevant in answerable
                ]
            ),
        )
        return best.model_dump() | _abstention(cases, library)


def _grid() -> Iterable[FusionWeights]:
    for dense, lexical, approach, theme in itertools.product(
        (0.5, 1.0), (0.0, 0.15, 0.3), (0.0, 0.3, 0.6, 1.0), (0.0, 0.1, 0.25)
    ):
        yield FusionWeights(dense=dense, lexical=lexical, approach=approach, theme=theme, **NO_ANSWER_WEIGHTS)


class _Remembering:
    """A library that answers each query once; the grid asks the same ones many times."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self.release, self.entries = library.release, library.entries
        self._known: dict[tuple[str, ...], Any] = {}

    def candidates(self, queries: Sequence[str]) -> Any:
        key = tuple(queries)
        if key not in self._known:
            self._known[key] = self._library.candidates(queries)
        return self._known[key]


def _search(query: Query, library: Any, weights: FusionWeights) -> Any:
    if not hasattr(library, "remembering"):
        library.remembering = _Remembering(library)
    return retrieve(query, library=library.remembering, weights=weights, today=NEVER_EXPIRED, top=5).passages


def _abstention(cases: Sequence[tuple[Query, Any]], library: Any) -> dict[str, float]:
    x, y = [], []
    for query, row in cases:
        candidates = library.remembering.candidates(query.texts)
        x.append(
            [
                max(max(c.dense) for c in candidates),
                max(max(map(per_word, c.lexical, query.texts)) for c in candidates),
                max(query.approaches.values()),
            ]
        )
        y.append(bool(row["approaches"]))
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000).fit(x, y)
    names = ("abstain_dense", "abstain_lexical", "abstain_approach")
    fitted = dict(zip(names, map(float, model.coef_[0]), strict=True))
    return fitted | {"abstain_bias": float(model.intercept_[0]), "abstain_below": 0.5}


def _query(text: str, parser: SpacyParser, classifier: TrainedClassifier) -> Query:
    spans = parser.parse(text).sentences or (Span(start=0, end=len(text)),)
    reading = classifier.read(text, spans)
    parts = [s.of(text) for s in spans] if len(text.split()) > 40 else []
    return Query(texts=(text, *parts[:8]), approaches=reading.approaches, themes=reading.themes)


def _write(name: str, numbers: dict[str, Any]) -> None:
    (OWN / f"{name}.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(name, "written", flush=True)


if __name__ == "__main__":
    calibrate()
