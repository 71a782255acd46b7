"""Linear heads fitted by logistic regression over several views: penalties, and the say of each view, chosen on dev."""

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from assistant.adapters.heads import Head

Array = NDArray[np.float32]
View: TypeAlias = Array | csr_array
PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
TERM_PENALTIES = (0.3, 2.0, 6.0)
SHARES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
"""How far a further view has a say beside the first."""
JUDGE_SHARES = (0.0, 0.5, 1.0, 1.5, 2.0)
FACTORS = (0.8, 0.65, 0.5, 0.4, 0.3, 0.2, 0.15)
"""Opinions that agree are surer together than they are right: what their sum is multiplied by."""


class Table(NamedTuple):
    """Rows with one column of targets a head; -1 where a head has no target."""

    views: tuple[View, ...]
    """What each row is seen as; terms are a sparse view."""
    y: dict[str, NDArray[np.int64]]
    weights: NDArray[np.float64] | None = None
    """How much each row counts in a fit; one each where nothing is said."""


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
    shares: Sequence[float] = SHARES,
) -> Head:
    """The head over all views, end to end: one is fitted over each, and the sum that gives the least log loss on dev is taken.

    Each view is fitted by itself, since one that was taught on the same texts would else drown the others.
    """
    views, y, weights = with_target(train, name)
    dev_views, dev_y, _ = with_target(dev, name)
    fit = _softmax if exclusive else _sigmoids
    options: list[list[tuple[Head, Array, float]]] = []
    for view, dev_view in zip(views, dev_views, strict=True):
        heads = [fit(view, y, weights, names, c) for c in (TERM_PENALTIES if _is_sparse(view) else penalties)]
        scored = [(h, np.asarray(dev_view @ h.weights + h.bias)) for h in heads]
        if options:
            options.append([(h, z, share) for h, z in scored for share in shares])
        else:
            options.append(
                [min(((h, z, 1.0) for h, z in scored), key=lambda o: loss(o[1], dev_y, exclusive))]
            )
    least, shared, factor = min(
        (
            (loss(f * np.sum([share * z for _, z, share in chosen], axis=0), dev_y, exclusive), chosen, f)
            for chosen in itertools.product(*options)
            for f in FACTORS
        ),
        key=lambda option: option[0],
    )
    print(
        f"{name}: {len(y)} train, {len(dev_y)} dev, dev log loss {loss(options[0][0][1], dev_y, exclusive):.4f} by the "
        f"first view, {least:.4f} by all, shares {[share for *_, share in shared]}, factor {factor}",
        flush=True,
    )
    return joined([(head, share) for head, _, share in shared], factor)


def joined(shared: Sequence[tuple[Head, float]], factor: float = 1.0) -> Head:
    """One head over views end to end: its score is the sum of theirs, each by its share, times a factor."""
    first, _ = shared[0]
    return first._replace(
        weights=np.vstack([factor * share * h.weights for h, share in shared]).astype(np.float32),
        bias=np.asarray(sum(factor * share * h.bias for h, share in shared), dtype=np.float32),
    )


def with_target(table: Table, name: str) -> tuple[list[View], NDArray[np.int64], NDArray[np.float64]]:
    """The rows that have a target of this name: views, targets, weights."""
    y = table.y[name]
    keep = (y if y.ndim == 1 else y[:, 0]) >= 0
    weights = np.ones(len(y)) if table.weights is None else table.weights
    return [view[keep] for view in table.views], y[keep], weights[keep]


def loss(scores: Array, y: NDArray[np.int64], exclusive: bool) -> float:
    """The mean negative logarithm of what scores give to the truth."""
    outputs = scores.shape[1]
    told = Head(np.eye(outputs, dtype=np.float32), np.zeros(outputs, dtype=np.float32), (), exclusive)
    return log_loss(told, scores, y)


def _is_sparse(view: View) -> bool:
    return isinstance(view, csr_array)


def _softmax(
    x: View, y: NDArray[np.int64], rows: NDArray[np.float64], names: Sequence[str], c: float
) -> Head:
    model = LogisticRegression(C=c, max_iter=300, random_state=0).fit(x, y, sample_weight=rows)
    weights = np.zeros((x.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), -20.0, dtype=np.float32)
    coef, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # a two-class fit stores one row
        coef, intercept = np.vstack([-coef / 2, coef / 2]), np.concatenate([-intercept / 2, intercept / 2])
    weights[:, model.classes_] = coef.T
    bias[model.classes_] = intercept
    return Head(weights, bias, tuple(names), True)


def _sigmoids(
    x: View, y: NDArray[np.int64], rows: NDArray[np.float64], names: Sequence[str], c: float
) -> Head:
    weights = np.zeros((x.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), -12.0, dtype=np.float32)
    for at in range(len(names)):
        if 0 < y[:, at].sum() < len(y):
            model = LogisticRegression(C=c, max_iter=300, random_state=0).fit(x, y[:, at], sample_weight=rows)
            weights[:, at], bias[at] = model.coef_[0], model.intercept_[0]
    return Head(weights, bias, tuple(names), False)


def log_loss(head: Head, x: Array, y: NDArray[np.int64]) -> float:
    """The mean negative logarithm of what the head gives to the truth."""
    p = np.clip(head.apply(x), 1e-6, 1 - 1e-6)
    if head.exclusive:
        return float(-np.log(p[np.arange(len(y)), y]).mean())
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())
