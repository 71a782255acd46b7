"""Updates of the shipped library: what is new, changed or gone there since this library last took from it.

Three contents are compared: what the shipped library held when we took from it (the base), what it holds now,
and what stands here. So an own edit is no update, and an update keeps own edits but where both changed one field.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.curation.comparison import changes_between, same_content
from assistant.curation.library import WorkingLibrary
from assistant.curation.model import AuditLine, FieldChange, Row, Written
from assistant.model.release import Manifest
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from knowledge.workflow import Action

Known = frozenset[tuple[str | None, str | None]]
"""Entry id and content hash, as audit lines hold them; no hash stands for an entry that is shipped no more."""

Held = Callable[[str], Mapping[str, Entry]]


class UpdateKind(StrEnum):
    """What the shipped library did with an entry."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Update(NamedTuple):
    """One entry of which the shipped library holds something that nobody here has taken or left."""

    entry_id: str
    shipped: Entry | None
    """As it is shipped now; nothing where it is shipped no more."""
    ours: Entry | None
    """As it stands here, drafts included."""
    base: Entry | None
    """As it was shipped when it came here, as far as that is known."""

    @property
    def kind(self) -> UpdateKind:
        """New, changed or withdrawn."""
        if self.shipped is None:
            return UpdateKind.WITHDRAWN
        return UpdateKind.NEW if self.ours is None else UpdateKind.CHANGED

    @property
    def title(self) -> str:
        """What a curator knows the entry by."""
        entry = self.ours or self.shipped
        return entry.title if entry else self.entry_id

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What the shipped library changed, field by field."""
        return changes_between(self.base, self.shipped)

    @property
    def own(self) -> tuple[FieldChange, ...]:
        """What was changed here, field by field."""
        return changes_between(self.base, self.ours) if self.ours else ()

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Fields that both changed, and not to the same."""
        theirs = {change.field: change.after for change in self.changes}
        return tuple(c.field for c in self.own if c.field in theirs and theirs[c.field] != c.after)

    @property
    def kept(self) -> tuple[str, ...]:
        """Fields that were changed here alone, and stay when the update is taken."""
        theirs = {change.field for change in self.changes}
        return tuple(c.field for c in self.own if c.field not in theirs)

    def merged(self) -> Entry | None:
        """Ours with what the shipped library changed; of a field that both changed, the shipped one.

        Whoever reviewed the shipped content has not reviewed a mixture, so a mixture names nobody.
        """
        if self.shipped is None or self.ours is None:
            return self.shipped
        theirs = {c.field: getattr(self.shipped, c.field) for c in self.changes}
        mixed = self.ours.model_copy(update=theirs)
        reviewers = self.shipped.reviewed_by if same_content(mixed, self.shipped) else ()
        return mixed.model_copy(update={"reviewed_by": reviewers})


def updates_of(
    library: WorkingLibrary, shipped: Mapping[str, Entry], base: Callable[[Row], Entry | None], left: Known
) -> tuple[Update, ...]:
    """Every update, in the order of the ids.

    Args:
        library: what stands here.
        shipped: what is shipped now.
        base: what an entry was when it came here from the shipped library.
        left: what somebody has looked at and left.

    """
    rows = {row.entry.id: row for row in library.rows()}
    ids = [i for i in sorted({*rows, *shipped}) if (i, hash_of(shipped.get(i))) not in left]
    found = (_update_of(i, rows.get(i), shipped.get(i), base) for i in ids)
    return tuple(update for update in found if update is not None)


def _update_of(
    entry_id: str, row: Row | None, shipped: Entry | None, base: Callable[[Row], Entry | None]
) -> Update | None:
    if row is None:
        return Update(entry_id, shipped, None, None)
    if same_content(shipped, row.entry):
        return None
    update = Update(entry_id, shipped, row.entry, base(row))
    if shipped is None:
        return None if update.base is None or row.status is Status.RETIRED else update
    return None if same_content(shipped, update.base) or same_content(update.merged(), row.entry) else update


def base_of(
    row: Row, written: Sequence[Written], taken: Known, releases: Sequence[Manifest], held: Held
) -> Entry | None:
    """What an entry was when it last came here from the shipped library; nothing where it was made here.

    Args:
        row: the entry.
        written: every content that was ever stored for it here, oldest first.
        taken: what was taken of the shipped library.
        releases: every release, oldest first.
        held: the entries of a release by their id.

    """
    entry_id = row.entry.id
    if row.copy_ is None or not written:
        return row.released
    took = [w.entry for w in written if (entry_id, w.entry.content_hash) in taken]
    if took:
        return took[-1]
    before = (m.id for m in reversed(releases) if m.created <= written[0].at)
    return next((held(release)[entry_id] for release in before if entry_id in held(release)), None)


def known(lines: Iterable[AuditLine], action: Action) -> Known:
    """What was taken, or what was left."""
    return frozenset((line.entry_id, line.content_hash) for line in lines if line.action is action)


def hash_of(shipped: Entry | None) -> str | None:
    """How an audit line names a shipped content."""
    return shipped.content_hash if shipped else None
