"""Learn from readers' grades which entries fit a writer, and tell what it changes: `python -m evals.training.fit_strategies`.

Readers who did not see what had been chosen graded up to fourteen entries for each text, from 0 (misses) to 3 (what I would
pick first). Fitted on training texts; the least that is offered is chosen on dev, told on test. Writes `assistant/weights/fit.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.adapters.weights import OWN
from assistant.bootstrap import build_ports
from assistant.model.text import Reflection
from assistant.model.understanding import Retrieval, Understanding
from assistant.pipeline import screened_of, understood
from assistant.settings import Settings
from assistant.stages.choose import choose
from assistant.stages.fit import FitWeights, features, with_fit
from assistant.stages.retrieve import Query, query_of, retrieve, suppressed_by
from assistant.wiring import Ports
from evals.training.prepare import rows
from knowledge.circumstance import called_for

FITS = 2
"""Grade from which an entry fits."""
PENALTY = 1.0
LEAST = np.arange(0.08, 0.42, 0.02)
"""Probabilities tried as the least that is offered."""
SEEN = 40
"""Passages, as many as a debrief looks at."""


class Graded(NamedTuple):
    """One text with what the library offers for it and what a reader said of that."""

    understanding: Understanding
    query: Query
    retrieval: Retrieval
    called: tuple[str, ...]
    grades: Mapping[str, int]


def main() -> None:
    """Fit, choose, write and tell."""
    ports = build_ports(Settings())
    train, dev, test = (list(graded(split, ports)) for split in ("train", "dev", "test"))
    weights = fitted(train)
    least = max(LEAST, key=lambda p: worth(dev, at_least(weights, p)))
    weights = at_least(weights, float(least))
    (OWN / "fit.json").write_text(json.dumps(weights.model_dump(), indent=1) + "\n", encoding="utf-8")
    print(f"{len(train)} texts to learn from; least {least:.2f}, chosen on {len(dev)}")
    for name, texts in (("dev", dev), ("test", test)):
        print(name, "by theme", told(texts, None), "by fit", told(texts, weights))


def graded(split: str, ports: Ports) -> Iterator[Graded]:
    """The graded texts of a split; one that is withheld now has nothing to offer."""
    for row in rows("fit", split):
        screened = screened_of(Reflection(text=row["text"]), ports=ports)
        understanding = understood(screened, ports=ports)
        query = query_of(understanding, screened.reading)
        called = called_for((f.kind, f.subject) for f in understanding.screening.current)
        retrieval = retrieve(
            query,
            library=ports.library,
            weights=ports.calibration.fusion,
            today=ports.clock.today(),
            suppress=suppressed_by(understanding),
            top=SEEN,
            wanted=(*called, *row["grades"]),
        )
        yield Graded(understanding, query, retrieval, called, row["grades"])


def fitted(texts: Sequence[Graded]) -> FitWeights:
    """The sum that best tells what fits, with one number for each entry that was graded."""
    entries = sorted({i for text in texts for i in text.grades})
    x: list[list[float]] = []
    y: list[bool] = []
    for text in texts:
        for passage in text.retrieval.passages:
            grade = text.grades.get(passage.entry.id)
            if grade is None or passage.entry.id in text.called:
                continue
            own = [float(passage.entry.id == e) for e in entries]
            x.append([*features(passage, text.query.themes, text.query.approaches), *own])
            y.append(grade >= FITS)
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(np.array(x), y)
    numbers = [round(float(w), 4) for w in model.coef_[0]]
    shared = dict(
        zip(
            ("best_theme", "mean_theme", "first_approach", "best_approach", "dense", "lexical"),
            numbers,
            strict=False,
        )
    )
    own_numbers = dict(zip(entries, numbers[len(shared) :], strict=True))
    return FitWeights(bias=round(float(model.intercept_[0]), 4), **shared, entries=own_numbers, least=0.0)


def at_least(weights: FitWeights, probability: float) -> FitWeights:
    """The same, offering from this probability."""
    return weights.model_copy(update={"least": round(float(np.log(probability / (1 - probability))), 4)})


def offered(text: Graded, weights: FitWeights | None) -> list[int]:
    """The grades of what would be offered, without what a finding calls for and what nobody graded."""
    retrieval = text.retrieval
    if weights is not None:
        retrieval = with_fit(
            retrieval, themes=text.query.themes, approaches=text.query.approaches, weights=weights
        )
    chosen = choose(text.understanding, retrieval)
    return [
        text.grades[s.entry_id] for s in chosen if s.entry_id in text.grades and s.entry_id not in text.called
    ]


def worth(texts: Sequence[Graded], weights: FitWeights) -> int:
    """What is better than harmless, by how much, less what misses."""
    return sum(g - 1 for text in texts for g in offered(text, weights))


def told(texts: Sequence[Graded], weights: FitWeights | None) -> dict[str, Any]:
    """How many are offered, and which share of them fits, and misses."""
    grades = [g for text in texts for g in offered(text, weights)]
    return {
        "texts": len(texts),
        "offered": len(grades),
        "fits": round(float(np.mean([g >= FITS for g in grades])), 3),
        "misses": round(float(np.mean([g == 0 for g in grades])), 3),
    }


if __name__ == "__main__":
    main()
