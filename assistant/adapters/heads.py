"""Linear heads over encoder vectors: plain arrays in one .npz file, no pickle."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vectors


class Head(NamedTuple):
    """One linear head and the names of its outputs."""

    weights: NDArray[np.float32]
    """Shape (dimensions, outputs)."""
    bias: NDArray[np.float32]
    names: tuple[str, ...]
    exclusive: bool
    """Softmax over the outputs, or a sigmoid for each."""

    def apply(self, vectors: Vectors) -> Vectors:
        """Probabilities, shape (rows, outputs)."""
        z = vectors @ self.weights + self.bias
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
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy types keyword arrays loosely


def load_heads(path: Path) -> dict[str, Head]:
    """Read heads; refuses anything that is not a plain array."""
    with np.load(path, allow_pickle=False) as stored:
        names = {key.rsplit(".", 1)[0] for key in stored.files}
        return {
            name: Head(
                stored[f"{name}.weights"],
                stored[f"{name}.bias"],
                tuple(str(n) for n in stored[f"{name}.names"]),
                bool(stored[f"{name}.exclusive"]),
            )
            for name in names
        }
