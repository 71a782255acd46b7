"""Curation's composition root: settings in, the library to curate out. No reader of text is loaded for it."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from assistant.adapters.curation_store import SqlCurationStore
from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.curation.ports import Progress
from assistant.curation.service import Curation, silent
from assistant.serving import ensure_serving
from assistant.settings import Settings
from knowledge.collection import load_entries

GATES = "afterword.release_gate"


def build_curation(settings: Settings, *, progress: Progress = silent) -> Curation:
    """Curation over the adapters that the settings ask for; builds the release that serves where it is missing.

    Raises:
        SetupError: a model or the index is missing, or a database does not answer.

    """
    releases = ReleaseStore(
        settings.home, chroma_url=settings.chroma_url, embedder=MiniLmEmbedder(settings.home)
    )
    ensure_serving(settings, releases, progress=progress)
    store = SqlCurationStore(settings.home, database_url=settings.database_url)
    return Curation(
        entries=store,
        audit=store,
        releases=releases,
        gate=installed_gate,
        shipped=cache(load_entries),  # it takes a second to read, and a page asks often
        today=_today,
    )


def installed_gate(
    store: Any, candidate: str, current: str | None, progress: Progress = silent
) -> Sequence[str]:
    """The regressions that every installed gate finds; without a gate, nothing has been judged."""
    gates = list(entry_points(group=GATES))
    if not gates:
        return [f"no release gate is installed (entry point group {GATES})"]
    return [
        str(regression) for gate in gates for regression in gate.load()(store, candidate, current, progress)
    ]


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a review date means the day where the curator is
