"""Two contents of one entry, field by field."""

import difflib
from typing import Any

from assistant.curation.model import FieldChange, WorkingCopy
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from knowledge.workflow import same_person

NOT_CONTENT = frozenset({"version", "status", "reviewed_by"})
"""The workflow sets these; two entries that differ only here say the same."""


def changes_between(before: Entry | None, after: Entry | None) -> tuple[FieldChange, ...]:
    """Every field of content that differs, in the order of the file."""
    old, new = _fields(before), _fields(after)
    names = [name for name in Entry.model_fields if name not in NOT_CONTENT]
    return tuple(
        FieldChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def same_content(one: Entry | None, other: Entry | None) -> bool:
    """Whether two entries say the same, whatever their version, status and reviewers."""
    return one is not None and other is not None and not changes_between(one, other)


def as_draft(entry: Entry, version: int, *, reviewed_by: tuple[str, ...] = ()) -> Entry:
    """The content as a draft of this version; who reviewed it is never taken from the content itself."""
    canonical = Entry.from_file(entry.to_file())
    return canonical.model_copy(
        update={"version": version, "status": Status.DRAFT, "reviewed_by": reviewed_by}
    )


def signed(entry: Entry, approver: str) -> Entry:
    """The content with its approver among those who reviewed it."""
    others = (name for name in entry.reviewed_by if not same_person(approver, name))
    return entry.model_copy(update={"reviewed_by": (*others, approver)})


def unsigned(copy: WorkingCopy) -> Entry:
    """The content without the name of its approver, whose word no longer holds for it."""
    approver = copy.approval.approver if copy.approval else ""
    kept = tuple(name for name in copy.entry.reviewed_by if not same_person(approver, name))
    return copy.entry.model_copy(update={"reviewed_by": kept})


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
