"""Fit every linear head on the committed encoders and the authored training data: `make train`.

Deterministic: the same machine and lock give the same weights. The penalty of each head is chosen on
dev cases. Writes `assistant/weights/{reader,tagger,judge}_heads.npz`; `calibrate` comes after.
"""

import random
import sys
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_array, vstack

from assistant.adapters.encoder import DIMENSIONS, OnnxEncoder
from assistant.adapters.heads import Head, save_heads
from assistant.adapters.pair_terms import PairTerms
from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.terms import Terms
from assistant.adapters.text_features import TextFeatures
from assistant.adapters.weights import OWN, pin_own
from assistant.adapters.word_tagger import Encoded, token_rows, words_of
from assistant.model.text import Parse, Span
from assistant.ports import Pairing, Vectors
from assistant.stages.verify import claim_of
from evals.training import labels, noise, pairs
from evals.training.calibrate import calibrate
from evals.training.layered import layered
from evals.training.linear import JUDGE_SHARES, Array, Table, View, columns, fitted
from evals.training.prepare import document_targets, rows, sentence_labels, token_labels
from evals.training.surrogates import with_surrogates
from knowledge.vocabulary import Check

Row = dict[str, Any]
FEWEST_TEXTS, FEWEST_PAIRS, MOST_TERMS = 3, 4, 12_000
SEED = 20261123
TOKEN_COPIES, FEW = 2, 3
"""Copies of a text with other names; twice as many of one with so few identifiers: most that is written is like it."""
PLAIN_SHARE = 0.35
"""Of the words that identify nobody, how many the head learns from."""
FARTHEST = 6.0
"""No order of kinds is held for rarer than e to this power."""
COMPOSED = 1000
UNREAD = frozenset({"t89", "t91", "t93", *(f"t{n}" for n in (*range(113, 119), *range(148, 153)))})
UNREAD_WEIGHT = 4.0
"""Authors of whom no encoder has read a word count for more: a head that learns only from texts that the listener was taught trusts it
too much, and is less right about the next author."""
ANSWERABLE_PENALTIES = (0.15, 0.5, 1.5, 5.0)
PARSES = 64
ELSEWHERE = 3
"""Of the statements made of another text's sentence, one in so many: easy to tell, so a few are enough."""


def main() -> None:
    """Fit, save and pin the heads of every encoder, or of those named; then calibrate."""
    encoders = sys.argv[1:] or ["reader", "tagger", "judge"]
    pin_own()
    fitter = Fitter()
    if "reader" in encoders:
        fitter.terms.save(OWN / "terms.npz")
        save_heads(OWN / "reader_heads.npz", fitter.reader_heads())
    if "tagger" in encoders:
        save_heads(OWN / "tagger_heads.npz", fitter.tagger_heads())
    if "judge" in encoders:
        fitter.pair_terms.save(OWN / "pair_terms.npz")
        save_heads(OWN / "judge_heads.npz", fitter.judge_heads())
    pin_own()
    calibrate()


class Fitter:
    """Holds the encoders, the parser and the seed."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.parser = SpacyParser()
        self.tagger = OnnxEncoder("tagger")
        self.judge = OnnxEncoder("judge")
        self.text_features = TextFeatures()
        self._wholes: dict[str, Array] = {}

    def reader_heads(self) -> dict[str, Head]:
        """Heads over sentences and whole texts."""
        heads: dict[str, Head] = {}
        train, dev = self._sentences("train"), self._sentences("dev")
        for name, names, exclusive in (
            ("findings", labels.FINDINGS, False),
            ("subjects", labels.SUBJECTS, True),
            ("harmed", labels.SUBJECTS, True),
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
        heads["query.answerable"] = self.answerable_head()
        return heads

    def answerable_head(self) -> Head:
        """Whether a query asks for help that the library can give: by the embedder's vector, which tells it best on dev."""
        tables = []
        for split in ("train", "dev"):
            cases = rows("retrieval", split)
            dense = np.stack([self._whole(r["query"]) for r in cases])
            answerable = np.array([[int(bool(r["approaches"]))] for r in cases])
            tables.append(Table((TextFeatures.embedded(dense),), {"answerable": answerable}))
        return fitted("answerable", ("answerable",), *tables, exclusive=False, penalties=ANSWERABLE_PENALTIES)

    def tagger_heads(self) -> dict[str, Head]:
        """Heads over words: what each may identify, whose name it is, and which kinds follow which."""
        train, dev = self._tokens("train"), self._tokens("dev")
        kinds = layered("kinds", labels.TOKEN_KINDS, train, dev)
        kinds.bias[0] -= np.log(PLAIN_SHARE)  # only so many plain words were learned from
        vectors = [t._replace(views=(t.views[0][:, :DIMENSIONS],)) for t in (train, dev)]
        owners = fitted("owners", labels.TOKEN_LABELS, *vectors, exclusive=True, penalties=(0.03,))
        return {"word.kinds": kinds, "word.labels": owners, "word.order": self._order()}

    def _order(self) -> Head:
        """For each kind of word the logarithm of how much likelier another follows it than stands anywhere."""
        size = len(labels.TOKEN_KINDS)
        pairs_seen, seen = np.full((size, size), 0.02), np.full(size, 0.5)
        for row in rows("identifiers", "train"):
            words = words_of(self.tagger.pieces(row["text"]).offsets, row["text"])
            kinds = [token_labels(span, row["identifiers"])[0] for _, span in words]
            np.add.at(pairs_seen, (kinds[:-1], kinds[1:]), 1)
            np.add.at(seen, kinds[1:], 1)
        order = np.log(pairs_seen / pairs_seen.sum(axis=1, keepdims=True)) - np.log(seen / seen.sum())
        weights = np.clip(order, -FARTHEST, FARTHEST).astype(np.float32)
        return Head(weights, np.zeros(size, dtype=np.float32), labels.TOKEN_KINDS, True)

    def judge_heads(self) -> dict[str, Head]:
        """The head over evidence and statement: of authored pairs, and some statements made of another text's sentence.

        Other made pairs are too easy to teach it anything.
        """
        tables = {}
        for split in ("train", "dev"):
            source = rows("statements", split)
            if split == "train":
                made = pairs.synthetic(rows("themes", split), source, self.parser, self.random)
                source += [r for r in made if r["check"] == Check.EVIDENCE][::ELSEWHERE]
            paired = [self._pairing(r) for r in source]
            x = np.stack([self.judge.encode_pair(p.evidence, p.said) for p in paired])
            y = np.array([labels.CHECKS.index(r["check"] or "supported") for r in source])
            tables[split] = Table((x, sparse(self.pair_terms.vector(p) for p in paired)), {"checks": y})
        head = fitted(
            "checks",
            labels.CHECKS,
            tables["train"],
            tables["dev"],
            exclusive=True,
            shares=JUDGE_SHARES,
        )
        return {"pair.checks": head}

    @cache  # noqa: B019 - one fitter a process
    def _screening(self, split: str) -> list[Row]:
        screening = rows("screening", split)
        if split == "train":
            screening += [noise.composed(screening, self.random) for _ in range(COMPOSED)]
        return screening

    @cached_property
    def terms(self) -> Terms:
        """The terms of the texts that the sentence heads learn from."""
        texts = [r["text"] for r in (*rows("screening", "train"), *rows("themes", "train"))]
        return Terms.of(texts, fewest=FEWEST_TEXTS, most=MOST_TERMS)

    @cached_property
    def pair_terms(self) -> PairTerms:
        """The terms that count between the authored pairs."""
        authored = rows("statements", "train")
        return PairTerms.of(map(self._pairing, authored), fewest=FEWEST_PAIRS)

    def _pairing(self, row: Row) -> Pairing:
        """The whole statement as one sentence, as nearly all are."""
        statement, against = self._parse(row["statement"]), self._parse(row["reflection"])
        return claim_of(statement, whole_of(statement.text), against).pairing

    @lru_cache(maxsize=PARSES)  # noqa: B019 - one fitter a process
    def _parse(self, text: str) -> Parse:
        return self.parser.parse(text)

    def _sentences(self, split: str) -> Table:
        xs: list[Array] = []
        ys: list[dict[str, Any]] = []
        said: list[str] = []
        weights: list[float] = []
        for row in [*self._screening(split), *rows("themes", split)]:
            text = row["text"]
            spans, targets = sentence_labels(row, self.parser)
            *vectors, self._wholes[text] = self.text_features.dense_rows(text, [*spans, whole_of(text)])
            xs += vectors
            ys += targets
            said += [s.of(text) for s in spans]
            weights += [weight_of(row)] * len(spans)
        y = columns(ys, {"findings": 12, "flags": 1, "themes": 16})
        return Table(self._views(xs, said), y, np.array(weights))

    def _documents(self, split: str) -> Table:
        cases = [*self._screening(split), *rows("themes", split), *rows("retrieval", split)]
        texts = [row.get("text") or row["query"] for row in cases]
        targets = columns([document_targets(row) for row in cases], {"themes": 16, "approaches": 40})
        weights = np.array([weight_of(row) for row in cases])
        return Table(self._views([self._whole(t) for t in texts], texts), targets, weights)

    def _whole(self, text: str) -> Array:
        if text not in self._wholes:
            (self._wholes[text],) = self.text_features.dense_rows(text, [whole_of(text)])
        return self._wholes[text]

    def _views(self, vectors: Sequence[Array], texts: Sequence[str]) -> tuple[View, ...]:
        """What reader and embedder see, what the listener sees, and the terms: in the order of `TextFeatures.rows`."""
        dense = np.stack(vectors)
        terms = sparse(self.terms.vector(t) for t in texts)
        return dense[:, : 2 * DIMENSIONS], dense[:, 2 * DIMENSIONS :], terms

    def _tokens(self, split: str) -> Table:
        xs, kinds, owners = [], [], []
        for row in rows("identifiers", split):
            copies = [row]
            if split == "train":
                times = TOKEN_COPIES * (2 if 0 < len(row["identifiers"]) <= FEW else 1)
                copies += [noise.varied(with_surrogates(row, self.random), self.random) for _ in range(times)]
            for copy in copies:
                spans, vectors, features = token_rows(
                    Encoded.of(self.tagger, copy["text"]), self.parser.doc(copy["text"])
                )
                for at, span in enumerate(spans):
                    kind, owner = token_labels(span, copy["identifiers"])
                    if kind == 0 and split == "train" and self.random.random() > PLAIN_SHARE:
                        continue
                    xs.append(np.concatenate([vectors[at], features[at]]))
                    kinds.append(kind)
                    owners.append(owner)
        return Table((np.stack(xs),), {"kinds": np.array(kinds), "owners": np.array(owners)})


def weight_of(row: Row) -> float:
    """How much a text counts when a head is fitted."""
    return UNREAD_WEIGHT if row.get("author") in UNREAD else 1.0


def sparse(vectors: Iterable[Vectors]) -> csr_array:
    """Rows as one sparse table."""
    return vstack([csr_array(v[None, :]) for v in vectors], format="csr")


def whole_of(text: str) -> Span:
    """The span of a whole text."""
    return Span(start=0, end=len(text))


if __name__ == "__main__":
    main()
