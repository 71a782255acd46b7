"""Keep, find, show and export, on SQLite and on PostgreSQL."""

import json
from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import create_engine, text

from assistant.adapters.journal_database import normal_url
from assistant.errors import JournalError
from assistant.journal.export import as_archive, as_json_lines, as_markdown
from assistant.journal.journal import Journal
from assistant.journal.records import NoteKind
from assistant.supervision.agenda import CarriedOver
from knowledge.vocabulary import Theme
from tests.journal.values import DAY, PASSPHRASE, SMITH, raw_rows, to_keep


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


def test_the_archive_holds_every_kind_of_record(journal):
    journal.keep(to_keep("Ottilie came.", "Ottilie", on=DAY))
    for kind in get_args(NoteKind):
        journal.note(kind, CarriedOver(text=f"kept as {kind}"), on=DAY)
    journal.keep_agenda('{"ask": "How?"}')
    journal.save_draft("Half a thought", seen=0)

    masked = json.loads("".join(as_archive(journal)))
    named = json.loads("".join(as_archive(journal, names=True)))

    assert masked["reflections"][0]["text"] == "[CLIENT-1] came."
    assert {masked[key][0]["text"] for key in ("actions", "sessions", "check_ins", "totals")} == {
        f"kept as {kind}" for kind in get_args(NoteKind)
    }
    assert masked["agendas"][0]["agenda"] == {"ask": "How?"}
    assert masked["draft"] == "Half a thought"
    assert "Ottilie" not in json.dumps(masked)
    assert named["reflections"][0]["text"] == "Ottilie came."
    assert named["names"] == {"[CLIENT-1]": ["Ottilie"]}


def test_the_latest_agenda_can_be_carried_over(journal):
    assert journal.latest_agenda() is None
    journal.keep_agenda('{"items": []}')
    journal.keep_agenda('{"items": [1]}')

    assert journal.latest_agenda() == '{"items": [1]}'


def test_nothing_of_it_shows_when_printed(journal):
    shown = repr(to_keep("Ottilie", "Ottilie")) + repr(journal) + repr(journal._sealer)

    assert "Ottilie" not in shown
    assert "A long day" not in shown
