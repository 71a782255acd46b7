"""Fit every linear head on the committed encoders and the authored training data: `make train`.

Deterministic: the same machine and lock give the same weights. The penalty of each head is chosen on
dev cases. Writes `assistant/weights/reader_heads.npz` and `judge_heads.npz`; `calibrate` comes after.
"""

import random
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.adapters.encoder import DIMENSIONS, OnnxEncoder
from assistant.adapters.heads import Head, save_heads
from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.trained_classifier import token_rows, words_of
from assistant.adapters.weights import OWN, pin_own
from assistant.model.text import Span
from evals.training import labels, noise, pairs
from evals.training.calibrate import calibrate
from evals.training.prepare import document_targets, rows, sentence_labels, token_labels
from evals.training.surrogates import with_surrogates

Row = dict[str, Any]
Array = NDArray[np.float32]
PENALTIES = (0.001, 0.003, 0.01, 0.03, 0.1)
SEED = 20261123
TOKEN_COPIES = 2
PLAIN_SHARE = 0.35
"""Of the words that identify nobody, how many the head learns from."""
FARTHEST = 6.0
"""No order of kinds is held for rarer than e to this power."""
COMPOSED = 1000


class Table(NamedTuple):
    """Vectors with one column of targets a head; -1 where a head has no target."""

    x: Array
    y: dict[str, NDArray[np.int64]]


def main() -> None:
    """Fit, save and pin the heads of both encoders, or of the one named; then calibrate."""
    encoders = sys.argv[1:] or ["reader", "judge"]
    pin_own()
    fitter = Fitter()
    if "reader" in encoders:
        save_heads(OWN / "reader_heads.npz", fitter.reader_heads())
    if "judge" in encoders:
        save_heads(OWN / "judge_heads.npz", fitter.judge_heads())
    pin_own()
    calibrate()


class Fitter:
    """Holds the encoders, the parser and the seed."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.parser = SpacyParser()
        self.reader = OnnxEncoder("reader")
        self.judge = OnnxEncoder("judge")
        self._wholes: dict[str, Array] = {}

    def reader_heads(self) -> dict[str, Head]:
        """Heads over sentences, whole texts and words."""
        heads: dict[str, Head] = {}
        train, dev = self._sentences("train"), self._sentences("dev")
        for name, names, exclusive in (
            ("findings", labels.FINDINGS, False),
            ("subjects", labels.SUBJECTS, True),
            ("currencies", labels.CURRENCIES, True),
            ("routes", labels.ROUTES, True),
            ("flags", labels.FLAGS, False),
            ("facets", labels.FACETS, True),
            ("experiencers", labels.SUBJECTS, True),
            ("intensity", labels.INTENSITIES, True),
            ("themes", labels.THEMES, False),
        ):
            heads[f"sentence.{name}"] = fitted(name, names, train, dev, exclusive=exclusive)
        train, dev = self._documents("train"), self._documents("dev")
        heads["document.routes"] = fitted("route", labels.ROUTES, train, dev, exclusive=True)
        heads["document.themes"] = fitted("themes", labels.THEMES, train, dev, exclusive=False)
        heads["document.approaches"] = fitted("approaches", labels.APPROACHES, train, dev, exclusive=False)
        heads |= self.token_heads()
        return heads

    def token_heads(self) -> dict[str, Head]:
        """Heads over words: what each may identify, whose name it is, and which kinds follow which."""
        train, dev = self._tokens("train"), self._tokens("dev")
        kinds = fitted("kinds", labels.TOKEN_KINDS, train, dev, exclusive=True, penalties=(0.03,))
        kinds.bias[0] -= np.log(PLAIN_SHARE)  # only so many plain words were learned from
        vectors = [t._replace(x=t.x[:, :DIMENSIONS]) for t in (train, dev)]
        owners = fitted("owners", labels.TOKEN_LABELS, *vectors, exclusive=True, penalties=(0.03,))
        return {"token.kinds": kinds, "token.labels": owners, "token.order": self._order()}

    def _order(self) -> Head:
        """For each kind of word the logarithm of how much likelier another follows it than stands anywhere."""
        size = len(labels.TOKEN_KINDS)
        pairs_seen, seen = np.full((size, size), 0.02), np.full(size, 0.5)
        for row in rows("identifiers", "train"):
            words = words_of(self.reader.pieces(row["text"]).offsets, row["text"])
            kinds = [token_labels(span, row["identifiers"])[0] for _, span in words]
            np.add.at(pairs_seen, (kinds[:-1], kinds[1:]), 1)
            np.add.at(seen, kinds[1:], 1)
        order = np.log(pairs_seen / pairs_seen.sum(axis=1, keepdims=True)) - np.log(seen / seen.sum())
        weights = np.clip(order, -FARTHEST, FARTHEST).astype(np.float32)
        return Head(weights, np.zeros(size, dtype=np.float32), labels.TOKEN_KINDS, True)

    def judge_heads(self) -> dict[str, Head]:
        """The head over evidence and statement."""
        tables = {}
        for split in ("train", "dev"):
            source = rows("statements", split)
            if split == "train":
                extra = pairs.synthetic(rows("themes", split), source, self.parser, self.random)
                source = [*source, *extra]
            x = np.stack([self.judge.encode_pair(r["reflection"], r["statement"]) for r in source])
            y = np.array([labels.CHECKS.index(r["check"] or "supported") for r in source])
            tables[split] = Table(x, {"checks": y})
        head = fitted("checks", labels.CHECKS, tables["train"], tables["dev"], exclusive=True)
        return {"pair.checks": head}

    @cache  # noqa: B019 - one fitter a process
    def _screening(self, split: str) -> list[Row]:
        screening = rows("screening", split)
        if split == "train":
            screening += [noise.composed(screening, self.random) for _ in range(COMPOSED)]
        return screening

    def _sentences(self, split: str) -> Table:
        xs: list[Array] = []
        ys: list[dict[str, Any]] = []
        for row in [*self._screening(split), *rows("themes", split)]:
            spans, targets = sentence_labels(row, self.parser)
            hidden = self.reader.encode(row["text"])
            self._wholes[row["text"]] = hidden.mean_over(Span(start=0, end=len(row["text"])))
            xs += [hidden.mean_over(s) for s in spans]
            ys += targets
        return Table(np.stack(xs), columns(ys, {"findings": 12, "flags": 2, "themes": 16}))

    def _documents(self, split: str) -> Table:
        cases = [*self._screening(split), *rows("themes", split), *rows("retrieval", split)]
        xs, ys = [], []
        for row in cases:
            text = row.get("text") or row["query"]
            whole = self._wholes.get(text)
            if whole is None:
                whole = self.reader.encode(text).mean_over(Span(start=0, end=len(text)))
            xs.append(whole)
            ys.append(document_targets(row))
        return Table(np.stack(xs), columns(ys, {"themes": 16, "approaches": 40}))

    def _tokens(self, split: str) -> Table:
        xs, kinds, owners = [], [], []
        for row in rows("identifiers", split):
            copies = [row]
            if split == "train":
                copies += [
                    noise.varied(with_surrogates(row, self.random), self.random) for _ in range(TOKEN_COPIES)
                ]
            for copy in copies:
                spans, vectors, features = token_rows(self.reader, self.parser.doc(copy["text"]))
                for at, span in enumerate(spans):
                    kind, owner = token_labels(span, copy["identifiers"])
                    if kind == 0 and split == "train" and self.random.random() > PLAIN_SHARE:
                        continue
                    xs.append(np.concatenate([vectors[at], features[at]]))
                    kinds.append(kind)
                    owners.append(owner)
        return Table(np.stack(xs), {"kinds": np.array(kinds), "owners": np.array(owners)})


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
) -> Head:
    """The head whose penalty gives the least log loss on dev."""
    x, y = _with_target(train, name)
    dev_x, dev_y = _with_target(dev, name)
    make: Callable[[float], Head] = lambda c: (  # noqa: E731 - two shapes of one call
        _softmax(x, y, names, c) if exclusive else _sigmoids(x, y, names, c)
    )
    heads = [make(c) for c in penalties]
    losses = [_loss(h, dev_x, dev_y, exclusive=exclusive) for h in heads]
    best = int(np.argmin(losses))
    print(
        f"{name}: {len(x)} train, {len(dev_x)} dev, C {penalties[best]}, dev log loss {losses[best]:.4f}",
        flush=True,
    )
    return heads[best]


def _with_target(table: Table, name: str) -> tuple[Array, NDArray[np.int64]]:
    y = table.y[name]
    keep = (y if y.ndim == 1 else y[:, 0]) >= 0
    return table.x[keep], y[keep]


def _softmax(x: Array, y: NDArray[np.int64], names: Sequence[str], c: float) -> Head:
    model = LogisticRegression(C=c, max_iter=300, random_state=0).fit(x, y)
    weights = np.zeros((x.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), -20.0, dtype=np.float32)
    coef, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # a two-class fit stores one row
        coef, intercept = np.vstack([-coef / 2, coef / 2]), np.concatenate([-intercept / 2, intercept / 2])
    weights[:, model.classes_] = coef.T
    bias[model.classes_] = intercept
    return Head(weights, bias, tuple(names), True)


def _sigmoids(x: Array, y: NDArray[np.int64], names: Sequence[str], c: float) -> Head:
    weights = np.zeros((x.shape[1], len(names)), dtype=np.float32)
    bias = np.full(len(names), -12.0, dtype=np.float32)
    for at in range(len(names)):
        if 0 < y[:, at].sum() < len(y):
            model = LogisticRegression(C=c, max_iter=300, random_state=0).fit(x, y[:, at])
            weights[:, at], bias[at] = model.coef_[0], model.intercept_[0]
    return Head(weights, bias, tuple(names), False)


def _loss(head: Head, x: Array, y: NDArray[np.int64], *, exclusive: bool) -> float:
    p = np.clip(head.apply(x), 1e-6, 1 - 1e-6)
    if exclusive:
        return float(-np.log(p[np.arange(len(y)), y]).mean())
    return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())


if __name__ == "__main__":
    main()
