"""Sentence vectors by all-MiniLM-L6-v2 (int8 ONNX) through fastembed, from local files only."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from fastembed import TextEmbedding
from langchain_core.embeddings import Embeddings

from assistant.adapters.weights import file_of, verified
from assistant.ports import Vectors

MODEL_ID = f"all-minilm-l6-v2-int8-{file_of('embedder').sha256[:8]}"
TOKENIZER_FILES = (
    "config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
)


class MiniLmEmbedder(Embeddings):
    """Unit vectors of 384 dimensions; loads on first use; also what LangChain's Chroma asks for."""

    def __init__(self, home: Path) -> None:
        """Take the folder where a model folder of links may be laid out."""
        self._folder = home / "models" / MODEL_ID

    @cached_property
    def _model(self) -> TextEmbedding:
        model, tokenizer = verified("embedder"), verified("tokenizer")
        self._folder.mkdir(parents=True, exist_ok=True)
        sources = {"model.onnx": model} | {name: tokenizer.parent / name for name in TOKENIZER_FILES}
        for name, source in sources.items():
            link = self._folder / name
            if not link.is_symlink() or link.resolve() != source.resolve():
                link.unlink(missing_ok=True)
                link.symlink_to(source)
        return TextEmbedding(
            "sentence-transformers/all-MiniLM-L6-v2", specific_model_path=str(self._folder), threads=2
        )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text, whatever the others are.

        One by one: int8 scales and padding of a batch would let a long text change and slow the short ones.
        """
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        return np.stack(list(self._model.embed(list(texts), batch_size=1))).astype(np.float32)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `embed`."""
        return [[float(x) for x in row] for row in self.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `embed` for one text."""
        return self.embed_documents([text])[0]
