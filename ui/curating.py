"""What the curation page asks of the library's workflow; no Streamlit here, so that it can be called from anywhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from assistant.curation import AuditLine, Curation, Row
from assistant.curation.comparison import changes_between
from assistant.curation.library import WorkingLibrary
from assistant.curation.model import Curator, FieldChange
from assistant.curation.unanswered import Counts, report_of
from assistant.curation.updates import Update, UpdateKind
from assistant.trying import Trial
from knowledge.coverage import FEWEST, Coverage
from knowledge.entry import Entry
from knowledge.lint import LintFault, lint_content
from knowledge.vocabulary import Level, Phase, Status
from knowledge.workflow import Action, is_expired, status_after
from ui import curation_wording as words
from ui import wording

C = TypeVar("C", Level, Phase)
OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.RETIRED)
STEPS = (Action.SUBMIT, Action.APPROVE, Action.COMMENT, Action.REJECT, Action.RETIRE)
NEEDS_REASON = frozenset({Action.COMMENT, Action.REJECT, Action.RETIRE})
BLANK = """---
id: ind-
title:
type: practice
level: individual
phases: [same_day]
themes: []
approaches: []
lay_terms: []
steps:
-
-
when_now: false
cautions:
-
evidence_grade: D
extrapolated: false
evidence_note:
sources:
- author:
  year:
  title:
  where:
  verified: false
version: 1
status: draft
review_due: {due}
---
"""


class Checked(NamedTuple):
    """What can be said of a text before it is proposed."""

    faults: tuple[LintFault, ...]
    entry: Entry | None
    """Nothing where the text is not an entry."""
    changes: tuple[FieldChange, ...]
    serves: bool
    """Whether an entry of this id serves now."""


class HeatRow(NamedTuple):
    """One theme or approach with its counts, in the order of the columns, and all in all."""

    name: str
    counts: tuple[int, ...]
    total: int

    @property
    def is_thin(self) -> bool:
        """Whether it has fewer entries than it should."""
        return self.total < FEWEST


class HeatMap(NamedTuple):
    """A matrix of counts to be drawn."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


def blank(today: date) -> str:
    """A new entry's form, to be reviewed again in a year."""
    return BLANK.format(due=date.fromordinal(today.toordinal() + 365))


def checked(content: str, library: WorkingLibrary) -> Checked:
    """Every fault of a text at once, and what it would change."""
    rest = [e for e in library.entries() if e.status is not Status.RETIRED]
    faults = lint_content(content, rest)
    try:
        entry = Entry.from_file(content)
    except ValueError:
        return Checked(faults, None, (), serves=False)
    released = library.released.get(entry.id)
    return Checked(faults, entry, changes_between(released, entry), serves=released is not None)


def waiting(library: WorkingLibrary) -> tuple[Row, ...]:
    """Everything that stands between two releases."""
    return tuple(
        r for r in library.rows() if r.status in OPEN and (r.status is not Status.RETIRED or r.released)
    )


def ready(library: WorkingLibrary) -> tuple[str, ...]:
    """Titles of what the next release would take in or leave out."""
    rows = waiting(library)
    return tuple(r.entry.title for r in rows if r.status in {Status.APPROVED, Status.RETIRED})


def possible(status: Status) -> tuple[Action, ...]:
    """What a reviewer can do to an entry that stands here."""
    return tuple(a for a in STEPS if status_after(status, a) is not None)


def do(
    action: Action, curation: Curation, entry_id: str, by: Curator, *, reason: str, content_hash: str
) -> None:
    """One step of the review.

    Raises:
        KnowledgeError: the workflow refuses it; nothing was changed.

    """
    match action:
        case Action.SUBMIT:
            curation.submit(entry_id, by=by)
        case Action.APPROVE:
            curation.approve(entry_id, by=by, content_hash=content_hash)
        case Action.COMMENT:
            curation.comment(entry_id, by=by, reason=reason)
        case Action.REJECT:
            curation.reject(entry_id, by=by, reason=reason)
        case Action.RETIRE:
            curation.retire(entry_id, by=by, reason=reason)
        case _:
            raise ValueError(f"{action} is no step of a review")


def in_order(updates: Iterable[Update]) -> dict[str, Update]:
    """Updates by their id: first what both changed, then what is changed, withdrawn and new, each by title."""
    kinds = (UpdateKind.CHANGED, UpdateKind.WITHDRAWN, UpdateKind.NEW)
    ordered = sorted(updates, key=lambda u: (not u.conflicts, kinds.index(u.kind), u.title))
    return {update.entry_id: update for update in ordered}


def titled(update: Update) -> str:
    """An update as one line of a list; a conflict says so."""
    said = words.CONFLICT_OPTION if update.conflicts else words.UPDATE_OPTION[update.kind]
    return said.format(update.title)


def compared(update: Update) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    """Each field that the shipped library changed: as it was, as it is, and between them ours where both changed it."""
    own = {change.field: change.after for change in update.own}
    for change in update.changes:
        ours = {words.STANDS_HERE: own[change.field]} if change.field in update.conflicts else {}
        yield change.field, {words.WAS_SHIPPED: change.before, **ours, words.IS_SHIPPED: change.after}


def decide(action: Action, curation: Curation, entry_id: str, by: Curator, *, base: str | None) -> str:
    """Take or leave an update; what it came to, in words.

    Raises:
        KnowledgeError: the workflow refuses it, or somebody was quicker; nothing was changed.

    """
    if action is Action.LEAVE:
        return words.LEFT.format(curation.leave_update(entry_id, by=by).title)
    copy = curation.take_update(entry_id, by=by, base=base)
    said = words.DONE[Action.RETIRE] if copy.status is Status.RETIRED else words.TAKEN
    return said.format(copy.entry.title)


def story_of(entry_id: str, lines: Sequence[AuditLine]) -> Iterator[str]:
    """One line for everything that was done to an entry, oldest first."""
    for line in lines:
        if line.entry_id == entry_id:
            reason = f": {line.reason}" if line.reason else ""
            yield f"{line.at[:16].replace('T', ' ')} {line.who} ({line.role}): {line.action}{reason}"


def release_rows(curation: Curation) -> tuple[tuple[str, ...], ...]:
    """Every release, newest first."""
    manifests, current, history = curation.releases()
    states = dict.fromkeys(history, words.HAS_SERVED) | ({current: words.SERVES} if current else {})
    return tuple(
        (m.id, f"{m.created:%Y-%m-%d %H:%M}", str(m.entries), states.get(m.id, words.NEVER_SERVED))
        for m in reversed(manifests)
    )


def due_rows(curation: Curation) -> tuple[tuple[str, ...], ...]:
    """Entries to be reviewed again, the oldest first."""
    today = curation.today()
    return tuple(
        (
            r.entry.title,
            str(r.first_due.review_due),
            words.EXPIRED if is_expired(r.first_due, today) else words.SOON,
        )
        for r in curation.due()
    )


def log_rows(lines: Sequence[AuditLine]) -> tuple[tuple[str, ...], ...]:
    """The audit log, newest first."""
    return tuple(
        (
            str(line.sequence),
            line.at[:16].replace("T", " "),
            line.who,
            line.role.value,
            line.action.value,
            line.entry_id or line.release or "",
            line.reason,
        )
        for line in reversed(lines)
    )


def hit_rows(trial: Trial) -> tuple[tuple[str, ...], ...]:
    """Each hit with the parts of its score."""
    return tuple(
        (
            p.entry.title,
            *(f"{part:.2f}" for part in (p.score, p.dense, p.lexical, p.bridge)),
            p.quote.text,
        )
        for p in trial.hits
    )


def left_out_rows(trial: Trial) -> tuple[tuple[str, ...], ...]:
    """Each entry that a rule kept out, and why."""
    return tuple((o.entry.title, ", ".join(o.because).replace("_", " ")) for o in trial.left_out)


def unanswered_rows(counts: Counts) -> tuple[tuple[str, ...], ...]:
    """Themes that the library had nothing for, as far as they may be shown; all of them first."""
    report = report_of(counts)
    if report.reflections is None:
        return ()
    rows = ((wording.THEMES[theme], str(count)) for theme, count in report.themes)
    return ((words.ALL_UNANSWERED, str(report.reflections)), *rows)


def heat_maps(coverage: Coverage) -> tuple[HeatMap, HeatMap]:
    """Themes by level and approaches by phase."""
    themes = tuple(
        HeatRow(wording.THEMES[t], _in_order(counts, Level), coverage.theme_totals[t])
        for t, counts in coverage.themes.items()
    )
    approaches = tuple(
        HeatRow(a.replace("_", " "), _in_order(counts, Phase), coverage.approach_totals[a])
        for a, counts in coverage.approaches.items()
    )
    return (
        HeatMap(words.BY_LEVEL, tuple(words.LEVELS[at] for at in Level), themes),
        HeatMap(words.BY_PHASE, tuple(words.PHASES[p] for p in Phase), approaches),
    )


def _in_order(counts: Mapping[C, int], columns: Iterable[C]) -> tuple[int, ...]:
    return tuple(counts[column] for column in columns)
