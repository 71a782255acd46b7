"""A head with one hidden layer, for what only words together tell: a rare word, and "family" right after it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier

from assistant.adapters.heads import Head, Hidden
from evals.training.linear import Array, Table, log_loss, with_target

NETWORKS = 3
"""How many are fitted from other beginnings and asked together: each alone is right or wrong by luck as well."""
UNITS, PENALTY, RATE, BATCH, PASSES = 128, 0.1, 0.1, 256, 10
"""Chosen on the texts of d7 and d8 by heads that had not learned from them."""
LEAST_GAIN = 5e-4
"""Where a pass gains less on a tenth that is held out, the rate falls to a fifth."""
NEVER = -20.0
"""The score of a kind that no row has."""
SPREAD = 0.5
"""Standard deviation of a column of real numbers, beside columns of 0 and 1."""


def layered(name: str, names: Sequence[str], train: Table, dev: Table) -> Head:
    """The exclusive head: the mean score of a few networks, side by side in one layer; tells its log loss on dev."""
    (x,), y, _ = with_target(train, name)
    mean, scale = _scaling(x)
    scaled = (x - mean) * scale
    networks = [_network(seed).fit(scaled, y) for seed in range(NETWORKS)]
    first = np.hstack([n.coefs_[0] for n in networks]) * scale[:, None]
    first_bias = np.concatenate([n.intercepts_[0] for n in networks]) - mean @ first
    weights = np.zeros((first.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), NEVER, dtype=np.float32)
    seen = networks[0].classes_
    weights[:, seen] = np.vstack([n.coefs_[1] for n in networks]) / NETWORKS
    bias[seen] = np.mean([n.intercepts_[1] for n in networks], axis=0)
    head = Head(
        weights, bias, tuple(names), True, Hidden(first.astype(np.float32), first_bias.astype(np.float32))
    )
    (dev_x,), dev_y, _ = with_target(dev, name)
    loss = log_loss(head, dev_x, dev_y)
    print(f"{name}: {len(x)} train, {len(dev_x)} dev, dev log loss {loss:.4f}", flush=True)
    return head


def _network(seed: int) -> MLPClassifier:
    return MLPClassifier(
        (UNITS,),
        solver="sgd",
        alpha=PENALTY,
        batch_size=BATCH,
        learning_rate="adaptive",
        learning_rate_init=RATE,
        early_stopping=True,
        n_iter_no_change=1,
        tol=LEAST_GAIN,
        max_iter=PASSES,
        random_state=seed,
    )


def _scaling(x: Array) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What is taken from each column and by what it is multiplied; columns of 0 and 1 stay."""
    spread = x.std(axis=0)
    real = ((x != 0) & (x != 1)).any(axis=0)
    mean = np.where(real, x.mean(axis=0), 0)
    return mean.astype(np.float32), np.where(real, SPREAD / (spread + 1e-3), 1).astype(np.float32)
