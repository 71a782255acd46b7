"""What the heads see of a sentence, or of a whole text: four views that err differently.

The reader's vector knows what we taught it; the embedder's, which nobody here trained, knows how people write at
large; the listener is the reader taught further, by other authors; the terms are the words themselves. Each vector is
the mean over the span of one pass over the whole text, so that a sentence is seen in its context.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.adapters.encoder import DIMENSIONS, OnnxEncoder
from assistant.adapters.terms import Terms, unit
from assistant.adapters.weights import verified
from assistant.model.text import Span
from assistant.ports import Vectors

EMBEDDED = 7.0
"""Length of the embedder's vectors beside the reader's; chosen on dev."""


class TextFeatures:
    """One row a span."""

    def __init__(self) -> None:
        """Load nothing yet; the first text does."""
        self._reader = OnnxEncoder("reader")
        self._embedder = OnnxEncoder("embedder", cased=False)
        self._listener = OnnxEncoder("listener")

    @cached_property
    def _terms(self) -> Terms:
        return Terms.load(verified("terms"))

    def rows(self, text: str, spans: Sequence[Span]) -> list[Vectors]:
        """The vectors of reader, embedder and listener, and which terms the span holds, end to end."""
        return [
            np.concatenate([dense, self._terms.vector(span.of(text))])
            for dense, span in zip(self.dense_rows(text, spans), spans, strict=True)
        ]

    @staticmethod
    def embedded(rows: Vectors) -> Vectors:
        """The embedder's unit vectors within rows."""
        return rows[:, DIMENSIONS : 2 * DIMENSIONS] / EMBEDDED

    def dense_rows(self, text: str, spans: Sequence[Span]) -> list[Vectors]:
        """The vectors of reader, embedder and listener, end to end."""
        encoders = (self._reader, self._embedder, self._listener)
        read, embedded, heard = (encoder.encode(text) for encoder in encoders)
        return [
            np.concatenate(
                [read.mean_over(span), EMBEDDED * unit(embedded.mean_over(span)), heard.mean_over(span)]
            )
            for span in spans
        ]
