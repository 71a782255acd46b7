"""Propose, submit, approve, reject, retire: what changes working copies."""

from collections.abc import Sequence

from assistant.curation.comparison import as_draft, changes_between, same_content, signed, unsigned
from assistant.curation.library import WorkingLibrary
from assistant.curation.model import AuditNote, ConflictError, Curator, Imported, LintError, Row, WorkingCopy
from assistant.curation.ports import EntryStore, ReleaseStore, StaleCopyError
from assistant.curation.updates import Update
from assistant.errors import KnowledgeError
from knowledge.entry import Entry
from knowledge.lint import errors_in, lint_entries
from knowledge.vocabulary import Status
from knowledge.workflow import (
    TRANSITIONS,
    Action,
    Approval,
    refusal_of_approver,
    refusal_of_reason,
    refusal_of_role,
    refusal_of_transition,
    same_person,
)

OPEN = frozenset({Status.DRAFT, Status.IN_REVIEW, Status.APPROVED})
"""A copy in one of these is somebody's unfinished work."""


class Editing:
    """Changes to working copies; each is checked, stored and audited as one."""

    def __init__(self, entries: EntryStore, releases: ReleaseStore) -> None:
        """Take the ports."""
        self._entries = entries
        self._releases = releases

    def propose(
        self, content: Entry, *, by: Curator, base: str | None = None, action: Action = Action.PROPOSE
    ) -> WorkingCopy:
        """Store new content as a draft, whatever its file says of its status and of who reviewed it.

        Args:
            content: the new content.
            by: who proposes it.
            base: the content hash, or its beginning, of what the curator started from.
            action: `propose`, or `take` for an update of the shipped library.

        Raises:
            ConflictError: somebody else's change lies between; nothing is overwritten.
            LintError: the content has faults; nothing is stored.

        """
        check_role(by, action)
        library = self._library()
        row = next((r for r in library.rows() if r.entry.id == content.id), None)
        if row is not None and action is not Action.TAKE:
            self._check_base(content, row, by, base)
        copy = _drafted(content, row, by, action)
        check_lint([copy.entry], library)
        self._save([copy], [note_of(copy, by, action)])
        return copy

    def take_in(self, contents: Sequence[Entry], *, by: Curator) -> Imported:
        """Store every content that differs as a draft, all or none.

        Raises:
            ConflictError: an entry is somebody else's open draft.
            LintError: any content has faults.

        """
        check_role(by, Action.PROPOSE)
        library = self._library()
        rows = {row.entry.id: row for row in library.rows()}
        changed = [e for e in contents if e.id not in rows or not same_content(e, rows[e.id].entry)]
        for entry in changed:
            if entry.id in rows and not _is_newer(entry, rows[entry.id], by):
                raise conflict(rows[entry.id], _changed_since(rows[entry.id]))
        copies = [_drafted(e, rows.get(e.id), by, Action.PROPOSE, keep_version=True) for e in changed]
        check_lint([c.entry for c in copies], library)
        if copies:
            self._save(copies, [note_of(c, by, Action.PROPOSE) for c in copies])
        drafts = tuple(c.entry.id for c in copies)
        return Imported(drafts=drafts, unchanged=tuple(e.id for e in contents if e.id not in set(drafts)))

    def _take_over(self, update: Update, shipped: Entry, *, by: Curator) -> WorkingCopy:
        """Store an update as a draft: what is shipped, and on top of it, as a version of its own, what was kept."""
        library = self._library()
        row = next((r for r in library.rows() if r.entry.id == update.entry_id), None)
        copies = [_drafted(shipped, row, by, Action.TAKE)]
        notes = [note_of(copies[0], by, Action.TAKE)]
        merged = update.merged()
        if merged is not None and not same_content(merged, shipped):
            entry = as_draft(merged, copies[0].entry.version)
            changes = {"entry": entry, "revision": copies[0].revision + 1}
            copies.append(copies[0].model_copy(update=changes))
            kept = f"own edits kept: {', '.join(update.kept)}"
            notes.append(note_of(copies[1], by, Action.PROPOSE, kept))
        check_lint([copies[-1].entry], library)
        self._save(copies, notes)
        return copies[-1]

    def submit(self, entry_id: str, *, by: Curator) -> WorkingCopy:
        """Ask for a review."""
        return self._move(entry_id, Action.SUBMIT, by)

    def approve(self, entry_id: str, *, by: Curator, content_hash: str | None = None) -> WorkingCopy:
        """Give one's word for exactly this content.

        Args:
            entry_id: which entry.
            by: the approver, who wrote none of it.
            content_hash: the hash of what was read, or its beginning; refused if it is another by now.

        """
        return self._move(entry_id, Action.APPROVE, by, content_hash=content_hash)

    def reject(self, entry_id: str, *, by: Curator, reason: str) -> WorkingCopy:
        """Send a draft back with a reason."""
        return self._move(entry_id, Action.REJECT, by, reason=reason)

    def comment(self, entry_id: str, *, by: Curator, reason: str) -> WorkingCopy:
        """Say something about unfinished work; content, status and approval stay as they are."""
        return self._move(entry_id, Action.COMMENT, by, reason=reason)

    def retire(self, entry_id: str, *, by: Curator, reason: str) -> WorkingCopy:
        """Mark an entry as retired; the next release leaves it out."""
        return self._move(entry_id, Action.RETIRE, by, reason=reason)

    def _move(
        self, entry_id: str, action: Action, by: Curator, *, reason: str = "", content_hash: str | None = None
    ) -> WorkingCopy:
        check_role(by, action)
        library = self._library()
        row = library.row(entry_id)
        check(row.entry.id, refusal_of_transition(row.status, action))
        check(entry_id, refusal_of_reason(action, reason))
        copy = _copy_of(row)
        if content_hash is not None and not copy.entry.content_hash.startswith(content_hash):
            raise KnowledgeError(
                f"{entry_id}: the content was changed since you read it, so it was not approved. Read it again: "
                f"afterword kb show {entry_id} --draft"
            )
        approval = copy.approval if action in {Action.RETIRE, Action.COMMENT} else None
        entry = copy.entry if approval else unsigned(copy)
        if action is Action.APPROVE:
            check(entry_id, refusal_of_approver(by.name, copy.authors))
            entry = signed(entry, by.name)
            approval = Approval(by.name, entry.content_hash)
        if action in {Action.SUBMIT, Action.APPROVE}:
            check_lint([entry], library)
        entry = entry.model_copy(update={"status": TRANSITIONS[row.status][action]})
        moved = copy.model_copy(update={"entry": entry, "approval": approval})
        self._save([moved], [note_of(moved, by, action, reason)])
        return moved

    def _library(self) -> WorkingLibrary:
        return WorkingLibrary(self._entries, self._releases)

    def _check_base(self, content: Entry, row: Row, by: Curator, base: str | None) -> None:
        """Whether the proposal was made from what is there now."""
        if base is None:
            if not _is_current(content, row, by):
                raise conflict(row, _changed_since(row))
        elif not base or not row.entry.content_hash.startswith(base):
            known = [row.released, *(w.entry for w in self._entries.versions(row.entry.id))]
            start = next((e for e in known if base and e and e.content_hash.startswith(base)), None)
            fields = [c.field for c in changes_between(start, row.entry)] if start else _changed_since(row)
            raise conflict(row, fields)

    def _save(self, copies: Sequence[WorkingCopy], notes: Sequence[AuditNote]) -> None:
        try:
            self._entries.save(copies, notes)
        except StaleCopyError as error:
            mine = next(c.entry for c in copies if c.entry.id == error.entry_id)
            now = self._library().row(error.entry_id)
            raise conflict(now, [c.field for c in changes_between(mine, now.entry)]) from None


def _drafted(
    content: Entry, row: Row | None, by: Curator, action: Action, *, keep_version: bool = False
) -> WorkingCopy:
    """The content as a draft upon what is there; only the shipped library brings reviewers of its own."""
    reviewers = content.reviewed_by if action is Action.TAKE else ()
    if row is None:
        return WorkingCopy(
            entry=as_draft(content, content.version, reviewed_by=reviewers), authors=(by.name,)
        )
    check(content.id, refusal_of_transition(row.status, action))
    if same_content(content, row.entry):
        raise KnowledgeError(f"{content.id}: nothing was changed, so nothing was stored")
    copy = _copy_of(row)
    version = max(_next_version(row, copy), content.version if keep_version else 0)
    kept = copy.authors if row.status in OPEN else ()
    authors = (*(a for a in kept if not same_person(a, by.name)), by.name)
    entry = as_draft(content, version, reviewed_by=reviewers)
    return copy.model_copy(update={"entry": entry, "authors": authors, "approval": None})


def _next_version(row: Row, copy: WorkingCopy) -> int:
    """One more than was ever published, or approved and perhaps being published at this moment."""
    taken = [row.released.version if row.released else 0, copy.published_version]
    if row.status is Status.APPROVED:
        taken.append(copy.entry.version)
    return 1 + max(taken)


def _is_current(content: Entry, row: Row, by: Curator) -> bool:
    """Whether a file without a named base was made from what is there: its version tells."""
    if row.status in OPEN and row.copy_ is not None:
        oldest = row.released.version if row.released else 1
        return same_person(by.name, row.copy_.authors[-1]) and content.version >= oldest
    return row.entry.version <= content.version <= row.entry.version + 1


def _is_newer(content: Entry, row: Row, by: Curator) -> bool:
    """Whether an import may go on top: of one's own draft, or of a published version that is not newer."""
    return _is_current(content, row, by) or (row.status not in OPEN and content.version > row.entry.version)


def _changed_since(row: Row) -> list[str]:
    fields = [c.field for c in changes_between(row.released, row.entry)]
    return fields if row.released is not None and fields else ["version"]


def conflict(row: Row, fields: Sequence[str]) -> ConflictError:
    """The conflict with what is there now."""
    by = row.copy_.authors[-1] if row.copy_ and row.copy_.authors else "a newer release"
    return ConflictError(row.entry.id, fields, by, row.entry.content_hash)


def _copy_of(row: Row) -> WorkingCopy:
    if row.copy_ is not None:
        return row.copy_.model_copy(update={"entry": row.entry})
    return WorkingCopy(entry=row.entry, authors=(), published_version=row.entry.version)


def note_of(copy: WorkingCopy, by: Curator, action: Action, reason: str = "") -> AuditNote:
    """The audit line of a change to one entry."""
    return AuditNote(
        who=by.name,
        role=by.role,
        action=action,
        entry_id=copy.entry.id,
        version=copy.entry.version,
        content_hash=copy.entry.content_hash,
        reason=reason,
    )


def check(entry_id: str, refusal: str | None) -> None:
    """Raise what a rule refuses."""
    if refusal is not None:
        raise KnowledgeError(f"{entry_id}: {refusal}")


def check_role(by: Curator, action: Action) -> None:
    """Raise what the role may not do."""
    if (refusal := refusal_of_role(by.role, action)) is not None:
        raise KnowledgeError(f"{refusal}. Nothing was changed")


def check_lint(entries: Sequence[Entry], library: WorkingLibrary) -> None:
    """Raise every fault of these entries, alone and against the rest of the library."""
    rest = [e for e in library.entries() if e.status is not Status.RETIRED]
    if faults := errors_in(lint_entries(entries, rest)):
        raise LintError(faults)
