"""How long a journal of 2,000 reflections takes to open, to list, and to make an agenda of its latest 20.

Times on a clock belong to a machine and what else it does; processor time beside them tells the work alone.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal, begin_journal
from assistant.journal.records import Head, JournalSettings
from assistant.journal.sealed import SealedRecords
from assistant.keeping import build_locksmith
from assistant.supervision.agenda import Prepared
from assistant.supervision.plan import plan_agenda
from assistant.supervision.prepare import prepare
from assistant.wiring import Ports
from knowledge.template import load_pattern_questions
from knowledge.vocabulary import Theme

KEPT, ON_AGENDA = 2000, 20
PASSPHRASE = "four quiet grey herons"  # noqa: S105 - of a journal that is thrown away
BEGUN = date(2020, 1, 1)
PROMISED_MS = {f"open and list {KEPT:,} reflections": 1000.0, f"agenda over {ON_AGENDA} of them": 3000.0}
"""What is promised for a machine that does nothing else; told, and never gated: times do not travel."""


class Taken(NamedTuple):
    """Milliseconds on the clock, and of every processor together."""

    clock: float
    processor: float


def journal_times(ports: Ports, texts: Sequence[str]) -> Mapping[str, Taken]:
    """Milliseconds of what is promised, on a journal that is thrown away; models are loaded before."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'journal.db'}"
        _filled(url, texts)
        prepare("warm", texts[0], ports=ports)
        taken: list[Taken] = []
        with _timed(taken):
            journal = Journal.unlocked(SqlJournalStore(url), build_locksmith(), PASSPHRASE)
            listed = journal.listed(theme=Theme.EXHAUSTION)
        with _timed(taken):
            ready = [prepare(o.id, journal.show(o.id).text, ports=ports) for o in listed[:ON_AGENDA]]
            plan_agenda(
                [r for r in ready if isinstance(r, Prepared)],
                minutes=50,
                bank=ports.bank.questions,
                pattern_questions=load_pattern_questions(),
            )
    assert len(listed) == KEPT
    return dict(zip(PROMISED_MS, taken, strict=True))


def journal_markdown(times: Mapping[str, tuple[float, float]]) -> list[str]:
    """The section of the report."""
    return [
        "| journal, models loaded | ms | processor ms | promised ms, on an idle machine |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {clock:.0f} | {processor:.0f} | {PROMISED_MS[name]:.0f} |"
            for name, (clock, processor) in times.items()
        ),
        "",
    ]


def _filled(url: str, texts: Sequence[str]) -> None:
    """Rows as the journal writes them, in one transaction."""
    store, smith = SqlJournalStore(url), build_locksmith()
    begin_journal(store, smith, PASSPHRASE, settings=JournalSettings())
    records = SealedRecords(store, smith.unlock(store.lock(), PASSPHRASE))
    now = datetime.now(UTC)
    store.put(
        [
            records._sealed(  # noqa: SLF001 - keeping 2,000 one by one would take minutes
                f"{n:032x}",
                "reflection",
                1,
                texts[n % len(texts)].encode(),
                Head(title=f"Day {n}", on=BEGUN + timedelta(days=n), kept_at=now, themes=(Theme.EXHAUSTION,)),
            )
            for n in range(KEPT)
        ]
    )


@contextmanager
def _timed(taken: list[Taken]) -> Iterator[None]:
    clock, processor = time.perf_counter(), time.process_time()
    yield
    taken.append(Taken((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000))
