"""Lexical scores by BM25 over stemmed words, built once per release and kept on disk."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from assistant.ports import Vectors


class Bm25Index:
    """BM25 (Lucene variant, k1 1.2, b 0.75) over English stems without stop words."""

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        """Wrap a built index over `size` documents."""
        self._index = index
        self._size = size
        self._stemmer = Stemmer.Stemmer("english")

    @classmethod
    def build(cls, texts: Sequence[str]) -> "Bm25Index":
        """Index the documents; scores come back in their order."""
        tokens = bm25s.tokenize(
            list(texts), stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False
        )
        index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        index.index(tokens, show_progress=False)
        return cls(index, len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> "Bm25Index":
        """Open an index that `save` wrote."""
        return cls(bm25s.BM25.load(str(folder)), size)

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._index.save(str(folder), show_progress=False)

    def scores(self, queries: Sequence[str]) -> Vectors:
        """Shape (queries, documents); 0 where no word is shared."""
        rows = np.zeros((len(queries), self._size), dtype=np.float32)
        for row, query in zip(rows, queries, strict=True):
            words = bm25s.tokenize(
                [query], stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
            )[0]
            if words:
                row[:] = self._index.get_scores(words)
        return rows
