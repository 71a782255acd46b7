"""Reflections to try Afterword with; every person and place in them is invented."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import knowledge

FOLDER = Path(knowledge.__file__).parent / "samples"


@cache
def load_samples() -> Mapping[str, str]:
    """Title to text, in the order of the titles."""
    paths = sorted(FOLDER.glob("*.txt"))
    return {title_of(p): p.read_text(encoding="utf-8").strip() for p in paths}


def title_of(path: Path) -> str:
    """What the picker shows for a file."""
    return path.stem.replace("-", " ").capitalize()
