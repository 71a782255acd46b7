"""Drafts, and several windows on one journal: nothing is lost and nothing written over."""

import threading

import pytest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.errors import JournalError
from assistant.journal.journal import Journal
from tests.journal.values import PASSPHRASE, SMITH, a_journal, to_keep


def test_a_draft_survives_and_is_done_when_the_reflection_is_kept(store):
    journal = a_journal(store)
    seen = journal.save_draft("Half a", seen=0)
    journal.save_draft("Half a sentence", seen=seen)

    again = Journal.unlocked(store, SMITH, PASSPHRASE)
    assert again.draft() == ("Half a sentence", 2)

    again.keep(to_keep("A whole sentence."))
    assert again.draft() == ("", 0)


def test_a_draft_of_another_window_is_not_written_over(store):
    one, other = a_journal(store), Journal.unlocked(store, SMITH, PASSPHRASE)
    one.save_draft("mine", seen=0)

    with pytest.raises(JournalError, match="another window"):
        other.save_draft("yours", seen=0)

    assert one.draft()[0] == "mine"


def test_two_windows_that_save_in_turn_lose_nothing_and_agree_on_who_is_who(store):
    one, other = a_journal(store), Journal.unlocked(store, SMITH, PASSPHRASE)
    one.keep(to_keep("Bram", "Bram"))
    other.keep(to_keep("Xu and Bram", "Xu", "Bram"))

    assert {one.show(o.id).text for o in one.listed()} == {"[CLIENT-1]", "[CLIENT-2] and [CLIENT-1]"}


def test_windows_that_save_at_once_lose_nothing(store):
    a_journal(store)
    kept: list[str] = []

    def window() -> None:
        journal = Journal.unlocked(SqlJournalStore(store._url), SMITH, PASSPHRASE)
        kept.extend(journal.keep(to_keep(f"Number {n} of Bram", "Bram")) for n in range(5))

    windows = [threading.Thread(target=window) for _ in range(4)]
    for w in windows:
        w.start()
    for w in windows:
        w.join()

    journal = Journal.unlocked(store, SMITH, PASSPHRASE)
    assert {o.id for o in journal.listed()} == set(kept)
    assert len(kept) == 20
    assert {one.text.rpartition(" ")[2] for one in journal.everything()} == {"[CLIENT-1]"}
