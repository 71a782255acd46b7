"""Deleted is gone: by hand, with time, and all at once; on SQLite and on PostgreSQL."""

from datetime import date

import pytest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.errors import JournalError
from assistant.journal.pseudonyms import PseudonymBook
from assistant.journal.records import JournalSettings
from tests.journal.values import DAY, a_journal, raw_rows, to_keep


def test_deleted_is_gone_and_the_rest_is_there(journal):
    gone, kept = journal.keep(to_keep("one", "one")), journal.keep(to_keep("two"))

    wiped = journal.delete([gone])

    assert wiped.records == 1
    assert [o.id for o in journal.listed()] == [kept]
    with pytest.raises(JournalError, match="no reflection"):
        journal.show(gone)


def test_with_the_last_reflection_the_mapping_and_the_draft_go_too(journal, url):
    only = journal.keep(to_keep("Ottilie", "Ottilie"))
    journal.save_draft("more", seen=0)

    journal.delete([only])

    assert {row[1] for row in raw_rows(url)} == {"settings"}


def test_with_a_reflection_go_the_names_that_only_it_has_and_the_agendas_that_quote_it(journal):
    gone = journal.keep(to_keep("Ottilie met Bram.", "Ottilie", "Bram"))
    kept = journal.keep(to_keep("Bram came alone.", "Bram"))
    journal.keep_agenda("quotes both", sources=[gone, kept])
    journal.keep_agenda("quotes one", sources=[kept])

    journal.delete([gone])

    assert journal.latest_agenda() == "quotes one"
    assert [words for _, words in journal.agendas()] == ["quotes one"]
    assert journal._single("pseudonyms", PseudonymBook())[1].names == {"[CLIENT-2]": ("Bram",)}
    assert journal.show(kept, names=True).text == "Bram came alone."
    assert (
        journal.show(journal.keep(to_keep("Xu and Bram", "Xu", "Bram"))).text == "[CLIENT-1] and [CLIENT-2]"
    )


def test_agendas_which_quote_pass_with_time_too(store):
    journal = a_journal(store, retain_days=30)
    journal.keep_agenda("quotes")

    journal.purge(date(2126, 1, 1))

    assert journal.latest_agenda() is None


def test_what_has_passed_its_time_is_purged(store):
    journal = a_journal(store, retain_days=30)
    journal.keep(to_keep("old", on=date(2026, 10, 1)))
    new = journal.keep(to_keep("new", on=date(2026, 11, 1)))

    assert journal.purge(date(2026, 11, 23)).records == 1
    assert [o.id for o in journal.listed()] == [new]


def test_without_a_set_time_nothing_is_purged(journal):
    journal.keep(to_keep("old", on=date(2001, 1, 1)))

    assert journal.purge(DAY).records == 0
    assert len(journal.listed()) == 1


def test_the_time_can_be_set_later(journal):
    journal.keep(to_keep("old", on=date(2001, 1, 1)))
    journal.change_settings(JournalSettings(retain_days=7))

    assert journal.purge(DAY).records == 1


def test_destroying_takes_everything(store):
    journal = a_journal(store)
    journal.keep(to_keep("one"))

    assert store.destroy() == 3
    assert not SqlJournalStore(store._url).exists()


def test_an_unknown_or_ambiguous_id_deletes_nothing(journal):
    journal.keep(to_keep("one"))
    journal.keep(to_keep("two"))

    for wrong in ("", "zzz"):
        with pytest.raises(JournalError, match=r"[Nn]othing was done"):
            journal.delete([wrong])
    assert len(journal.listed()) == 2
