"""A head says the same after it was kept in a file, whether it is linear or has a hidden layer."""

from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.heads import Head, Hidden, load_heads, save_heads

VECTORS = np.array([[1.0, -2.0], [0.5, 3.0]], dtype=np.float32)
LINEAR = Head(np.eye(2, dtype=np.float32), np.zeros(2, dtype=np.float32), ("a", "b"), True)
LAYERED = LINEAR._replace(
    hidden=Hidden(np.array([[1, 0], [0, 1]], np.float32), np.array([0, -1], np.float32))
)


@pytest.mark.parametrize("head", [LINEAR, LAYERED])
def test_a_kept_head_says_the_same(tmp_path: Path, head: Head) -> None:
    save_heads(tmp_path / "heads.npz", {"word.kinds": head})

    loaded = load_heads(tmp_path / "heads.npz")

    assert set(loaded) == {"word.kinds"}
    assert loaded["word.kinds"].names == ("a", "b")
    np.testing.assert_array_equal(loaded["word.kinds"].apply(VECTORS), head.apply(VECTORS))


def test_a_hidden_unit_says_nothing_below_its_bound() -> None:
    odds = LAYERED.apply(VECTORS)

    np.testing.assert_allclose(np.log(odds[:, 1] / odds[:, 0]), [-1.0, 1.5], rtol=1e-5)
