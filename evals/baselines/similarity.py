"""Two usual guards for generated summaries: cosine similarity to the source, and shared words."""

import re
from functools import cache

import numpy as np

from assistant.adapters.embedder import MiniLmEmbedder
from assistant.bootstrap import build_readers
from assistant.settings import Settings
from evals.case import StatementsCase
from evals.engine import StatementAnswer

WORD = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)?")


@cache
def _embedder() -> MiniLmEmbedder:
    return MiniLmEmbedder(Settings().home)


def by_cosine(case: StatementsCase) -> StatementAnswer:
    """The nearest sentence of the reflection, or the reflection as a whole, by MiniLM."""
    sentences = build_readers().parser.parse(case.reflection).sentences
    texts = [case.statement, case.reflection, *(s.of(case.reflection) for s in sentences)]
    vectors = _embedder().embed(texts)
    return _answer(float(np.max(vectors[1:] @ vectors[0])))


def by_shared_words(case: StatementsCase) -> StatementAnswer:
    """The share of the statement's words that the reflection holds."""
    said = WORD.findall(case.statement.lower())
    known = set(WORD.findall(case.reflection.lower()))
    return _answer(sum(w in known for w in said) / max(1, len(said)))


def _answer(support: float) -> StatementAnswer:
    """No threshold of its own: it is set where it keeps as many faithful statements as we do."""
    return StatementAnswer(supported=True, support=support)
