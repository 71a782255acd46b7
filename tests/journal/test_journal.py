"""Keep, find, show and delete, on SQLite and on PostgreSQL."""

import json
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import create_engine, text

from assistant.adapters.journal_database import normal_url
from assistant.adapters.journal_store import SqlJournalStore
from assistant.adapters.sealing import Argon2Locksmith
from assistant.errors import JournalError
from assistant.journal.export import as_json_lines, as_markdown
from assistant.journal.journal import Journal, begin_journal
from assistant.journal.pseudonyms import PseudonymBook
from assistant.journal.records import JournalSettings
from assistant.supervision.agenda import CarriedOver
from knowledge.vocabulary import Theme
from tests.journal.values import DAY, OTHER, PASSPHRASE, SMITH, a_journal, to_keep


def raw_rows(url: str) -> list[tuple]:
    engine = create_engine(normal_url(url))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, kind, version, head, body FROM journal_records")).all()
    engine.dispose()
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]


def test_nothing_is_there_until_a_journal_is_begun(store):
    assert not store.exists()
    with pytest.raises(JournalError, match="afterword journal init"):
        Journal.unlocked(store, SMITH, PASSPHRASE)
    assert not store.exists()


def test_what_was_kept_comes_back_with_placeholders_or_with_names(journal):
    id_ = journal.keep(to_keep("Ottilie came late. Ottilie left early.", "Ottilie"))

    assert journal.show(id_).text == "[CLIENT-1] came late. [CLIENT-1] left early."
    assert journal.show(id_[:6], names=True).text == "Ottilie came late. Ottilie left early."


def test_the_same_person_has_the_same_placeholder_in_every_reflection(journal):
    first = journal.keep(to_keep("Ottilie and Bram came.", "Ottilie", "Bram"))
    second = journal.keep(to_keep("bram sang. Then Xu came.", "bram", "Xu"))

    assert journal.show(first).text == "[CLIENT-1] and [CLIENT-2] came."
    assert journal.show(second).text == "[CLIENT-2] sang. Then [CLIENT-3] came."


def test_a_placeholder_that_the_writer_typed_is_nobody(journal):
    id_ = journal.keep(to_keep("[CLIENT-1] spoke of Bram.", "Bram"))

    assert journal.show(id_).text == "[CLIENT-1] spoke of [CLIENT-2]."
    assert journal.show(id_, names=True).text == "[CLIENT-1] spoke of Bram."


def test_the_list_is_found_by_theme_and_date_without_reading_a_body(journal, url):
    journal.keep(to_keep("one", on=DAY, themes=(Theme.GROWTH,)))
    newer = journal.keep(to_keep("two", on=DAY + timedelta(days=3), themes=(Theme.GROWTH, Theme.WORKLOAD)))
    engine = create_engine(normal_url(url))
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE journal_records SET body = :b WHERE kind = 'reflection'"), {"b": b"broken"}
        )
    engine.dispose()

    assert len(journal.listed()) == 2
    assert journal.listed()[0].id == newer
    assert [o.id for o in journal.listed(theme=Theme.WORKLOAD)] == [newer]
    assert [o.id for o in journal.listed(since=DAY + timedelta(days=1))] == [newer]
    assert journal.listed(theme=Theme.INTRUSION) == ()
    assert newer not in [o.id for o in journal.listed(until=DAY)]


def test_no_plain_text_reaches_the_store(journal, url):
    journal.keep(to_keep("Ottilie came late and I was weary.", "Ottilie", title="Weary again"))
    journal.save_draft("An unfinished thought about Bram", seen=0)

    everything = b"".join(
        v if isinstance(v, bytes) else str(v).encode() for row in raw_rows(url) for v in row
    )

    for phrase in (b"Ottilie", b"weary", b"Weary again", b"exhaustion", b"Bram", b"unfinished", b"2026-11"):
        assert phrase not in everything


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


def test_records_that_change_places_do_not_open(journal, url):
    first, second = journal.keep(to_keep("one")), journal.keep(to_keep("two"))
    bodies = {row[0]: row[4] for row in raw_rows(url)}
    engine = create_engine(normal_url(url))
    with engine.begin() as connection:
        for id_, body in ((first, bodies[second]), (second, bodies[first])):
            connection.execute(
                text("UPDATE journal_records SET body = :b WHERE id = :i"), {"b": body, "i": id_}
            )
    engine.dispose()

    with pytest.raises(JournalError, match="damaged"):
        journal.show(first)


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


def test_small_records_are_kept_changed_and_dropped(journal, url):
    journal.note("action", CarriedOver(text="Book the room", agreed_on=DAY), on=DAY)
    journal.note("action", CarriedOver(text="Ring the lead"), on=DAY - timedelta(days=1))
    ring, book = journal.notes("action", CarriedOver)

    journal.change_note("action", book, book.value.model_copy(update={"done": True}))
    journal.drop_notes([ring.id])

    assert [n.value for n in journal.notes("action", CarriedOver)] == [
        CarriedOver(text="Book the room", agreed_on=DAY, done=True)
    ]
    with pytest.raises(JournalError, match="another window"):
        journal.change_note("action", book, book.value)
    assert b"Book" not in b"".join(v for row in raw_rows(url) for v in row if isinstance(v, bytes))


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


def test_everything_can_be_exported_in_open_formats(journal):
    journal.keep(to_keep("Ottilie came.", "Ottilie", on=DAY))
    journal.keep(to_keep("Then Bram.", "Bram", on=DAY + timedelta(days=1)))

    lines = [json.loads(line) for line in as_json_lines(journal.everything(names=True))]
    page = "".join(as_markdown(journal.everything()))

    assert [line["text"] for line in lines] == ["Ottilie came.", "Then Bram."]
    assert lines[0]["on"] == DAY.isoformat()
    assert lines[0]["themes"] == ["exhaustion"]
    assert "## 2026-11-20: A long day" in page
    assert "[CLIENT-2]" in page
    assert "Ottilie" not in page


def test_the_latest_agenda_can_be_carried_over(journal):
    assert journal.latest_agenda() is None
    journal.keep_agenda('{"items": []}')
    journal.keep_agenda('{"items": [1]}')

    assert journal.latest_agenda() == '{"items": [1]}'


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


def test_nothing_of_it_shows_when_printed(journal):
    shown = repr(to_keep("Ottilie", "Ottilie")) + repr(journal) + repr(journal._sealer)

    assert "Ottilie" not in shown
    assert "A long day" not in shown


def test_the_shipped_lock_is_argon2id_with_64_mebibytes():
    lock = json.loads(Argon2Locksmith().new_lock(PASSPHRASE).lock)

    assert {
        (w["time_cost"], w["memory_kib"], w["lanes"]) for w in (lock["passphrase"], lock["recovery"])
    } == {(3, 65536, 4)}


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
