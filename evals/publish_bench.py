"""How long a release of 200 entries takes to build, to switch to and to be judged, and how a reader fares meanwhile.

The entries are the shipped ones and enough of them once more under other ids; what the gate then finds is not told,
for near twins are faults of course. Times on a clock belong to a machine and what else it does.
"""

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.model.text import Frozen
from evals.release_gate import judge_release
from knowledge.collection import load_entries

ENTRIES = 200
PROMISED_S = {"build and switch": 60.0, "gate": 90.0}
"""What is promised for two idle cores; told, and never gated."""
ASKED, PAUSE_S = "I cannot sleep after a hard session", 0.05


class Published(Frozen):
    """Seconds of the work, and the searches of somebody who reads beside it."""

    seconds: dict[str, float]
    searches: int
    failed: int
    """Searches that raised or found nothing."""
    longest_s: float
    releases: tuple[str, ...]
    """Every release that answered, in the order of its first answer."""


def publish_times() -> Published:
    """Publish over a small release that serves, while a reader searches on."""
    entries = load_entries()
    more = [e.model_copy(update={"id": f"{e.id}-again"}) for e in entries[: ENTRIES - len(entries)]]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = ReleaseStore(home, chroma_url=None, embedder=MiniLmEmbedder(home))
        serving = store.build(entries[: ENTRIES // 10])
        store.switch(serving)
        with _reader(store) as answered:
            started = time.perf_counter()
            candidate = store.build([*entries, *more])
            built = time.perf_counter()
            judge_release(store, candidate, serving)
            judged = time.perf_counter()
            store.switch(candidate)
            seconds = {
                "build and switch": built - started + time.perf_counter() - judged,
                "gate": judged - built,
            }
            time.sleep(1)
    good = [(release, took) for release, took in answered if release]
    return Published(
        seconds=seconds,
        searches=len(answered),
        failed=len(answered) - len(good),
        longest_s=max(took for _, took in answered),
        releases=tuple(dict.fromkeys(release for release, _ in good)),
    )


def publish_markdown(published: Published) -> list[str]:
    """The section of the report."""
    return [
        f"| a release of {ENTRIES} entries | s | promised s, on two idle cores |",
        "| --- | --- | --- |",
        *(f"| {name} | {s:.1f} | {PROMISED_S[name]:.0f} |" for name, s in published.seconds.items()),
        "",
        (
            f"Meanwhile a reader searched {published.searches} times: {published.failed} without an answer, the longest in "
            f"{published.longest_s * 1000:.0f} ms, answered by {len(published.releases)} releases, one after the other."
        ),
        "",
    ]


@contextmanager
def _reader(store: ReleaseStore) -> Iterator[Sequence[tuple[str | None, float]]]:
    """Opens what serves and searches it, over and over; the release that answered, or none, and how long it took."""
    answered: list[tuple[str | None, float]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            started = time.perf_counter()
            try:
                library = store.open()
                release = library.release if library.candidates([ASKED]) else None
            except Exception:  # noqa: BLE001 - whatever a reader meets is a search that failed
                release = None
            answered.append((release, time.perf_counter() - started))
            done.wait(PAUSE_S)

    thread = threading.Thread(target=read, name="reader")
    thread.start()
    try:
        yield answered
    finally:
        done.set()
        thread.join()
