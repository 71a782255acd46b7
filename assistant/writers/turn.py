"""An order that looks varied and is fixed by the text and the release."""

import hashlib


class Turn:
    """Orders keys the same way for the same seed, and differently for another."""

    def __init__(self, seed: str) -> None:
        self._seed = hashlib.sha256(seed.encode()).hexdigest()

    def order(self, key: str) -> str:
        """A sort key for one option."""
        return hashlib.sha256((self._seed + key).encode()).hexdigest()

    def share(self, key: str) -> float:
        """The same as a number from 0 to 1."""
        return int(self.order(key)[:8], 16) / 0xFFFFFFFF
