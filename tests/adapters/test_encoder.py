"""An encoder reads a text alike on every processor."""

import numpy as np

from assistant.adapters.encoder import OnnxEncoder
from assistant.model.text import Span

TEXT = "She had to tell me, and it hurt more than the three points."
EXACT = (0.063, 0.082, 0.124, 0.147, 0.112, -0.069, 0.331, 0.046, 0.330, -0.267)
"""The start of its mean vector by the published weights where products of bytes do not overflow; where they do, the seventh is .25."""


def test_a_processor_without_dot_products_of_bytes_reads_what_others_read():
    hidden = OnnxEncoder("embedder", cased=False).encode(TEXT)

    np.testing.assert_allclose(hidden.mean_over(Span(start=0, end=len(TEXT)))[: len(EXACT)], EXACT, atol=0.02)
