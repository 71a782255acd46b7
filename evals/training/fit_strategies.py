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
from assistant.model.screening import WITHHOLDING
from assistant.model.text import Reflection
from assistant.model.understanding import Retrieval, Understanding
from assistant.offering import chosen, looked_for
from assistant.pipeline import screened_of, understood
from assistant.settings import Settings
from assistant.stages.choose import choose
from assistant.stages.fit import SHARED, FitWeights, features
from assistant.stages.retrieve import Query, query_of
from assistant.wiring import Ports
from evals.training.prepare import rows
from knowledge.circumstance import called_for

FITS = 2
"""Grade from which an entry fits."""
PENALTY = 1.0
LEAST = np.arange(0.08, 0.42, 0.02)
"""Probabilities tried as the least that is offered."""


class Graded(NamedTuple):
    """One text with what the library offers for it and what a reader said of that."""

    understanding: Understanding
    query: Query
    found: Retrieval
    """What a debrief looks at."""
    every: Retrieval
    """The same, and whatever was graded."""
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
    """The graded texts of a split; one that is withheld now has nothing to offer and is left out."""
    for row in rows("fit", split):
        screened = screened_of(Reflection(text=row["text"]), ports=ports)
        if screened.screening.route in WITHHOLDING:
            continue
        understanding = understood(screened, ports=ports)
        query = query_of(understanding, screened.reading)
        yield Graded(
            understanding,
            query,
            looked_for(understanding, query, ports=ports),
            looked_for(understanding, query, ports=ports, also=row["grades"]),
            called_for((f.kind, f.subject) for f in understanding.screening.current),
            row["grades"],
        )


def fitted(texts: Sequence[Graded]) -> FitWeights:
    """The sum that best tells what fits, with one number for each entry that was graded."""
    entries = sorted({i for text in texts for i in text.grades})
    x: list[list[float]] = []
    y: list[bool] = []
    for text in texts:
        for passage in text.every.passages:
            grade = text.grades.get(passage.entry.id)
            if grade is None or passage.entry.id in text.called:
                continue
            own = [float(passage.entry.id == e) for e in entries]
            x.append([*features(passage, text.query.themes, text.query.approaches), *own])
            y.append(grade >= FITS)
    model = LogisticRegression(C=PENALTY, max_iter=5000).fit(np.array(x), y)
    numbers = [round(float(w), 4) for w in model.coef_[0]]
    shared = dict(zip(SHARED, numbers[: len(SHARED)], strict=True))
    own_numbers = dict(zip(entries, numbers[len(shared) :], strict=True))
    return FitWeights(bias=round(float(model.intercept_[0]), 4), **shared, entries=own_numbers, least=0.0)


def at_least(weights: FitWeights, probability: float) -> FitWeights:
    """The same, offering from this probability."""
    return weights.model_copy(update={"least": round(float(np.log(probability / (1 - probability))), 4)})


def offers(text: Graded, weights: FitWeights | None) -> list[int | None]:
    """The grades of what a debrief would offer, without what a finding calls for; none of what nobody graded."""
    if weights is None:
        strategies = choose(text.understanding, text.found)
    else:
        strategies = chosen(text.understanding, text.query, text.found, weights=weights)
    return [text.grades.get(s.entry_id) for s in strategies if s.entry_id not in text.called]


def worth(texts: Sequence[Graded], weights: FitWeights) -> int:
    """What is better than harmless, by how much, less what misses."""
    return sum(g - 1 for text in texts for g in offers(text, weights) if g is not None)


def told(texts: Sequence[Graded], weights: FitWeights | None) -> dict[str, Any]:
    """How many are offered, how many of them a reader graded, and which share of those fits, and misses."""
    offered = [g for text in texts for g in offers(text, weights)]
    grades = [g for g in offered if g is not None]
    return {
        "texts": len(texts),
        "offered": len(offered),
        "graded": len(grades),
        "fits": round(sum(g >= FITS for g in grades) / max(1, len(grades)), 3),
        "misses": round(sum(g == 0 for g in grades) / max(1, len(grades)), 3),
    }


if __name__ == "__main__":
    main()
