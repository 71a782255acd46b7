"""Linear heads fitted by logistic regression: penalty, and the say of terms beside vectors, chosen on dev."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from assistant.adapters.heads import Head

Array = NDArray[np.float32]
PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
TERM_PENALTIES = (0.3, 2.0, 6.0)
TERM_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
"""How far the terms have a say beside the vectors."""
JUDGE_SHARES = (0.0, 0.5, 1.0, 1.5, 2.0)
FACTORS = (1.0, 0.8, 0.65, 0.5, 0.4)
"""Two opinions that agree are surer together than they are right: what their sum is multiplied by."""


class Table(NamedTuple):
    """Vectors with one column of targets a head; -1 where a head has no target."""

    x: Array
    y: dict[str, NDArray[np.int64]]
    terms: csr_array | None = None
    """Which terms each row holds; none where words are tagged."""


def columns(targets: Sequence[dict[str, Any]], sets: dict[str, int]) -> dict[str, NDArray[np.int64]]:
    """Targets as arrays: one number for an exclusive head, a row of 0 and 1 for a set; -1 for none."""
    names = {name for t in targets for name in t}
    out: dict[str, NDArray[np.int64]] = {}
    for name in names:
        width = sets.get(name)
        column = np.full((len(targets), width) if width else len(targets), -1)
        for at, target in enumerate(targets):
            if name in target:
                if width:
                    column[at] = 0
                    column[at, target[name]] = 1
                else:
                    column[at] = target[name]
        out[name] = column
    return out


def fitted(
    name: str,
    names: Sequence[str],
    train: Table,
    dev: Table,
    *,
    exclusive: bool,
    penalties: Sequence[float] = PENALTIES,
    shares: Sequence[float] = TERM_SHARES,
) -> Head:
    """The head whose penalty gives the least log loss on dev, with the say of the terms that gives less still."""
    x, y, terms = with_target(train, name)
    dev_x, dev_y, dev_terms = with_target(dev, name)
    fit = _softmax if exclusive else _sigmoids
    heads = [fit(x, y, names, c) for c in penalties]
    losses = [log_loss(h, dev_x, dev_y) for h in heads]
    best = int(np.argmin(losses))
    head, loss, share = heads[best], losses[best], 0.0
    if terms is not None:
        by_terms = [fit(terms, y, names, c) for c in TERM_PENALTIES]
        whole = np.hstack([dev_x, dev_terms.toarray()])
        options = [(joined(head, t, s, f), s) for t in by_terms for s in shares for f in FACTORS]
        loss, _, (head, share) = min(
            (log_loss(option[0], whole, dev_y), at, option) for at, option in enumerate(options)
        )
    print(
        f"{name}: {len(x)} train, {len(dev_x)} dev, C {penalties[best]}, dev log loss {losses[best]:.4f}, "
        f"{loss:.4f} with terms by {share}",
        flush=True,
    )
    return head


def joined(vectors: Head, terms: Head, share: float, factor: float = 1.0) -> Head:
    """One head over both, end to end: its score is the vectors' and a share of the terms', times a factor."""
    return vectors._replace(
        weights=(factor * np.vstack([vectors.weights, share * terms.weights])).astype(np.float32),
        bias=(factor * (vectors.bias + share * terms.bias)).astype(np.float32),
    )


def with_target(table: Table, name: str) -> tuple[Array, NDArray[np.int64], Any]:
    """The rows that have a target of this name: vectors, targets, terms."""
    y = table.y[name]
    keep = (y if y.ndim == 1 else y[:, 0]) >= 0
    return table.x[keep], y[keep], None if table.terms is None else table.terms[keep]


def _softmax(x: Array | csr_array, y: NDArray[np.int64], names: Sequence[str], c: float) -> Head:
    model = LogisticRegression(C=c, max_iter=300, random_state=0).fit(x, y)
    weights = np.zeros((x.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), -20.0, dtype=np.float32)
    coef, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # a two-class fit stores one row
        coef, intercept = np.vstack([-coef / 2, coef / 2]), np.concatenate([-intercept / 2, intercept / 2])
    weights[:, model.classes_] = coef.T
    bias[model.classes_] = intercept
    return Head(weights, bias, tuple(names), True)


def _sigmoids(x: Array | csr_array, y: NDArray[np.int64], names: Sequence[str], c: float) -> Head:
    weights = np.zeros((x.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), -12.0, dtype=np.float32)
    for at in range(len(names)):
        if 0 < y[:, at].sum() < len(y):
            model = LogisticRegression(C=c, max_iter=300, random_state=0).fit(x, y[:, at])
            weights[:, at], bias[at] = model.coef_[0], model.intercept_[0]
    return Head(weights, bias, tuple(names), False)


def log_loss(head: Head, x: Array, y: NDArray[np.int64]) -> float:
    """The mean negative logarithm of what the head gives to the truth."""
    p = np.clip(head.apply(x), 1e-6, 1 - 1e-6)
    if head.exclusive:
        return float(-np.log(p[np.arange(len(y)), y]).mean())
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())
