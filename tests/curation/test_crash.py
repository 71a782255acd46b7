"""Kill the process that publishes, again and again: the old or the new release serves, and nothing is lost.

A point of a kill is a number of calls into the publication, not a time, so a slow machine changes nothing.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from assistant.adapters.release_store import ReleaseStore
from assistant.curation.audit import chain_faults
from knowledge.vocabulary import Status
from tests.curation.factories import ROOT, WordEmbedder, a_curation, a_thing, approved, changed

TRIALS = 20
AFTER_THE_SWITCH = 4
"""Every so many trials the kill comes when the new release serves already, and is not yet written down."""

PATIENCE = 600
"""Seconds until a process counts as hung; no answer is expected to take a hundredth of it."""

RIVER = a_thing("river")
LIBRARY = tuple(map(a_thing, ("blanket", "kettle", "lantern", "river", "window")))


class Kill(NamedTuple):
    """When a publication is ended: so many calls after its begin or its switch, and seconds later."""

    after_switch: bool
    calls: int
    delay: float


class Calls:
    """Counts every call of this thread, and at a chosen one lets the kernel end the process."""

    def __init__(self) -> None:
        self.made, self._last, self._delay = 0, -1, 0.0

    def __call__(self, _frame: FrameType, event: str, _about: Any) -> None:
        self.made += event in {"call", "c_call"}
        if self.made != self._last:
            return
        self._last = -1
        if self._delay:  # the alarm goes off wherever the process is by then, inside a vendor's code too
            signal.setitimer(signal.ITIMER_REAL, self._delay)
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    def end_after(self, kill: Kill) -> None:
        """Count anew, to this kill."""
        self.made, self._last, self._delay = 0, kill.calls, kill.delay


def publish(home: Path, kill: Kill | None, answers: Any) -> None:
    """Publish, and be killed; or tell how many calls there were until the switch and after it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    curation, calls, until_switch = a_curation(home), Calls(), 0
    switch: Callable[[str], None] = curation._releases.switch

    def watched(release: str) -> None:
        nonlocal until_switch
        switch(release)
        until_switch, calls.made = calls.made, 0
        if kill is not None and kill.after_switch:
            calls.end_after(kill)

    curation._releases.switch = watched  # type: ignore[method-assign]
    if kill is not None and not kill.after_switch:
        calls.end_after(kill)
    sys.setprofile(calls)
    curation.publish(by=ROOT)
    sys.setprofile(None)
    answers.send((until_switch, calls.made))


def read(home: Path, answers: Any) -> None:
    """What serves, as a fresh process sees it: searched, and every passage of the release asked for."""
    curation = a_curation(home)
    library = curation._releases.open()  # type: ignore[attr-defined]
    titles = {e.id: e.title for e in library.entries.values()}
    found = {
        e.id
        for e in library.entries.values()
        for c in library.candidates([e.title])
        if c.entry_id == e.id and max(c.dense) > 0
    }
    row = curation.library().row(RIVER.id)
    answers.send((titles, found, row.status, row.entry.title, chain_faults(curation.audit())))


def test_a_publish_killed_at_twenty_random_points_leaves_the_old_or_the_new_release(tmp_path: Path) -> None:
    context = get_context("forkserver")
    context.set_forkserver_preload(
        ["tests.curation.test_crash", "assistant.adapters.release_store", "alembic.command"]
    )
    chance = random.Random(5)
    releases = ReleaseStore(tmp_path, chroma_url=None, embedder=WordEmbedder())
    releases.switch(releases.build(LIBRARY))
    others = {e.id: e.title for e in LIBRARY if e.id != RIVER.id}
    serving, before, after, serves_old, serves_new = RIVER.title, 0, 0, 0, 0

    for trial in range(TRIALS + 1):
        curation = a_curation(tmp_path)
        newest = f"Look at the river {trial}"
        approved(curation, changed(curation.library().row(RIVER.id).entry, title=newest))
        if trial == 0:
            before, after = _answer(context, publish, tmp_path, None)
        else:
            late = trial % AFTER_THE_SWITCH == 0
            delay = 0.0 if trial % 2 else chance.uniform(0.0001, 0.02)
            _killed(context, tmp_path, Kill(late, chance.randint(1, after if late else before), delay))
        titles, found, status, title, faults = _answer(context, read, tmp_path)

        assert titles in ({**others, RIVER.id: serving}, {**others, RIVER.id: newest}), "a mixture serves"
        assert found == set(titles), "the index does not belong to the entries"
        assert (title, faults) == (newest, ()), "an approved content or an audit line is lost"
        assert status is (Status.PUBLISHED if titles[RIVER.id] == newest else Status.APPROVED)
        serves_new += titles[RIVER.id] == newest
        serves_old += titles[RIVER.id] != newest
        serving = titles[RIVER.id]

    final = a_curation(tmp_path)
    final.publish(by=ROOT)
    assert final.library().released[RIVER.id].title == f"Look at the river {TRIALS}"
    assert serves_old, "no kill came before the switch, so nothing was shown"
    assert serves_new, "no kill came after the switch, so nothing was shown"


def _answer(context: Any, target: Callable[..., None], *args: Any) -> Any:
    process, answers = _started(context, target, *args)
    assert answers.poll(PATIENCE), f"{target.__name__} hangs"
    answer = answers.recv()
    process.join(PATIENCE)
    return answer


def _killed(context: Any, home: Path, kill: Kill) -> None:
    process, _answers = _started(context, publish, home, kill)
    process.join(PATIENCE)
    assert process.exitcode in {-signal.SIGKILL, -signal.SIGALRM, 0}, "it hangs, or failed by itself"


def _started(context: Any, target: Callable[..., None], *args: Any) -> tuple[BaseProcess, Any]:
    mine, theirs = context.Pipe()
    process: BaseProcess = context.Process(target=target, args=(*args, theirs))
    process.start()
    theirs.close()  # so that a process that dies without an answer is an end of file, and no wait
    return process, mine
