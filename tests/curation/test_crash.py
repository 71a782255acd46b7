"""Kill the process that publishes, again and again: the old or the new release serves, and nothing is lost."""

import os
import random
import signal
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from assistant.curation.audit import chain_faults
from knowledge.vocabulary import Status
from tests.curation.factories import ROOT, a_curation, a_thing, approved, changed

TRIALS = 20
LONGEST = 30
RIVER = a_thing("river")


def publish(home: Path, started: Any) -> None:
    curation = a_curation(home)
    started.set()
    curation.publish(by=ROOT)


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
    answers.put((titles, found, row.status, row.entry.title, chain_faults(curation.audit())))


def test_a_publish_killed_at_twenty_random_points_leaves_the_old_or_the_new_release(tmp_path: Path) -> None:
    context = get_context("forkserver")
    context.set_forkserver_preload(
        ["tests.curation.test_crash", "assistant.adapters.release_store", "alembic.command"]
    )
    chance = random.Random(5)
    others = {e.id: e.title for e in a_curation(tmp_path).library().entries() if e.id != RIVER.id}
    serving, took, killed_before, killed_after = RIVER.title, 0.0, 0, 0

    for trial in range(TRIALS + 1):
        curation = a_curation(tmp_path)
        newest = f"Look at the river {trial}"
        approved(curation, changed(curation.library().row(RIVER.id).entry, title=newest))
        started = context.Event()
        process: BaseProcess = context.Process(target=publish, args=(tmp_path, started))
        process.start()
        assert started.wait(LONGEST)
        begun = time.monotonic()
        if trial == 0:
            process.join(LONGEST)
            took = time.monotonic() - begun
        else:
            time.sleep(chance.uniform(0, took * 1.1))
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join(LONGEST)
        answers = context.Queue()
        reader = context.Process(target=read, args=(tmp_path, answers))
        reader.start()
        titles, found, status, title, faults = answers.get(timeout=LONGEST)
        reader.join(LONGEST)

        assert titles in ({**others, RIVER.id: serving}, {**others, RIVER.id: newest}), "a mixture serves"
        assert found == set(titles), "the index does not belong to the entries"
        assert (title, faults) == (newest, ()), "an approved content or an audit line is lost"
        assert status is (Status.PUBLISHED if titles[RIVER.id] == newest else Status.APPROVED)
        killed_after += titles[RIVER.id] == newest
        killed_before += titles[RIVER.id] != newest
        serving = titles[RIVER.id]

    final = a_curation(tmp_path)
    final.publish(by=ROOT)
    assert final.library().released[RIVER.id].title == f"Look at the river {TRIALS}"
    assert killed_before, "no kill came before the switch, so nothing was shown"
