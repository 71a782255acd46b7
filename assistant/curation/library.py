"""The library as curators see it: the release that serves, and working copies beside it."""

from collections.abc import Mapping
from datetime import date

from assistant.curation.comparison import changes_between
from assistant.curation.model import Row, WorkingCopy
from assistant.curation.ports import EntryStore, ReleaseStore
from assistant.errors import KnowledgeError
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from knowledge.workflow import is_due


class WorkingLibrary:
    """Reads one state of the release store and the entry store, and joins them."""

    def __init__(self, entries: EntryStore, releases: ReleaseStore) -> None:
        """Read both once."""
        self.release = releases.current
        self.released: Mapping[str, Entry] = (
            {e.id: e for e in releases.entries(self.release)} if self.release else {}
        )
        self.copies: Mapping[str, WorkingCopy] = {c.entry.id: c for c in entries.copies()}

    def row(self, entry_id: str) -> Row:
        """One entry.

        Raises:
            KnowledgeError: there is none of this id.

        """
        row = self._row(entry_id)
        if row is None:
            raise KnowledgeError(f"There is no entry {entry_id!r}. See: afterword kb list")
        return row

    def rows(self) -> tuple[Row, ...]:
        """Every entry, in the order of the ids."""
        ids = sorted({*self.released, *self.copies})
        return tuple(row for entry_id in ids if (row := self._row(entry_id)) is not None)

    def entries(self) -> tuple[Entry, ...]:
        """The newest content of every entry, each with the status in which it stands."""
        return tuple(row.entry for row in self.rows())

    def due(self, today: date) -> tuple[Row, ...]:
        """Entries past their review date or soon to be, the oldest first."""
        rows = [r for r in self.rows() if r.status is not Status.RETIRED and is_due(r.first_due, today)]
        return tuple(sorted(rows, key=lambda r: (r.first_due.review_due, r.entry.id)))

    def differing(self, shipped: Mapping[str, Entry]) -> tuple[tuple[str, Entry | None, Entry | None], ...]:
        """Id, ours and the shipped content of every entry whose content differs."""
        ours = {row.entry.id: row.entry for row in self.rows()}
        pairs = ((i, ours.get(i), shipped.get(i)) for i in sorted({*ours, *shipped}))
        return tuple(pair for pair in pairs if changes_between(pair[1], pair[2]))

    def _row(self, entry_id: str) -> Row | None:
        copy, released = self.copies.get(entry_id), self.released.get(entry_id)
        if copy is None:
            return None if released is None else Row(entry=released, released=released, copy_=None)
        status = standing_of(copy, released)
        entry = copy.entry.model_copy(update={"status": status})
        return Row(entry=entry, released=released, copy_=copy)


def standing_of(copy: WorkingCopy, released: Entry | None) -> Status:
    """Where a copy stands; what the release holds decides whether it is published."""
    serves = released is not None and released.content_hash == copy.entry.content_hash
    if copy.status in {Status.APPROVED, Status.PUBLISHED} and serves:
        return Status.PUBLISHED
    return Status.DRAFT if copy.status is Status.PUBLISHED else copy.status
