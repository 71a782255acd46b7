"""Curation as one object: what the command line and the browser drive."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from assistant.curation.audit import chain_faults
from assistant.curation.comparison import changes_between, unified
from assistant.curation.editing import Editing, check_role, conflict
from assistant.curation.library import WorkingLibrary
from assistant.curation.model import AuditLine, AuditNote, Curator, Publication, Row, WorkingCopy
from assistant.curation.ports import AuditLog, EntryStore, Progress, ReleaseGate, ReleaseStore
from assistant.curation.publishing import Publishing
from assistant.curation.updates import Update, base_of, hash_of, known, updates_of
from assistant.errors import KnowledgeError
from assistant.model.release import Manifest
from knowledge.coverage import Coverage, coverage_of
from knowledge.entry import Entry
from knowledge.workflow import Action

SHIPPED_NO_MORE = "the shipped library no longer has it"


def silent(done: int, total: int, what: str) -> None:
    """Progress for those who do not watch."""


class Curation(Editing):
    """Everything that can be asked of, and done to, the library."""

    def __init__(
        self,
        *,
        entries: EntryStore,
        audit: AuditLog,
        releases: ReleaseStore,
        gate: ReleaseGate,
        shipped: Callable[[], tuple[Entry, ...]],
        today: Callable[[], date],
    ) -> None:
        """Take the ports, and the shipped library to compare with."""
        super().__init__(entries, releases)
        self._audit = audit
        self._publishing = Publishing(entries, audit, releases, gate)
        self._shipped = shipped
        self.today = today

    def library(self) -> WorkingLibrary:
        """The library as it stands now."""
        return self._library()

    def publish(
        self, *, by: Curator, override: str | None = None, progress: Progress = silent
    ) -> Publication:
        """Make everything approved serve, past the gate."""
        return self._publishing.publish(by=by, today=self.today(), progress=progress, override=override)

    def rollback(self, *, by: Curator, reason: str = "") -> Publication:
        """Serve the release before this one."""
        return self._publishing.rollback(by=by, reason=reason)

    def due(self) -> tuple[Row, ...]:
        """The review queue."""
        return self.library().due(self.today())

    def coverage(self) -> Coverage:
        """What the release that serves covers today."""
        return coverage_of(self.library().released.values(), self.today())

    def diff(self, entry_id: str | None = None) -> Mapping[str, str]:
        """For each entry that differs from the shipped library: a unified diff from ours to the shipped one."""
        shipped = {e.id: e for e in self._shipped()}
        rows = self.library().differing(shipped)
        if entry_id is not None and entry_id not in shipped and entry_id not in {i for i, _, _ in rows}:
            raise KnowledgeError(f"There is no entry {entry_id!r}, here or in the shipped library")
        return {
            i: unified(ours, theirs, (f"ours/{i}.md", f"shipped/{i}.md"))
            for i, ours, theirs in rows
            if entry_id in {None, i}
        }

    def take(self, entry_id: str, *, by: Curator) -> WorkingCopy:
        """Make the shipped content of one entry a draft here; it still needs an approval."""
        shipped = {e.id: e for e in self._shipped()}
        if entry_id not in shipped:
            raise KnowledgeError(f"The shipped library has no entry {entry_id!r}")
        return self.propose(shipped[entry_id], by=by, action=Action.TAKE)

    def updates(self) -> tuple[Update, ...]:
        """What the shipped library holds that nobody here has taken or left."""
        lines = self._audit.lines()
        taken, left = known(lines, Action.TAKE), known(lines, Action.LEAVE)
        releases = self._releases.manifests()

        @cache
        def held(release: str) -> Mapping[str, Entry]:
            return {e.id: e for e in self._releases.entries(release)}

        def base(row: Row) -> Entry | None:
            written = self._entries.versions(row.entry.id) if row.copy_ else ()
            return base_of(row, written, taken, releases, held)

        shipped = {e.id: e for e in self._shipped()}
        return updates_of(self.library(), shipped, base, left)

    def take_update(self, entry_id: str, *, by: Curator, base: str | None = None) -> WorkingCopy:
        """Make one update a draft here, own edits kept; an entry that is shipped no more is retired.

        Args:
            entry_id: which entry.
            by: an administrator.
            base: the content hash of what stood here when the update was looked at.

        Raises:
            ConflictError: somebody changed the entry since; nothing was stored.

        """
        check_role(by, Action.TAKE)
        update = self._update(entry_id)
        if update.ours is not None and base not in {None, update.ours.content_hash}:
            row = self.library().row(entry_id)
            raise conflict(row, [c.field for c in changes_between(row.released, row.entry)])
        if update.shipped is None:
            return self.retire(entry_id, by=by, reason=SHIPPED_NO_MORE)
        return self._take_over(update, update.shipped, by=by)

    def leave_update(self, entry_id: str, *, by: Curator) -> Update:
        """Keep what stands here; this update is not shown again, and a newer one will be."""
        check_role(by, Action.LEAVE)
        update = self._update(entry_id)
        shipped = update.shipped
        note = AuditNote(
            who=by.name,
            role=by.role,
            action=Action.LEAVE,
            entry_id=entry_id,
            version=shipped.version if shipped else None,
            content_hash=hash_of(shipped),
        )
        self._entries.save([], [note])
        return update

    def _update(self, entry_id: str) -> Update:
        found = next((u for u in self.updates() if u.entry_id == entry_id), None)
        if found is None:
            raise KnowledgeError(
                f"The shipped library has no update of {entry_id!r} that is not taken or left already. "
                "See: afterword kb updates"
            )
        return found

    def releases(self) -> tuple[tuple[Manifest, ...], str | None, tuple[str, ...]]:
        """Every release, the one that serves, and those that have served, oldest first."""
        store = self._releases
        return tuple(store.manifests()), store.current, tuple(store.history())

    def entry_of(self, entry_id: str, release: str) -> Entry:
        """An entry as a release holds it, old ones too."""
        found = next((e for e in self._releases.entries(release) if e.id == entry_id), None)
        if found is None:
            raise KnowledgeError(f"Release {release} has no entry {entry_id!r}")
        return found

    def audit(self) -> tuple[AuditLine, ...]:
        """Everything that was done, oldest first."""
        return self._audit.lines()

    def audit_faults(self, seal: str | None = None) -> tuple[str, ...]:
        """What is wrong with the audit log."""
        return chain_faults(self.audit(), seal=seal)
