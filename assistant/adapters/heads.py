"""Heads over vectors, linear or with one hidden layer: plain arrays in one .npz file, no pickle."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vectors


class Hidden(NamedTuple):
    """A layer of rectified units between the vectors and the outputs."""

    weights: NDArray[np.float32]
    """Shape (dimensions, units)."""
    bias: NDArray[np.float32]

    def apply(self, vectors: Vectors) -> Vectors:
        """Shape (rows, units)."""
        return np.asarray(np.maximum(vectors @ self.weights + self.bias, 0), dtype=np.float32)


class Head(NamedTuple):
    """One head and the names of its outputs; linear in the vectors, or in what its hidden layer makes of them."""

    weights: NDArray[np.float32]
    """Shape (dimensions or units, outputs)."""
    bias: NDArray[np.float32]
    names: tuple[str, ...]
    exclusive: bool
    """Softmax over the outputs, or a sigmoid for each."""
    hidden: Hidden | None = None

    def apply(self, vectors: Vectors) -> Vectors:
        """Probabilities, shape (rows, outputs)."""
        seen = vectors if self.hidden is None else self.hidden.apply(vectors)
        z = seen @ self.weights + self.bias
        if not self.exclusive:
            return np.asarray(1 / (1 + np.exp(-z)), dtype=np.float32)
        exp = np.exp(z - z.max(axis=1, keepdims=True))
        return np.asarray(exp / exp.sum(axis=1, keepdims=True), dtype=np.float32)


def save_heads(path: Path, heads: Mapping[str, Head]) -> None:
    """Write heads; loading gives them back to the last digit."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, head in heads.items():
        arrays[f"{name}.weights"] = head.weights.astype(np.float32)
        arrays[f"{name}.bias"] = head.bias.astype(np.float32)
        arrays[f"{name}.names"] = np.array(head.names)
        arrays[f"{name}.exclusive"] = np.array(head.exclusive)
        if head.hidden is not None:
            arrays[f"{name}.hidden.weights"] = head.hidden.weights.astype(np.float32)
            arrays[f"{name}.hidden.bias"] = head.hidden.bias.astype(np.float32)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy types keyword arrays loosely


def load_heads(path: Path) -> dict[str, Head]:
    """Read heads; refuses anything that is not a plain array."""
    with np.load(path, allow_pickle=False) as stored:
        names = [key.removesuffix(".names") for key in stored.files if key.endswith(".names")]
        return {
            name: Head(
                stored[f"{name}.weights"],
                stored[f"{name}.bias"],
                tuple(str(n) for n in stored[f"{name}.names"]),
                bool(stored[f"{name}.exclusive"]),
                Hidden(stored[f"{name}.hidden.weights"], stored[f"{name}.hidden.bias"])
                if f"{name}.hidden.weights" in stored.files
                else None,
            )
            for name in names
        }
