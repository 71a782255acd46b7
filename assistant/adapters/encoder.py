"""Contextual word vectors by an ONNX encoder: one pass over a text, pooled as the heads need it.

The tokenizer folds case, so the case of each word travels in the token types:
0 lower case, 1 Capitalised, 2 CAPITALS, 3 holds a digit.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.adapters.weights import verified
from assistant.errors import SetupError
from assistant.model.text import Span
from assistant.ports import Vectors

WINDOW = 254
"""Word pieces a window, without its two marks: what the encoder was trained on."""
CONTEXT = 64
"""Word pieces of the window before that are read again for context."""
DIMENSIONS = 384


class Pieces(NamedTuple):
    """A text as word pieces: their ids, cases, and where they lie in the text."""

    ids: list[int]
    cases: list[int]
    offsets: list[tuple[int, int]]


class Hidden(NamedTuple):
    """One vector a word piece, shape (pieces, dimensions), and where the pieces lie."""

    vectors: Vectors
    offsets: NDArray[np.int64]

    def mean_over(self, span: Span) -> Vectors:
        """The mean vector of the pieces inside a span; zeros where there is none."""
        inside = (self.offsets[:, 0] >= span.start) & (self.offsets[:, 1] <= span.end)
        if not inside.any():
            return np.zeros(DIMENSIONS, dtype=np.float32)
        return np.asarray(self.vectors[inside].mean(axis=0), dtype=np.float32)


class OnnxEncoder:
    """Loads on first use; refuses a file whose hash is not the pinned one."""

    def __init__(self, weights: str, *, cased: bool = True) -> None:
        """Take the name of the weights in `assistant/adapters/weights.py`, and whether they were taught case."""
        self._weights = weights
        self._cased = cased

    @cached_property
    def _session(self) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 2
        # Threads that wait must not spin: they take the core of whatever runs beside (the parser: a fifth of a debrief).
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Without VNNI products of two bytes overflow in 16 bits, and a text reads otherwise than on a machine that has it.
        options.add_session_config_entry("session.x64quantprecision", "1")
        options.log_severity_level = 3
        return ort.InferenceSession(str(verified(self._weights)), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = Tokenizer.from_file(str(verified("tokenizer")))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def pieces(self, text: str) -> Pieces:
        """The text as word pieces, without marks."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        cases = [_case(text, o) if self._cased else 0 for o in encoding.offsets]
        return Pieces(encoding.ids, cases, encoding.offsets)

    def encode(self, text: str) -> Hidden:
        """One vector a word piece of the whole text, however long."""
        return self.encode_pieces(self.pieces(text))

    def encode_pieces(self, pieces: Pieces) -> Hidden:
        """One vector a word piece."""
        rows = [np.zeros((0, DIMENSIONS), dtype=np.float32)]
        for start, fresh, end in windows(len(pieces.ids)):
            hidden = self._run(pieces.ids[start:end], pieces.cases[start:end])
            rows.append(hidden[fresh - start :])
        return Hidden(np.concatenate(rows), np.array(pieces.offsets, dtype=np.int64).reshape(-1, 2))

    def encode_pair(self, first: str, second: str) -> Vectors:
        """The mean over the first and over the second text, side by side, read together."""
        a, b = self.pieces(first), self.pieces(second)
        room = WINDOW - min(len(b.ids), WINDOW // 2) - 1
        ids_a, ids_b = a.ids[:room], b.ids[: WINDOW // 2]
        ids = [*ids_a, self._separator, *ids_b]
        cases = [*a.cases[:room], 0, *b.cases[: len(ids_b)]]
        hidden = self._run(ids, cases, whole=True)
        middle = 1 + len(ids_a)
        mean_a, mean_b = hidden[1:middle].mean(axis=0), hidden[middle + 1 : -1].mean(axis=0)
        return np.concatenate([hidden[0], mean_a, mean_b]).astype(np.float32)

    @cached_property
    def _marks(self) -> tuple[int, int]:
        start, end = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        if start is None or end is None:
            raise SetupError(
                "The tokenizer is not the one that the encoder was trained with. Run: make setup"
            )
        return start, end

    @property
    def _separator(self) -> int:
        return self._marks[1]

    def _run(self, ids: Sequence[int], cases: Sequence[int], *, whole: bool = False) -> Vectors:
        start, end = self._marks
        feed = {
            "input_ids": np.array([[start, *ids, end]], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids) + 2), dtype=np.int64),
            "token_type_ids": np.array([[0, *cases, 0]], dtype=np.int64),
        }
        hidden = self._session.run(None, feed)[0][0]
        return np.asarray(hidden if whole else hidden[1:-1], dtype=np.float32)


def windows(length: int) -> Iterator[tuple[int, int, int]]:
    """Start, first fresh piece and end of each window; later ones read some context again."""
    fresh = 0
    while fresh < length:
        start = max(0, fresh - CONTEXT)
        end = min(length, start + WINDOW)
        yield start, fresh, end
        fresh = end


def _case(text: str, offset: tuple[int, int]) -> int:
    """The case of the whole word in which a piece lies."""
    start, end = offset
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    word = text[start:end]
    if any(c.isdigit() for c in word):
        return 3
    if word[:1].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 0
