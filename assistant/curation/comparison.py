"""Two contents of one entry, field by field."""

import difflib
from typing import Any

from assistant.curation.model import FieldChange
from knowledge.entry import Entry
from knowledge.vocabulary import Status

NOT_CONTENT = frozenset({"version", "status"})
"""The workflow sets these; two entries that differ only here say the same."""


def changes_between(before: Entry | None, after: Entry | None) -> tuple[FieldChange, ...]:
    """Every field of content that differs, in the order of the file."""
    old, new = _fields(before), _fields(after)
    names = [name for name in Entry.model_fields if name not in NOT_CONTENT]
    return tuple(
        FieldChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def same_content(one: Entry | None, other: Entry | None) -> bool:
    """Whether two entries say the same, whatever their version and status."""
    return one is not None and other is not None and not changes_between(one, other)


def renumbered(entry: Entry, version: int, status: Status = Status.DRAFT) -> Entry:
    """The content with the version and status that the workflow gives it."""
    canonical = Entry.from_file(entry.to_file())
    return canonical.model_copy(update={"version": version, "status": status})


def unified(before: Entry | None, after: Entry | None, names: tuple[str, str]) -> str:
    """A unified diff of the file forms."""
    old = before.to_file().splitlines(keepends=True) if before else []
    new = after.to_file().splitlines(keepends=True) if after else []
    return "".join(difflib.unified_diff(old, new, *names))


def _fields(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return {}
    fields: dict[str, Any] = entry.model_dump(mode="json")
    return {name: value if isinstance(value, str) else repr(value) for name, value in fields.items()}
