"""What an agenda is made of, from files or from the journal, and where it is written."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from assistant.cli.reading import Unreadable
from assistant.errors import ReflectionError
from assistant.journal.journal import Journal
from assistant.model.text import MAX_CHARACTERS
from assistant.supervision.agenda import Agenda, CarriedOver
from assistant.supervision.carry import carried_actions, carried_from

FROM_JOURNAL = "journal"
"""The word that stands for an earlier agenda that the journal holds."""


class Chosen(NamedTuple):
    """Texts by the name that the agenda gives them, and the ids of those that the journal holds."""

    texts: dict[str, bytes]
    kept: tuple[str, ...] = ()


def chosen_texts(
    files: Sequence[str], journal: Journal | None, since: date | None, until: date | None
) -> Chosen:
    """What was named, and what the journal kept in these days, oldest first.

    Raises:
        Unreadable: a file is not there or cannot be read, or nothing was kept in these days.
        JournalError: a record is damaged.

    """
    texts = read_all(files)
    if journal is None:
        return Chosen(texts)
    listed = journal.listed(since=since, until=until)[::-1]
    if not listed and not texts:
        raise Unreadable("The journal holds no reflection of these days. No agenda was made.")
    kept = {f"{one.head.on.isoformat()} {one.id[:8]}": journal.show(one.id).text.encode() for one in listed}
    return Chosen({**kept, **texts}, tuple(one.id for one in listed))


def read_all(files: Sequence[str]) -> dict[str, bytes]:
    """Name to content; names are those of the files, or their paths where two have one name.

    Raises:
        Unreadable: a file is not there or cannot be read.

    """
    paths = list(dict.fromkeys(files))
    names = [Path(p).name for p in paths]
    read: dict[str, bytes] = {}
    for path, name in zip(paths, names, strict=True):
        try:
            content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        except OSError as error:
            raise Unreadable(f"{path} cannot be read ({error.strerror}). No agenda was made.") from None
        read["standard input" if path == "-" else name if names.count(name) == 1 else path] = content
    return read


def decoded(content: bytes) -> str:
    """The text of a file.

    Raises:
        ReflectionError: it is far too long, or no UTF-8.

    """
    if len(content) > 8 * MAX_CHARACTERS:
        raise ReflectionError(
            "too_long", f"The text is far over {MAX_CHARACTERS:,} characters. It was not read."
        )
    try:
        return content.decode("utf-8-sig") if content.startswith(b"\xef\xbb\xbf") else content.decode("utf-8")
    except UnicodeDecodeError:
        raise ReflectionError(
            "not_text", "This is not plain UTF-8 text. Save it as UTF-8 text and try again."
        ) from None


def carried(carry: Path | None, journal: Journal | None) -> tuple[CarriedOver, ...]:
    """What an earlier agenda left open, and from the journal what was agreed too.

    Raises:
        Unreadable: the file cannot be read.
        CarryError: it is no agenda.

    """
    if carry is None:
        return ()
    if str(carry) == FROM_JOURNAL and journal is not None:
        return carried_from_journal(journal)
    try:
        return carried_from(carry.read_bytes())
    except OSError as error:
        raise Unreadable(f"{carry} cannot be read ({error.strerror}). No agenda was made.") from None


def carried_from_journal(journal: Journal) -> tuple[CarriedOver, ...]:
    """Agreed actions first; the latest agenda's own lines after them."""
    agendas = list(journal.agendas())
    on, latest = agendas[-1] if agendas else (None, None)
    actions = carried_actions((n.value for n in journal.notes("action", CarriedOver)), since=on)
    lines = carried_from(latest) if latest else ()
    return tuple(
        {c.text: c for c in (*lines, *actions)}[text]
        for text in dict.fromkeys(c.text for c in (*actions, *lines))
    )


def keep_agenda(agenda: Agenda, journal: Journal, kept: Sequence[str]) -> None:
    """Keep the agenda with the texts that its lines rest on; it goes when a reflection goes that it quotes."""
    quoted = {place.file for item in (*agenda.items, *agenda.not_placed) for place in item.evidence}
    files = tuple(f for f in agenda.files if f.file in quoted)
    fields = agenda.model_copy(update={"files": files}).model_dump(mode="json")
    journal.keep_agenda(json.dumps({**fields, "sources": kept}), sources=kept)


def write(content: bytes, output: Path | None) -> None:
    """To a file for its owner only, or to standard output.

    Raises:
        Unreadable: the file cannot be written.

    """
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(content)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unreadable(f"{output} cannot be written ({error.strerror}). Nothing was kept.") from None
