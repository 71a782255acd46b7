"""Fit the few numbers that decide, on dev cases: thresholds, fusion weights, abstention.

Writes `assistant/weights/{screening,themes,fusion,verify}.json`.
"""

import itertools
import json
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
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
from assistant.ports import Vectors
from assistant.stages.retrieve import FusionWeights, Query, logit, per_word, query_in, retrieve
from assistant.stages.verify import claims_of
from evals.scorers.retrieval import ndcg
from evals.training.calibrate_screening import f1, screening_thresholds
from evals.training.prepare import rows
from knowledge.collection import load_entries
from knowledge.vocabulary import Approach, Theme

FAITHFUL_KEPT = 0.9
"""Share of faithful dev statements that the judge must let pass."""
NEVER_EXPIRED = date(2026, 11, 1)
NO_ANSWER_WEIGHTS = {
    "abstain_bias": 9.0,
    "abstain_dense": 0.0,
    "abstain_lexical": 0.0,
    "abstain_approach": 0.0,
    "abstain_answerable": 0.0,
    "abstain_below": 0.5,
}


def calibrate() -> None:
    """Fit and write every file."""
    parser, classifier = SpacyParser(), TrainedClassifier()
    _write("screening", screening_thresholds(parser, classifier))
    _write("themes", theme_thresholds(parser, classifier))
    _write("verify", {"supported": verify_threshold(parser)})
    _write("fusion", fusion_weights(parser, classifier))


def theme_thresholds(parser: SpacyParser, classifier: TrainedClassifier) -> dict[str, Any]:
    """The weight of the best sentence with one threshold by the best macro F1 on dev; then a theme's own, near it.

    On the cases that were read sentence by sentence: others name little more than the chief theme.
    """
    whole, best, y = [], [], []
    for row in filter(itemgetter("sentences"), rows("themes", "dev")):
        reading = classifier.read(row["text"], parser.parse(row["text"]).sentences)
        whole.append([reading.themes[t] for t in Theme])
        best.append([max(s.themes[t] for s in reading.sentences) for t in Theme])
        y.append([t.value in row["themes"] for t in Theme])
    a, b, truth = np.array(whole), np.array(best), np.array(y)
    options = [
        (macro_f1((w * b + (1 - w) * a) >= t, truth), w, float(t))
        for w in (0.0, 0.2, 0.35, 0.5, 0.65, 0.8)
        for t in np.arange(0.1, 0.7, 0.025)
    ]
    _, weight, common = max(options)
    scores = weight * b + (1 - weight) * a
    near = np.arange(max(0.05, common - 0.1), common + 0.101, 0.025)
    own = {}
    for at, theme in enumerate(Theme):
        f1s = [f1(scores[:, at] >= t, truth[:, at]) for t in near]
        own[theme.value] = round((common + float(near[int(np.argmax(f1s))])) / 2, 3)
    return {"document": own, "sentence": 0.4, "weight_of_best_sentence": weight}


def macro_f1(said: NDArray[Any], y: NDArray[Any]) -> float:
    """The mean of the F1 of every column."""
    return float(np.mean([f1(said[:, at], y[:, at]) for at in range(y.shape[1])]))


def verify_threshold(parser: SpacyParser) -> float:
    """The probability of support that lets nine in ten faithful dev statements pass: their least sure sentence."""
    judge = TrainedJudge()
    support = []
    for row in rows("statements", "dev"):
        if row["supported"]:
            parse = parser.parse(row["reflection"])
            claims = claims_of(parser.parse(row["statement"]), parse)
            judged = judge.judge([c.pairing for c in claims])
            support.append(min(p[None] for p in judged))
    return round(float(np.quantile(support, 1 - FAITHFUL_KEPT)), 4)


def fusion_weights(parser: SpacyParser, classifier: TrainedClassifier) -> dict[str, float]:
    """Weights of the fused score by grid on dev queries, then abstention by logistic regression."""
    with TemporaryDirectory() as home:
        store = ReleaseStore(Path(home), chroma_url=None, embedder=MiniLmEmbedder(Path(home)))
        store.switch(store.build(load_entries()))
        library = store.open()
        cases = [
            (query_in(r["query"], parser=parser, classifier=classifier), r) for r in rows("retrieval", "dev")
        ]
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
    for dense, lexical, approach, theme, repeat in itertools.product(
        (0.5, 1.0), (0.0, 0.15, 0.3), (0.3, 0.6, 1.0, 1.6, 2.4), (0.0, 0.1, 0.25, 0.5), (0.0, 0.3)
    ):
        parts = {"dense": dense, "lexical": lexical, "approach": approach, "theme": theme, "repeat": repeat}
        yield FusionWeights(**parts, **NO_ANSWER_WEIGHTS)


class _Remembering:
    """A library that answers each query once; the grid asks the same ones many times."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self.release, self.entries = library.release, library.entries
        self._known: dict[tuple[str, ...], Any] = {}

    def candidates(self, queries: Sequence[str], vectors: Vectors | None = None) -> Any:
        key = tuple(queries)
        if key not in self._known:
            self._known[key] = self._library.candidates(queries, vectors)
        return self._known[key]


def _search(query: Query, library: Any, weights: FusionWeights) -> Any:
    if not hasattr(library, "remembering"):
        library.remembering = _Remembering(library)
    return retrieve(query, library=library.remembering, weights=weights, today=NEVER_EXPIRED, top=5).passages


def _abstention(cases: Sequence[tuple[Query, Any]], library: Any) -> dict[str, float]:
    x, y = [], []
    for query, row in cases:
        candidates = library.remembering.candidates(query.texts, query.vectors)
        x.append(
            [
                max(max(c.dense) for c in candidates),
                max(max(map(per_word, c.lexical, query.texts)) for c in candidates),
                max(query.approaches.values()),
                logit(query.answerable),
            ]
        )
        y.append(bool(row["approaches"]))
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000).fit(x, y)
    names = ("abstain_dense", "abstain_lexical", "abstain_approach", "abstain_answerable")
    fitted = dict(zip(names, map(float, model.coef_[0]), strict=True))
    return fitted | {"abstain_bias": float(model.intercept_[0]), "abstain_below": 0.5}


def _write(name: str, numbers: dict[str, Any]) -> None:
    (OWN / f"{name}.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(name, "written", flush=True)


if __name__ == "__main__":
    calibrate()
