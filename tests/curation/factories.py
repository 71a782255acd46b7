"""A small library, an embedder without weights, and curation over them."""

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.adapters.curation_store import SqlCurationStore
from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.curation import Curation
from assistant.curation.model import Curator
from assistant.ports import Vectors
from knowledge.entry import Entry
from knowledge.workflow import Role
from tests.factories import TODAY, an_entry

ANN = Curator("ann", Role.CURATOR)
BOB = Curator("bob", Role.CURATOR)
EVE = Curator("eve", Role.APPROVER)
ROOT = Curator("root", Role.ADMINISTRATOR)
THINGS = (
    "river", "garden", "window", "blanket", "kettle", "bicycle", "lantern", "pebble",
    "ladder", "harbour", "meadow", "violin", "compass", "orchard", "teapot",
)  # fmt: skip


class WordEmbedder(MiniLmEmbedder):
    """A bag of hashed words as a unit vector: close texts lie close, and nothing is loaded."""

    def __init__(self) -> None:
        """Take nothing."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def a_thing(name: str, **fields: Any) -> Entry:
    """An entry about one thing, unlike every other."""
    values: dict[str, Any] = {
        "title": f"Look at the {name}",
        "steps": (f"Find a {name}.", f"Look at the {name} for a minute."),
        "cautions": (f"Leave the {name} where it is.",),
        "body": f"A {name} can be a good thing to look at. {name.title()} by {name}, some people settle a bit.",
    }
    return an_entry(f"ind-{name}", **(values | fields))


def small_library() -> tuple[Entry, ...]:
    """Fifteen published entries."""
    return tuple(sorted(map(a_thing, THINGS), key=lambda e: e.id))


def passing(store: Any, candidate: str, current: str | None, progress: Any) -> Sequence[str]:
    """A gate that lets everything through."""
    progress(1, 1, "gate: queries")
    return ()


def a_curation(home: Path, **fields: Any) -> Curation:
    """Curation over a served release of the small library."""
    releases = ReleaseStore(home, chroma_url=None, embedder=WordEmbedder())
    if releases.current is None:
        shutil.copytree(_template(), home, dirs_exist_ok=True)
    store = SqlCurationStore(home, database_url=fields.pop("database_url", None))
    values: dict[str, Any] = {
        "entries": store,
        "audit": store,
        "releases": releases,
        "gate": passing,
        "shipped": small_library,
        "today": lambda: TODAY,
    }
    return Curation(**(values | fields))


@cache
def _template() -> Path:
    """A home where the small library serves, built once in this process."""
    home = Path(tempfile.mkdtemp(prefix="afterword-template-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    releases = ReleaseStore(home, chroma_url=None, embedder=WordEmbedder())
    releases.switch(releases.build(small_library()))
    return home


def changed(entry: Entry, **fields: Any) -> Entry:
    """The entry with other content."""
    return entry.model_copy(update=fields or {"title": f"{entry.title} again"})


def approved(curation: Curation, entry: Entry, author: Curator = ANN, approver: Curator = EVE) -> None:
    """Take new content all the way to approval."""
    curation.propose(entry, by=author)
    curation.submit(entry.id, by=author)
    curation.approve(entry.id, by=approver)


def later() -> date:
    """A day after every review date."""
    return date(2030, 1, 1)
