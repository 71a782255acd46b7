"""Turn authored data into encoder input, with augmentation; deterministic for a seed.

Writes `.cache/training/{reader,listener,tagger,compared,judge}.json.gz`, which `fine_tune` reads where torch is.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.adapters.encoder import WINDOW, OnnxEncoder
from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.word_tagger import words_of
from assistant.model.screening import REQUESTS
from assistant.model.text import Span
from evals.training import labels, noise, pairs
from evals.training.contrasts import Contrasts
from evals.training.surrogates import with_surrogates
from knowledge.vocabulary import FindingKind

ROOT = Path(__file__).parent
CASES = ROOT.parent / "cases"
OUT = Path(".cache/training")
Row = dict[str, Any]
SINGULAR = {
    "subjects": "subject",
    "currencies": "currency",
    "facets": "facet",
    "experiencers": "experiencer",
    "routes": "route",
}
PROCEED = labels.ROUTES.index("proceed")
SURROGATE_COPIES = 3
COPY = {"copy": True}
"""Marks a variation of an authored text, of which an epoch sees a share."""
COMPOSED = 1600
HEARD_AGAIN, HEARD_VARIED, HEARD_COMPOSED = 0.6, 0.4, 700
"""Of known authors' texts a share, of fresh authors' a share once more with noise, and composed ones."""


def rows(suite: str, split: str) -> list[Row]:
    """The authored cases of one suite and split."""
    path = ROOT / f"{suite}.jsonl" if split == "train" else CASES / f"{suite}-{split}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Prepare every split of the tasks named on the command line, or of both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tasks", nargs="*", default=["reader", "judge"])
    parser.add_argument(
        "--fresh", nargs="*", default=[], help="authors not trained on yet: all others count as copies"
    )
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    for task in options.tasks:
        preparer = Preparer(frozenset(options.fresh))
        make = {
            "reader": preparer.documents,
            "listener": preparer.heard,
            "tagger": preparer.tagged,
            "compared": preparer.compared,
            "judge": preparer.pairs,
        }[task]
        splits = {split: list(make(split)) for split in ("train", "dev")}
        with gzip.open(OUT / f"{task}.json.gz", "wt") as file:
            json.dump(splits, file)
        print(task, {split: len(items) for split, items in splits.items()})


class Preparer:
    """Parses and tokenises; holds the seed."""

    def __init__(self, fresh: frozenset[str] = frozenset(), seed: int = 20261123) -> None:
        self.random = random.Random(seed)
        self.fresh = fresh
        self.parser = SpacyParser()
        self.encoder = OnnxEncoder("reader")

    def documents(self, split: str) -> Iterator[Row]:
        """Encoder input with labels for the sentence, document and token heads."""
        train = split == "train"
        screening = rows("screening", split)
        for row in screening:
            yield self._labelled(row)
            if train:
                yield self._labelled(noise.varied(row, self.random)) | COPY
        for _ in range(COMPOSED if train else 0):
            yield self._labelled(noise.composed(screening, self.random))
        for row in rows("themes", split):
            yield self._labelled(row)
            for _ in range(2 if train else 0):
                yield self._labelled(noise.varied(row, self.random)) | COPY
        for row in rows("retrieval", split):
            yield self._approaches(row)
            if train:
                yield self._approaches(noise.varied(row, self.random)) | COPY
        yield from self.tagged(split)

    def tagged(self, split: str) -> Iterator[Row]:
        """What the tagger is taught: words alone; every text anew with other names, in other typing."""
        for row in rows("identifiers", split):
            yield self._tokens(row)
            for _ in range(SURROGATE_COPIES if split == "train" else 0):
                yield self._tokens(noise.varied(with_surrogates(row, self.random), self.random)) | COPY

    def heard(self, split: str) -> Iterator[Row]:
        """What the listener is taught: sentences and whole texts, of fresh authors all, of the others some."""
        train = split == "train"
        screening = rows("screening", split)
        fresh = [row for row in screening if row["author"] in self.fresh] or screening
        for row in screening:
            if not train or not self._known(row) or self.random.random() < HEARD_AGAIN:
                yield self._labelled(row)
            if train and row["author"] in self.fresh and self.random.random() < HEARD_VARIED:
                yield self._labelled(noise.varied(row, self.random)) | COPY
        for _ in range(HEARD_COMPOSED if train else 0):
            yield self._labelled(noise.composed(fresh, self.random))
        yield from (self._labelled(row) for row in rows("themes", split))

    def pairs(self, split: str) -> Iterator[Row]:
        """Evidence and statement with the check that the statement fails, or `supported`."""
        source = rows("statements", split)
        extra = (
            pairs.synthetic(rows("themes", split), source, self.parser, self.random)
            if split == "train"
            else []
        )
        for row in [*source, *extra]:
            yield self._pair(row) | (self._known(row) if split == "train" else {})

    def compared(self, split: str) -> Iterator[Row]:
        """Minimal contrasts of the sentences of every text, by which the judge learns to compare before the authored pairs."""
        texts = [row["text"] for suite in ("screening", "themes") for row in rows(suite, split)]
        parses = [self.parser.parse(text) for text in texts]
        contrasts = Contrasts(self.random)
        for parse in parses:
            contrasts.learn(parse)
        for parse in parses:
            yield from map(self._pair, contrasts.pairs(parse))

    def _pair(self, row: Row) -> Row:
        a, b = self.encoder.pieces(row["reflection"]), self.encoder.pieces(row["statement"])
        label = labels.CHECKS.index(row["check"] or "supported")
        return {"a": [a.ids, a.cases], "b": [b.ids, b.cases], "label": label}

    def _known(self, row: Row) -> Row:
        """A mark where an encoder has been trained on the author before."""
        return COPY if self.fresh and row.get("author") not in self.fresh else {}

    def _labelled(self, row: Row) -> Row:
        """A screening or themes case with its sentence and document targets."""
        spans, targets = sentence_labels(row, self.parser)
        document = self._document(row["text"], spans)
        by_start = {span.start: target for span, target in zip(spans, targets, strict=True)}
        for span, sentence in zip(document.pop("spans"), document["sentences"], strict=True):
            target = by_start[span.start]
            sentence |= {SINGULAR.get(name, name): value for name, value in target.items()}
        return document | document_targets(row) | self._known(row)

    def _approaches(self, row: Row) -> Row:
        document = self._document(row["query"] if "query" in row else row["text"])
        del document["spans"]
        return document | document_targets(row) | self._known(row)

    def _tokens(self, row: Row) -> Row:
        document = self._document(row["text"])
        del document["spans"]
        pieces = self.encoder.pieces(row["text"])
        words = words_of(pieces.offsets, row["text"])
        document["tokens"] = [
            [first, *token_labels(span, row["identifiers"])]
            for first, span in words
            if first < len(document["ids"])
        ]
        return document | self._known(row)

    def _document(self, text: str, spans: list[Span] | None = None) -> Row:
        pieces = self.encoder.pieces(text)
        spans = list(self.parser.parse(text).sentences) if spans is None else spans
        kept = []
        for span in spans:
            inside = [
                n for n, (s, e) in enumerate(pieces.offsets[:WINDOW]) if span.start <= s and e <= span.end
            ]
            if inside:
                kept.append((span, {"at": [inside[0], inside[-1] + 1]}))
        return {
            "ids": pieces.ids[:WINDOW],
            "cases": pieces.cases[:WINDOW],
            "spans": [s for s, _ in kept],
            "sentences": [d for _, d in kept],
        }


def document_targets(row: Row) -> Row:
    """What the author said of the whole text: its route, its themes, the approaches that would help."""
    targets: Row = {}
    if "route" in row:
        targets["route"] = labels.ROUTES.index(row["route"])
    if "themes" in row and ("approaches" not in row or row["approaches"]):
        targets["themes"] = [labels.THEMES.index(t) for t in row["themes"]]
    if "approaches" in row:
        targets["approaches"] = [labels.APPROACHES.index(a) for a in row["approaches"]]
    return targets


def sentence_labels(row: Row, parser: SpacyParser) -> tuple[list[Span], list[Row]]:
    """The sentences of a screening or themes case, and for each the targets that its author set."""
    if "findings" not in row:
        spans = [Span(start=s["start"], end=s["end"]) for s in row["sentences"]]
        return spans, [
            {
                "facets": labels.FACETS.index(s["facet"]),
                "experiencers": labels.SUBJECTS.index(s["experiencer"]),
                "intensity": s["intensity"],
                "themes": [labels.THEMES.index(t) for t in s["themes"]],
                **_calm_target(row, span),
            }
            for s, span in zip(row["sentences"], spans, strict=True)
        ]
    spans = list(parser.parse(row["text"]).sentences)
    return spans, [_screening_target(row, span) for span in spans]


def _calm_target(row: Row, span: Span) -> Row:
    """A themes case with a route holds no finding, but perhaps in the words that decide its route; of those nothing is said."""
    if "route" not in row or ("decides" in row and _overlap(row["decides"], span) > 0):
        return {}
    return {"findings": [], "routes": PROCEED}


def _screening_target(row: Row, span: Span) -> Row:
    hit = [f for f in row["findings"] if _overlap(f, span) >= min(4, f["end"] - f["start"])]
    target: Row = {
        "findings": sorted({labels.FINDINGS.index(f["kind"]) for f in hit}),
        "routes": min((labels.ROUTES.index(route_asked(f, row["route"])) for f in hit), default=PROCEED),
    }
    if not hit:
        return target
    main = max(hit, key=lambda f: (f["currency"] == "current", _overlap(f, span)))
    abuse = [f for f in hit if f["kind"] == FindingKind.ABUSE_CONCERN and f["subject"]]
    if abuse:
        target["harmed"] = labels.SUBJECTS.index(abuse[0]["subject"])
    if main["subject"]:
        target["subjects"] = labels.SUBJECTS.index(main["subject"])
    target["currencies"] = labels.CURRENCIES.index(main["currency"])
    target["flags"] = [0] if any(f["certainty"] == "unclear" for f in hit) else []
    return target


def route_asked(finding: Row, route: str) -> str:
    """The route that one finding asks for on its own; `route` tells danger now from violence that is over."""
    kind, own = finding["kind"], finding["subject"] == "self"
    if kind in REQUESTS:
        return "decline"
    if finding["currency"] != "current" or kind == "supervisor_concern":
        return "proceed"
    if kind in {"medical_emergency", "client_death"}:
        return "crisis" if kind == "medical_emergency" else "postvention"
    own_risk = own and kind in {"suicidality", "harm_to_others"}
    if own_risk or (kind == "violence_toward_clinician" and route in {"crisis", "clarify"}):
        return "clarify" if finding["certainty"] == "unclear" else "crisis"
    return "urgent"


def _overlap(finding: Row, span: Span) -> int:
    return int(min(finding["end"], span.end) - max(finding["start"], span.start))


def token_labels(span: Span, identifiers: list[Row]) -> tuple[int, int]:
    """The token's kind, and for a name whose it is (-1: no such label)."""
    for i in identifiers:
        if i["start"] < span.end and span.start < i["end"]:
            mark = "B" if span.start <= i["start"] else "I"
            label = labels.TOKEN_LABELS.index(i["label"]) if i["label"] in labels.TOKEN_LABELS else -1
            return labels.TOKEN_KINDS.index(f"{mark}-{i['kind']}"), label
    return 0, -1


if __name__ == "__main__":
    main()
