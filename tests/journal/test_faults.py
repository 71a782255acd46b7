"""What can go wrong with the file: a clear message, and nothing lost."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.adapters import journal_database
from assistant.adapters.journal_faults import BY_SQLSTATE, FULL, LOCKED, UNREACHABLE
from assistant.adapters.journal_store import SqlJournalStore
from assistant.errors import JournalError
from assistant.journal.journal import Journal
from assistant.journal.records import GuidedDraft
from tests.journal.values import PASSPHRASE, SMITH, a_journal, to_keep

WRITER = """
import sys
from assistant.adapters.journal_store import SqlJournalStore
from assistant.journal.journal import Journal
from tests.journal.values import PASSPHRASE, SMITH, to_keep
journal = Journal.unlocked(SqlJournalStore(sys.argv[1]), SMITH, PASSPHRASE)
print("ready", flush=True)
seen = journal.draft()[1]
for n in range(100000):
    seen = journal.save_draft(f"draft {n}", seen=seen)
    text = f"Reflection number {n} of Ottilie. " * 40
    print(journal.keep(to_keep(text, "Ottilie")), flush=True)
    seen = 0
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def store(path: Path) -> SqlJournalStore:
    return SqlJournalStore(f"sqlite:///{path}")


def test_the_file_is_for_its_owner_only(store, path):
    a_journal(store)

    assert path.stat().st_mode & 0o077 == 0
    assert [p.name for p in path.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("kept", [0, 100, 4096, 0.5, 0.9])
def test_a_truncated_file_is_named_and_not_changed(store, path, kept):
    journal = a_journal(store)
    for n in range(30):
        journal.keep(to_keep(f"Reflection {n}. " * 50))
    whole = path.read_bytes()
    cut = whole[: int(kept if kept >= 1 else kept * len(whole))]
    path.write_bytes(cut)

    with pytest.raises(JournalError, match="damaged or cut short"):
        Journal.unlocked(SqlJournalStore(f"sqlite:///{path}"), SMITH, PASSPHRASE)

    assert path.read_bytes() == cut


def test_a_file_that_is_no_journal_is_named_and_not_changed(store, path):
    path.write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(JournalError, match="damaged or cut short"):
        store.lock()

    assert path.read_bytes() == b"Dear diary, " * 1000


def test_a_window_that_holds_the_file_is_named_and_nothing_is_lost(store, path, monkeypatch):
    monkeypatch.setattr(journal_database, "WAIT_MS", 100)
    journal = a_journal(store)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(JournalError) as told:
        journal.keep(to_keep("one"))

    assert str(told.value) == LOCKED
    other.execute("ROLLBACK")
    other.close()
    journal.keep(to_keep("one"))
    assert len(journal.listed()) == 1


def test_a_full_disk_is_named_and_what_was_kept_stays(store, path):
    journal = a_journal(store)
    journal.keep(to_keep("one"))
    journal.save_draft("still here", seen=0)
    engine = journal_database.engine_at(store._url)

    def no_more_pages(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", no_more_pages)
    try:
        with pytest.raises(JournalError) as told:
            journal.keep(to_keep("two " * 4000))
        assert str(told.value) == FULL
    finally:
        event.remove(engine, "connect", no_more_pages)
    assert len(journal.listed()) == 1
    assert journal.draft()[0] == "still here"


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(JournalError) as told:
        SqlJournalStore("postgresql://nobody@127.0.0.1:1/none").exists()

    assert str(told.value) == UNREACHABLE
    assert BY_SQLSTATE["53100"] == FULL


def test_messages_hold_no_text_and_no_address(store, path):
    journal = a_journal(store)
    id_ = journal.keep(to_keep("Ottilie wept.", "Ottilie"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE journal_records SET body = x'00' WHERE id = ?", (id_,))

    with pytest.raises(JournalError) as told:
        journal.show(id_)

    assert "Ottilie" not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.slow
def test_killed_twenty_times_while_saving_it_loses_nothing_and_tears_nothing(url):
    store = SqlJournalStore(url)
    a_journal(store)
    told: set[str] = set()
    chance = random.Random(8)
    for _ in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, store._url],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.01, 0.25))
        os.kill(writer.pid, signal.SIGKILL)
        told |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait()

    journal = Journal.unlocked(SqlJournalStore(store._url), SMITH, PASSPHRASE)
    listed = {o.id for o in journal.listed()}
    assert told
    assert told <= listed
    for one in journal.everything():
        assert one.text.startswith("Reflection number ")
        assert one.text.count("[CLIENT-1]") == 40
    journal.draft()


def test_fifty_planted_phrases_are_in_no_byte_on_the_disk(store, path, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    phrases = [f"planted{n:02d}phrase" for n in range(50)]
    journal = a_journal(store)
    seen = 0
    for n, phrase in enumerate(phrases):
        left = GuidedDraft(template="rolfe", at=1, answers=(phrase,))
        seen = journal.save_draft(f"I begin with {phrase}", seen=seen, guided=left)
        if n % 5 == 4:
            text = " and ".join(phrases[n - 4 : n + 1])
            journal.keep(to_keep(text, phrase, title=phrases[n - 1]))
            seen = 0
    journal.keep_agenda(" ".join(phrases))
    assert phrases[7] in journal.show(journal.listed()[-2].id, names=True).text
    raw = _everything_in(tmp_path)

    assert not [p for p in (*phrases, "exhaustion") if p.encode() in raw]

    sealed = [
        bytes(r[0])
        for r in sqlite3.connect(path).execute("SELECT body FROM journal_records WHERE kind = 'reflection'")
    ]
    assert journal.delete([o.id for o in journal.listed()]).checked_bytes
    after = _everything_in(tmp_path)
    assert sealed
    assert not [s for s in sealed if s[:24] in after]
    assert not [p for p in phrases if p.encode() in after]
    (tmp_path / "held").hardlink_to(path)
    rest = [bytes(r[0]) for r in sqlite3.connect(path).execute("SELECT body FROM journal_records")]
    store.destroy()
    assert not path.exists()
    assert not [s for s in rest if s[:24] in (tmp_path / "held").read_bytes()]
    assert not [p for p in phrases if p.encode() in _everything_in(tmp_path)]
    printed = capfd.readouterr()
    assert not [p for p in phrases if p in printed.out + printed.err]


def test_a_draft_survives_a_crash_and_says_from_where_to_go_on(store):
    a_journal(store)
    program = (
        "import os, sys; from assistant.adapters.journal_store import SqlJournalStore;"
        "from assistant.journal.journal import Journal; from tests.journal.values import PASSPHRASE, SMITH;"
        "j = Journal.unlocked(SqlJournalStore(sys.argv[1]), SMITH, PASSPHRASE);"
        "j.save_draft('Half a thought', seen=j.save_draft('Half', seen=0)); os.kill(os.getpid(), 9)"
    )

    crashed = subprocess.run([sys.executable, "-c", program, store._url], cwd=ROOT, check=False)

    assert crashed.returncode == -signal.SIGKILL
    assert Journal.unlocked(SqlJournalStore(store._url), SMITH, PASSPHRASE).draft() == ("Half a thought", 2)


def _everything_in(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
