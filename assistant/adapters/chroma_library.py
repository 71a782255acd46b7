"""Library over one release: dense neighbours from Chroma, lexical scores from BM25."""

from collections.abc import Mapping, Sequence

import numpy as np
from chromadb import Collection

from assistant.adapters.bm25_index import Bm25Index
from assistant.adapters.embedder import MiniLmEmbedder
from assistant.model.release import Chunk
from assistant.ports import Candidate, Vectors
from knowledge.entry import Entry

NEIGHBOURS = 60
"""Chunks asked of Chroma for one query; far more than the entries that can be shown."""


class ChromaLibrary:
    """Every entry of a release with its scores for a set of queries."""

    def __init__(
        self,
        *,
        release: str,
        entries: Sequence[Entry],
        chunks: Sequence[Chunk],
        collection: Collection,
        lexical: Bm25Index,
        embedder: MiniLmEmbedder,
    ) -> None:
        """Take what the release store opened; the chunks of an entry lie side by side."""
        self.release = release
        self.entries: Mapping[str, Entry] = {e.id: e for e in entries}
        self._chunks = chunks
        self._place = {c.key: at for at, c in enumerate(chunks)}
        self._starts = [at for at, c in enumerate(chunks) if at == 0 or c.entry_id != chunks[at - 1].entry_id]
        self._collection = collection
        self._lexical = lexical
        self._embedder = embedder

    def candidates(self, queries: Sequence[str], vectors: Vectors | None = None) -> tuple[Candidate, ...]:
        """Every entry: its best dense and lexical score per query, and the chunk that means most of what is asked."""
        dense = self._dense(self._embedder.embed(queries) if vectors is None else vectors)
        lexical = self._lexical.scores(queries)
        strongest = dense.max(axis=0)
        ends = (*self._starts[1:], len(self._chunks))
        best = [
            self._chunks[start + int(strongest[start:end].argmax())]
            for start, end in zip(self._starts, ends, strict=True)
        ]
        dense_of, lexical_of = (
            np.maximum.reduceat(scores, self._starts, axis=1).T.tolist() for scores in (dense, lexical)
        )
        return tuple(
            Candidate(chunk.entry_id, chunk.quote, tuple(d), tuple(w))
            for chunk, d, w in zip(best, dense_of, lexical_of, strict=True)
        )

    def _dense(self, vectors: Vectors) -> Vectors:
        """Cosine similarity, shape (queries, chunks), 0 beyond the neighbours; one call for all queries."""
        found = self._collection.query(
            query_embeddings=list(vectors),
            n_results=min(NEIGHBOURS, len(self._chunks)),
            include=["distances"],
        )
        scores = np.zeros((len(vectors), len(self._chunks)), dtype=np.float32)
        for row, keys, distances in zip(scores, found["ids"], found["distances"] or (), strict=True):
            row[[self._place[key] for key in keys]] = 1 - np.array(distances, dtype=np.float32)
        return scores
