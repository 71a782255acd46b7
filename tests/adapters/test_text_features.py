import numpy as np

from assistant.adapters.encoder import DIMENSIONS, OnnxEncoder
from assistant.adapters.text_features import EMBEDDED, TextFeatures
from assistant.model.text import Span

TEXT = "The bed was empty. I sat in the car and shook."
CAR = Span(start=19, end=len(TEXT))


def features() -> TextFeatures:
    return TextFeatures()


def test_a_row_is_the_vectors_of_three_encoders_and_the_terms() -> None:
    (row,) = features().rows(TEXT, [CAR])
    reader, embedder, listener, terms = np.split(row, [DIMENSIONS, 2 * DIMENSIONS, 3 * DIMENSIONS])
    assert np.allclose(reader, OnnxEncoder("reader").encode(TEXT).mean_over(CAR))
    assert np.allclose(listener, OnnxEncoder("listener").encode(TEXT).mean_over(CAR))
    assert np.isclose(np.linalg.norm(embedder), EMBEDDED)
    assert np.isclose(np.linalg.norm(terms), 1.0)


def test_a_sentence_is_seen_in_its_context() -> None:
    (inside,) = features().dense_rows(TEXT, [CAR])
    (alone,) = features().dense_rows(CAR.of(TEXT), [Span(start=0, end=CAR.end - CAR.start)])
    assert not np.allclose(inside[DIMENSIONS:], alone[DIMENSIONS:])


def test_a_span_without_any_word_piece_is_zeros() -> None:
    (row,) = features().rows("a  b", [Span(start=1, end=2)])
    assert not row.any()
