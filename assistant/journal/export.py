"""What was kept, in an open format; readable by anyone who holds the file."""

import json
from collections.abc import Iterable, Iterator, Mapping

from pydantic import JsonValue, RootModel

from assistant.journal.journal import Journal
from assistant.journal.records import KeptReflection, NoteKind

BESIDE: Mapping[str, NoteKind] = {
    "actions": "action",
    "sessions": "session",
    "check_ins": "check_in",
    "totals": "own_total",
}
"""Small records, by the names under which the command lists them."""


class _AnyNote(RootModel[dict[str, JsonValue]]):
    """A small record of whatever kind, as it was kept."""


def as_json_lines(kept: Iterable[KeptReflection]) -> Iterator[str]:
    """One JSON object a reflection."""
    for one in kept:
        yield json.dumps(one.model_dump(mode="json"), ensure_ascii=False) + "\n"


def as_markdown(kept: Iterable[KeptReflection]) -> Iterator[str]:
    """One section a reflection."""
    yield "# Journal\n"
    for one in kept:
        themes = ", ".join(t.value.replace("_", " ") for t in one.themes) or "none found"
        yield f"\n## {one.on.isoformat()}: {one.title}\n\nThemes: {themes}\n\n{one.text}\n"


def as_archive(journal: Journal, *, names: bool = False) -> Iterator[str]:
    """One JSON object with every kind of record; what stands outside of reflections is as it was typed.

    With the names, it also tells who stands behind each placeholder, for the agendas.
    """
    archive = {
        "reflections": [one.model_dump(mode="json") for one in journal.everything(names=names)],
        **{key: _notes(journal, kind) for key, kind in BESIDE.items()},
        "agendas": [{"kept_on": on.isoformat(), "agenda": _opened(kept)} for on, kept in journal.agendas()],
        "draft": journal.draft()[0],
        "settings": journal.settings.model_dump(mode="json"),
        **({"names": dict(journal.names())} if names else {}),
    }
    yield json.dumps(archive, ensure_ascii=False, indent=1) + "\n"


def _notes(journal: Journal, kind: NoteKind) -> list[dict[str, JsonValue]]:
    notes = journal.notes(kind, _AnyNote)
    return [{"id": n.id, "kept_on": n.on.isoformat(), **n.value.root} for n in notes]


def _opened(agenda: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(agenda)
    except ValueError:
        return agenda
    return value
