"""Entries as a folder of Markdown files or as one JSON file; both ways give the same bytes back."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from knowledge.collection import Fault, FaultyContentError, faults_of, read_entries
from knowledge.entry import Entry

FORM = "afterword.library/1"
LARGEST = 20_000_000
"""Bytes of a JSON file that is still read."""


def write_folder(entries: Iterable[Entry], folder: Path) -> int:
    """One file an entry; entry files of that folder which are not among them stay. Returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for entry in entries:
        (folder / f"{entry.id}.md").write_bytes(entry.to_file().encode())
        count += 1
    return count


def to_json(entries: Iterable[Entry]) -> str:
    """One JSON document, in the order of the ids."""
    fields = [entry.model_dump(mode="json") for entry in sorted(entries, key=lambda e: e.id)]
    return json.dumps({"format": FORM, "entries": fields}, ensure_ascii=False, indent=1) + "\n"


def read_library(path: Path) -> tuple[Entry, ...]:
    """The entries of a folder or of a JSON file.

    Raises:
        FaultyContentError: with every fault, of every file and field.

    """
    entries, faults = read_entries(path) if path.is_dir() else _read_json(path)
    if not entries and not faults:
        faults = (Fault(path.name, "(whole)", "holds no entry"),)
    if faults:
        raise FaultyContentError(faults)
    return tuple(sorted(entries, key=lambda e: e.id))


def _read_json(path: Path) -> tuple[Sequence[Entry], Sequence[Fault]]:
    if path.stat().st_size > LARGEST:
        return (), (Fault(path.name, "(whole)", f"is larger than {LARGEST:,} bytes"),)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return (), (Fault(path.name, "(whole)", "is not JSON in UTF-8"),)
    rows = document.get("entries") if isinstance(document, dict) else None
    if not isinstance(rows, list) or document.get("format") != FORM:
        return (), (Fault(path.name, "format", f"expected {FORM!r} with a list of entries"),)
    entries: list[Entry] = []
    faults: list[Fault] = []
    for at, row in enumerate(rows):
        try:
            entries.append(Entry.from_file(Entry.model_validate(row).to_file()))
        except ValueError as error:
            name = row.get("id", at) if isinstance(row, dict) else at
            faults += faults_of(f"{path.name}#{name}", error)
    return entries, faults
