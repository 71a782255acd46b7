"""Library over one release: dense neighbours from Chroma, lexical scores from BM25."""

from collections.abc import Mapping, Sequence

from langchain_chroma import Chroma

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
        collection: Chroma,
        lexical: Bm25Index,
        embedder: MiniLmEmbedder,
    ) -> None:
        """Take what the release store opened."""
        self.release = release
        self.entries: Mapping[str, Entry] = {e.id: e for e in entries}
        self._chunks = {c.key: c for c in chunks}
        self._order = tuple(c.key for c in chunks)
        self._collection = collection
        self._lexical = lexical
        self._embedder = embedder

    def candidates(self, queries: Sequence[str]) -> tuple[Candidate, ...]:
        """Every entry that any query touches: its best dense and lexical score per query."""
        vectors = self._embedder.embed(queries)
        lexical = self._lexical.scores(queries)
        dense = [self._dense(vector) for vector in vectors]
        best: dict[str, Candidate] = {}
        for at, key in enumerate(self._order):
            chunk = self._chunks[key]
            candidate = Candidate(
                entry_id=chunk.entry_id,
                quote=chunk.quote,
                dense=tuple(d.get(key, 0.0) for d in dense),
                lexical=tuple(float(x) for x in lexical[:, at]),
            )
            old = best.get(chunk.entry_id)
            best[chunk.entry_id] = candidate if old is None else old.joined_with(candidate)
        return tuple(best.values())

    def _dense(self, vector: Vectors) -> dict[str, float]:
        hits = self._collection.similarity_search_by_vector_with_relevance_scores(
            [float(x) for x in vector], k=min(NEIGHBOURS, len(self._order))
        )
        keyed = {(d.metadata["entry_id"], d.page_content): 1.0 - distance for d, distance in hits}
        return {
            key: score
            for key, chunk in self._chunks.items()
            if (score := keyed.get((chunk.entry_id, chunk.indexed))) is not None
        }
