"""Search over a folder of documents: exact vectors in memory and BM25, fused by weights that suit any text.

Nothing is stored. Documents are `*.md`, `*.txt`, or the lines of a BEIR `corpus.jsonl`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.adapters.bm25_index import Bm25Index
from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import Progress
from assistant.errors import KnowledgeError
from assistant.model.contract import SearchHit
from assistant.model.understanding import Quote
from assistant.ports import Vectors

BATCH = 64
PIECE = 900
"""Characters of a document in one vector: about what the encoder reads."""
DENSE_WEIGHT = 0.65
"""Share of the dense part where words and meaning agree about as often as not."""
SHARPEST_LEXICAL = 0.45
"""Share of the dense part for a query whose rare words a document holds all."""


class Document(NamedTuple):
    """One document of the folder."""

    id: str
    title: str | None
    text: str
    offset: int
    """Where the text starts in what was embedded (after its title)."""


class CorpusLine(BaseModel):
    """One line of a `corpus.jsonl`; other fields are left alone."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    id: str | int = Field(alias="_id")
    title: str | None = None
    text: str = ""


class FolderLibrary:
    """All documents of a folder, searchable."""

    def __init__(self, documents: Sequence[Document], embedder: MiniLmEmbedder, progress: Progress) -> None:
        """Index the documents in memory."""
        self._documents = documents
        self._embedder = embedder
        self._lexical = Bm25Index.build([f"{d.title or ''} {d.text}" for d in documents])
        self._pieces = [
            (n, start) for n, d in enumerate(documents) for start in range(0, max(1, len(d.text)), PIECE)
        ]
        self._vectors = self._embedded(progress)

    @classmethod
    def load(cls, folder: Path, home: Path, *, progress: Progress) -> "FolderLibrary":
        """Read and index a folder.

        Raises:
            KnowledgeError: it holds no document, or one that cannot be read.

        """
        documents = list(_documents(folder))
        if not documents:
            raise KnowledgeError(f"{folder} holds no *.md, *.txt or corpus.jsonl. Nothing was searched.")
        return cls(documents, MiniLmEmbedder(home), progress)

    def search(self, query: str, top: int) -> list[SearchHit]:
        """The best documents, each once; none where no word and no meaning is shared."""
        lexical = self._lexical.scores([query])[0]
        similarity = self._vectors @ self._embedder.embed([query])[0]
        dense = np.full(len(self._documents), -1.0, dtype=np.float32)
        best_piece = np.zeros(len(self._documents), dtype=np.int64)
        for (document, start), score in zip(self._pieces, similarity, strict=True):
            if score > dense[document]:
                dense[document], best_piece[document] = score, start
        scores = fuse(dense, lexical)
        order = np.argsort(-scores, kind="stable")[:top]
        return [
            self._hit(int(n), float(scores[n]), int(best_piece[n]))
            for n in order
            if dense[n] > 0 or lexical[n] > 0
        ]

    def _hit(self, at: int, score: float, start: int) -> SearchHit:
        document = self._documents[at]
        end = min(len(document.text), start + PIECE)
        quote = Quote(text=document.text[start:end], start=start, end=end)
        return SearchHit(entry_id=document.id, title=document.title, score=round(score, 6), passage=quote)

    def _embedded(self, progress: Progress) -> Vectors:
        texts = [
            f"{self._documents[n].title or ''}. {self._documents[n].text[start : start + PIECE]}".lstrip(". ")
            for n, start in self._pieces
        ]
        rows = []
        for at in range(0, len(texts), BATCH):
            rows.append(self._embedder.embed(texts[at : at + BATCH]))
            progress(min(at + BATCH, len(texts)), len(texts), "pieces of documents read")
        return np.concatenate(rows)


def fuse(dense: Vectors, lexical: Vectors) -> Vectors:
    """Weighted sum of standard scores over the documents, per query.

    Standard scores make a part weigh more where it separates the documents more; the share of the dense part
    falls where BM25 stands out from its own field (Bruch, Gai and Ingber 2023 on convex fusion).
    """
    lexical_z, dense_z = _standard(lexical), _standard(dense)
    sharp = float(np.clip((lexical_z.max(initial=0.0) - 4.0) / 12.0, 0.0, 1.0))
    share = DENSE_WEIGHT + (SHARPEST_LEXICAL - DENSE_WEIGHT) * sharp
    return np.asarray(share * dense_z + (1 - share) * lexical_z, dtype=np.float32)


def _standard(scores: Vectors) -> Vectors:
    spread = float(scores.std())
    return np.asarray((scores - scores.mean()) / spread if spread > 0 else scores * 0, dtype=np.float32)


def _documents(folder: Path) -> Iterator[Document]:
    corpus = folder / "corpus.jsonl" if folder.is_dir() else folder
    try:
        if corpus.is_file() and corpus.suffix == ".jsonl":
            yield from _corpus(corpus)
            return
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".txt"}):
            yield Document(path.stem, None, path.read_text(encoding="utf-8", errors="replace"), 0)
    except OSError as error:
        raise KnowledgeError(
            f"{error.filename} cannot be read ({error.strerror}). Nothing was searched."
        ) from None


def _corpus(path: Path) -> Iterator[Document]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                read = CorpusLine.model_validate_json(line)
            except ValidationError:
                raise KnowledgeError(
                    f"Line {number} of {path} is not a JSON object with _id and text. Nothing was searched. "
                    "Mend that line."
                ) from None
            yield Document(str(read.id), read.title or None, read.text, 0)
