"""The words of curation: working copies, audit lines, and what each act comes to."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import Field

from assistant.errors import KnowledgeError
from assistant.model.text import Frozen
from knowledge.entry import Entry
from knowledge.lint import LintFault
from knowledge.vocabulary import Status
from knowledge.workflow import Action, Approval, Role


class Curator(NamedTuple):
    """Who acts, as they claim; a name is a claim and not a login."""

    name: str
    role: Role


class WorkingCopy(Frozen):
    """What an organisation has made of an entry beside the release that serves."""

    entry: Entry
    authors: tuple[str, ...]
    """Everybody who wrote or changed this content; none of them can approve it."""
    approval: Approval | None = None
    revision: int = 0
    """Counts every change; whoever writes names the one they read."""
    published_version: int = 0
    """The highest version that was ever published."""

    @property
    def status(self) -> Status:
        """Where it stands, as it was written down."""
        return self.entry.status


class AuditNote(Frozen):
    """What somebody did, before it has its place in the chain."""

    who: str
    role: Role
    action: Action
    entry_id: str | None = None
    version: int | None = None
    content_hash: str | None = None
    release: str | None = None
    reason: str = Field(default="", max_length=2000)


class Chained(Frozen):
    """A line of a log whose hash covers its content and the hash of the line before."""

    sequence: int
    at: str
    previous_hash: str
    hash: str


class AuditLine(Chained, AuditNote):
    """One line of the audit log. `who` is a claim, not a login."""


class Row(Frozen):
    """One entry as a curator sees it: where it stands, and what is behind that."""

    entry: Entry
    """The working copy where there is one, else what is published; its status is where it stands."""
    released: Entry | None
    """What the current release holds of it."""
    copy_: WorkingCopy | None

    @property
    def status(self) -> Status:
        """Where the entry stands."""
        return self.entry.status

    @property
    def first_due(self) -> Entry:
        """Of the draft and what serves, the one with the earlier review date: a later draft mends nothing yet."""
        return min((self.released or self.entry, self.entry), key=lambda e: e.review_due)


class FieldChange(NamedTuple):
    """One field that differs."""

    field: str
    before: str | None
    after: str | None


class Publication(Frozen):
    """What publishing came to."""

    release: str
    previous: str | None
    changed: bool
    published: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    regressions: tuple[str, ...] = ()
    """What the gate found, where an administrator overrode it."""


class Imported(Frozen):
    """What an import came to."""

    drafts: tuple[str, ...]
    unchanged: tuple[str, ...]


class ConflictError(KnowledgeError):
    """Somebody else changed the entry in between; nothing was overwritten."""

    def __init__(self, entry_id: str, fields: Sequence[str], by: str, base: str) -> None:
        self.entry_id = entry_id
        self.fields = tuple(fields)
        self.by = by
        self.base = base
        changed = ", ".join(fields) or "its state"
        super().__init__(
            f"{entry_id}: conflict: {by} changed {changed} since your copy was made. Nothing was overwritten and "
            f"yours was not stored. Read the newer one (afterword kb show {entry_id} --draft), join the two, and "
            f"propose again with --base {base[:12]}"
        )


class LintError(KnowledgeError):
    """The content has faults; nothing was stored."""

    def __init__(self, faults: Sequence[LintFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


class BlockedReleaseError(KnowledgeError):
    """The gate found that the candidate is worse; the old release keeps serving."""

    def __init__(self, release: str, regressions: Sequence[str]) -> None:
        self.release = release
        self.regressions = tuple(regressions)
        lines = "\n".join(f"  - {r}" for r in regressions)
        super().__init__(
            f"Release {release} was not published; the old one keeps serving. It is worse here:\n{lines}\n"
            "Mend the entries, or let an administrator decide: "
            'afterword kb publish --role administrator --override "REASON"'
        )


class Written(NamedTuple):
    """When and by whom a content was stored."""

    entry: Entry
    author: str
    at: datetime
