"""The log of hours in a reader's words; no Streamlit here."""

from collections.abc import Sequence

from assistant.supervision.log import LogTotals, SupervisionSession
from ui import supervision_wording as words


def totals_words(totals: LogTotals) -> str:
    """Hours by kind, and together."""
    parts = ", ".join(words.LOG_PART.format(hours, words.KINDS[kind]) for kind, hours in totals.hours.items())
    return words.LOG_TOTAL.format(totals.total, parts)


def log_rows(sessions: Sequence[SupervisionSession]) -> tuple[tuple[str, ...], ...]:
    """Meetings as rows, newest first."""
    return tuple(
        (
            s.on.isoformat(),
            words.KINDS[s.kind],
            str(s.minutes),
            "; ".join(s.competencies),
            s.supervisor_initials,
        )
        for s in reversed(sessions)
    )
