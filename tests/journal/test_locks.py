"""Passphrase, recovery code and lock: what opens a journal, and what does not."""

import json

import pytest
from sqlalchemy import create_engine, text

from assistant.adapters.journal_database import normal_url
from assistant.adapters.sealing import Argon2Locksmith
from assistant.errors import JournalError
from assistant.journal.journal import Journal, begin_journal
from assistant.journal.records import JournalSettings
from tests.journal.values import OTHER, PASSPHRASE, SMITH, a_journal, to_keep


def test_a_wrong_passphrase_opens_nothing(store):
    a_journal(store)

    with pytest.raises(JournalError, match="does not open this journal"):
        Journal.unlocked(store, SMITH, OTHER)


def test_a_short_passphrase_is_refused_and_nothing_is_begun(store):
    with pytest.raises(JournalError, match="at least 10"):
        begin_journal(store, SMITH, "short", settings=JournalSettings())

    assert not store.exists()


def test_a_second_journal_is_never_begun_over_the_first(store):
    journal = a_journal(store)
    journal.keep(to_keep("one"))

    with pytest.raises(JournalError, match="not touched"):
        begin_journal(store, SMITH, OTHER, settings=JournalSettings())

    assert len(Journal.unlocked(store, SMITH, PASSPHRASE).listed()) == 1


def test_the_passphrase_can_be_changed_and_what_was_kept_stays(store):
    journal = a_journal(store)
    journal.keep(to_keep("one"))

    journal.change_passphrase(SMITH, OTHER)

    assert len(Journal.unlocked(store, SMITH, OTHER).listed()) == 1
    with pytest.raises(JournalError):
        Journal.unlocked(store, SMITH, PASSPHRASE)


def test_the_recovery_code_opens_the_journal_also_after_a_change_of_passphrase(store):
    code = begin_journal(store, SMITH, PASSPHRASE, settings=JournalSettings())
    Journal.unlocked(store, SMITH, PASSPHRASE).change_passphrase(SMITH, OTHER)

    journal = Journal(store, SMITH.unlock_by_recovery(store.lock(), code.lower().replace("-", " ")))

    assert journal.listed() == ()
    with pytest.raises(JournalError, match="recovery code"):
        SMITH.unlock_by_recovery(store.lock(), "A" * 32)


def test_it_locks_itself_after_a_while_without_use(store):
    a_journal(store)
    clock = [0.0]
    journal = Journal(store, SMITH.unlock(store.lock(), PASSPHRASE), idle_seconds=60, now=lambda: clock[0])
    journal.listed()
    clock[0] = 59.0
    journal.keep(to_keep("one"))
    clock[0] = 200.0

    with pytest.raises(JournalError, match="locked itself"):
        journal.listed()


def test_a_journal_of_a_newer_version_is_not_touched(store, url):
    a_journal(store)
    engine = create_engine(normal_url(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE journal_lock SET version = 2"))
    engine.dispose()

    with pytest.raises(JournalError, match="newer Afterword"):
        store.lock()


def test_a_damaged_lock_is_told_apart_from_a_wrong_passphrase(store, url):
    a_journal(store)
    engine = create_engine(normal_url(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE journal_lock SET lock = '{}'"))
    engine.dispose()

    with pytest.raises(JournalError, match="lock is damaged"):
        Journal.unlocked(store, SMITH, PASSPHRASE)


def test_the_shipped_lock_is_argon2id_with_64_mebibytes():
    lock = json.loads(Argon2Locksmith().new_lock(PASSPHRASE).lock)

    assert {
        (w["time_cost"], w["memory_kib"], w["lanes"]) for w in (lock["passphrase"], lock["recovery"])
    } == {(3, 65536, 4)}
