"""Publish and roll back: the release that serves is switched atomically, and only past the gate.

What is published is what the release that serves holds, and nothing else says so. So one atomic switch
is the whole act; working copies are only brought in line afterwards, and a crash between the two is
seen and read rightly by everybody.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from assistant.curation.audit import chain_faults
from assistant.curation.comparison import unsigned
from assistant.curation.editing import check, check_lint, check_role
from assistant.curation.library import WorkingLibrary
from assistant.curation.model import (
    AuditNote,
    BlockedReleaseError,
    Curator,
    Publication,
    WorkingCopy,
)
from assistant.curation.ports import AuditLog, EntryStore, Progress, ReleaseGate, ReleaseStore, StaleCopyError
from assistant.errors import KnowledgeError
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from knowledge.workflow import Action, refusal_of_publication, same_person


class Publishing:
    """Builds a candidate, lets the gate judge it, and switches."""

    def __init__(
        self, entries: EntryStore, audit: AuditLog, releases: ReleaseStore, gate: ReleaseGate
    ) -> None:
        """Take the ports."""
        self._entries = entries
        self._audit = audit
        self._releases = releases
        self._gate = gate

    def publish(
        self, *, by: Curator, today: date, progress: Progress, override: str | None = None
    ) -> Publication:
        """Make everything that is approved serve, and everything that is retired stop.

        Raises:
            KnowledgeError: an approval does not hold, or the audit log was tampered with.
            BlockedReleaseError: the gate found a regression, and nobody overrode it.

        """
        check_role(by, Action.PUBLISH)
        if override is not None:
            check_role(by, Action.OVERRIDE)
            if not override.strip():
                raise KnowledgeError("An override needs a written reason. Nothing was published")
        with self._entries.publishing():
            library = WorkingLibrary(self._entries, self._releases)
            approved = [
                c for c in library.copies.values() if c.status is Status.APPROVED and _is_new(c, library)
            ]
            retired = [
                i for i, c in library.copies.items() if c.status is Status.RETIRED and i in library.released
            ]
            if not approved and not retired:
                self._settle(library)
                return Publication(release=_current(library), previous=library.release, changed=False)
            self._check_approvals(approved, library, today)
            candidate = self._releases.build(_candidate(library, approved, retired), progress=progress)
            regressions = tuple(self._judge(candidate, library.release, progress))
            if regressions and override is None:
                raise BlockedReleaseError(candidate, regressions)
            notes = _notes(
                approved,
                retired,
                library,
                by=by,
                candidate=candidate,
                regressions=regressions,
                override=override,
            )
            self._entries.save([], notes)
            self._releases.switch(candidate)
            self._settle(WorkingLibrary(self._entries, self._releases))
        return Publication(
            release=candidate,
            previous=library.release,
            changed=True,
            published=tuple(c.entry.id for c in approved),
            retired=tuple(retired),
            regressions=regressions,
        )

    def rollback(self, *, by: Curator, reason: str = "") -> Publication:
        """Serve the release before this one; what it did not hold goes back to draft.

        Raises:
            KnowledgeError: there is none, or it cannot be searched; this one keeps serving.

        """
        check_role(by, Action.ROLLBACK)
        with self._entries.publishing():
            before = WorkingLibrary(self._entries, self._releases)
            history = self._releases.history()
            target = history[-2] if len(history) > 1 else None
            note = AuditNote(who=by.name, role=by.role, action=Action.ROLLBACK, release=target, reason=reason)
            if target is not None:
                self._releases.check_searchable(target)
                self._entries.save([], [note])
            release = self._releases.rollback()
            after = WorkingLibrary(self._entries, self._releases)
            self._settle(after, withdrawn=before)
        return Publication(release=release, previous=before.release, changed=True)

    def _check_approvals(self, approved: Sequence[WorkingCopy], library: WorkingLibrary, today: date) -> None:
        """Everything again, from what is stored now: nothing rests on what was true when it was approved."""
        lines = self._audit.lines()
        if faults := chain_faults(lines):
            raise KnowledgeError(
                f"The audit log was changed, so nothing is published: {'; '.join(faults[:5])}"
            )
        given = [
            (line.entry_id, line.content_hash, line.who) for line in lines if line.action is Action.APPROVE
        ]
        for copy in approved:
            entry = copy.entry
            check(
                entry.id,
                refusal_of_publication(entry, approval=copy.approval, authors=copy.authors, today=today),
            )
            approver = copy.approval.approver if copy.approval else ""
            if not any(
                i == entry.id and h == entry.content_hash and same_person(approver, w) for i, h, w in given
            ):
                raise KnowledgeError(f"{entry.id}: the audit log holds no approval of this content")
        check_lint([c.entry for c in approved], library)

    def _judge(self, candidate: str, current: str | None, progress: Progress) -> Sequence[str]:
        """What the gate says; a gate that fails has not passed the candidate."""
        try:
            return self._gate(self._releases, candidate, current, progress)
        except Exception as error:  # noqa: BLE001 - whatever it throws, an unjudged release is not a good one
            return [f"the gate could not judge the release ({type(error).__name__}: {error})"]

    def _settle(self, library: WorkingLibrary, withdrawn: WorkingLibrary | None = None) -> None:
        """Write down where each copy stands now."""
        for copy in library.copies.values():
            settled = _settled(copy, library, withdrawn)
            if settled != copy:
                with suppress(StaleCopyError):  # somebody goes on with it already; what serves still decides
                    self._entries.save([settled], [])


def _is_new(copy: WorkingCopy, library: WorkingLibrary) -> bool:
    released = library.released.get(copy.entry.id)
    return released is None or released.content_hash != copy.entry.content_hash


def _current(library: WorkingLibrary) -> str:
    if library.release is None:
        raise KnowledgeError("There is nothing to publish: approve an entry first. See: afterword kb list")
    return library.release


def _candidate(
    library: WorkingLibrary, approved: Sequence[WorkingCopy], retired: Iterable[str]
) -> tuple[Entry, ...]:
    """The release that serves, with what is approved and without what is retired."""
    entries = {i: e for i, e in library.released.items() if i not in set(retired)}
    for copy in approved:
        entries[copy.entry.id] = copy.entry.model_copy(update={"status": Status.PUBLISHED})
    if not entries:
        raise KnowledgeError("Nothing would be left in the library, so it was not published")
    return tuple(entries[i] for i in sorted(entries))


def _notes(
    approved: Sequence[WorkingCopy],
    retired: Sequence[str],
    library: WorkingLibrary,
    *,
    by: Curator,
    candidate: str,
    regressions: Sequence[str],
    override: str | None,
) -> list[AuditNote]:
    """Written before the switch: what serves is never without its line."""
    entries = [*(c.entry for c in approved), *(library.released[i] for i in retired)]
    notes = [
        AuditNote(
            who=by.name,
            role=by.role,
            action=Action.RETIRE if e.id in retired else Action.PUBLISH,
            entry_id=e.id,
            version=e.version,
            content_hash=e.content_hash,
            release=candidate,
        )
        for e in entries
    ]
    if regressions and override is not None:
        reason = f"{override.strip()} (against {len(regressions)} regressions: {'; '.join(regressions)})"
        notes.append(
            AuditNote(
                who=by.name, role=by.role, action=Action.OVERRIDE, release=candidate, reason=reason[:2000]
            )
        )
    return notes


def _settled(copy: WorkingCopy, library: WorkingLibrary, withdrawn: WorkingLibrary | None) -> WorkingCopy:
    released = library.released.get(copy.entry.id)
    serves = released is not None and released.content_hash == copy.entry.content_hash
    status = copy.status
    if serves and status in {Status.APPROVED, Status.PUBLISHED}:
        status = Status.PUBLISHED
    elif withdrawn is not None:
        status = _after_rollback(copy, library, withdrawn)
    elif status is Status.PUBLISHED:
        status = Status.DRAFT
    version = max(copy.published_version, released.version if released else 0)
    approval = None if status is Status.DRAFT else copy.approval
    entry = (copy.entry if approval else unsigned(copy)).model_copy(update={"status": status})
    return copy.model_copy(update={"entry": entry, "approval": approval, "published_version": version})


def _after_rollback(copy: WorkingCopy, library: WorkingLibrary, withdrawn: WorkingLibrary) -> Status:
    entry_id = copy.entry.id
    was = withdrawn.released.get(entry_id)
    if copy.status is Status.RETIRED and was is None and entry_id in library.released:
        return Status.PUBLISHED
    if was is not None and was.content_hash == copy.entry.content_hash and copy.status is not Status.RETIRED:
        return Status.DRAFT
    return copy.status
