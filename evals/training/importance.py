"""Fit the weights by which a summary picks its sentences, and tell them beside those in force.

Readers chose, of 227 training reflections (`importance.jsonl`), the sentences that a summary must tell and those that it may.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.bootstrap import build_ports
from assistant.model.text import Reflection
from assistant.pipeline import screened_of, understood
from assistant.settings import Settings
from assistant.writers.anchors import anchors
from assistant.writers.importance import BIAS, WEIGHTS, features
from evals.case import SummariesCase

CASES = Path(__file__).parent / "importance.jsonl"
WEIGHT_OF_CORE = 2.0
"""What a sentence without which the summary misses the point counts, where any other counts one."""


def fitted_weights() -> tuple[dict[str, float], float]:
    """The weights by name, and the bias."""
    ports = build_ports(Settings(AFTERWORD_MODEL="none"))
    rows, chosen, weights = [], [], []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = SummariesCase.model_validate(json.loads(line))
        understanding = understood(screened_of(Reflection(text=case.text), ports=ports), ports=ports)
        if understanding.text != case.text:
            continue
        found = sorted(anchors(understanding), key=lambda a: a.span.start)
        for at, anchor in enumerate(found):
            span = anchor.span
            counted = features(understanding, span, anchor.facets, own=anchor.own, at=at, of=len(found))
            rows.append([float(counted[name]) for name in WEIGHTS])
            chosen.append(any(span.overlaps(w) for w in case.worth))
            weights.append(WEIGHT_OF_CORE if any(span.overlaps(c) for c in case.core) else 1.0)
    model = LogisticRegression(max_iter=3000).fit(np.array(rows), chosen, sample_weight=weights)
    return dict(zip(WEIGHTS, map(float, model.coef_[0]), strict=True)), float(model.intercept_[0])


if __name__ == "__main__":
    fitted, bias = fitted_weights()
    print("sentence feature, fitted, in force")
    for name, weight in fitted.items():
        print(f"{name}, {weight:.2f}, {WEIGHTS[name]}")
    print(f"bias, {bias:.2f}, {BIAS}")
