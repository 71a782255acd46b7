"""How the weeks are, for the writer alone: optional marks, own totals, and a quiet line."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from assistant.errors import AssistantError
from assistant.journal.journal import Journal
from assistant.supervision.check_in import CheckIn
from assistant.supervision.instruments import NOTE, OwnTotal
from ui import check_in_wording as words
from ui import checking_in, journal_session, journal_wording, journalling
from ui.check_in_wording import Section
from ui.components import check_in, notice, prose, trend
from ui.journal_session import JournalSession
from ui.views import journal_gate


def show() -> None:
    """Draw the choice of a part, and that part, once the journal is open."""
    state = journal_session.current()
    st.title(words.TITLE, anchor=False)
    prose.show_words(words.INTRO)
    try:
        if state.open_journal() is None:
            prose.show_words(journal_wording.NEEDS_JOURNAL)
        journal = journal_gate.show(state)
        if journal is None:
            return
        section = st.segmented_control(
            words.PART, list(Section), default=Section.MARKS, required=True, key=state.key("shelf-check-in")
        )
        PARTS[section or Section.MARKS](state, journal)
    except AssistantError as error:
        notice.show(error, state.locale)


def _show_marks(state: JournalSession, journal: Journal) -> None:
    day = check_in.show_marks(today=journalling.today(), key=state.key("marks"))
    if day is not None and day.is_empty:
        st.info(words.EMPTY)
    elif day is not None:
        journal.note("check_in", day, on=day.on)
        st.rerun()
    noted = journal.notes("check_in", CheckIn)
    trend.show(checking_in.trends_of([n.value for n in noted]), key=state.key("marks"))
    _show_deleting(state, journal, [n.id for n in noted])


def _show_totals(state: JournalSession, journal: Journal) -> None:
    instrument = check_in.show_instrument(key=state.key("which"))
    typed = check_in.show_totals(instrument, today=journalling.today(), key=state.key("totals"))
    if typed is not None:
        total = checking_in.own_total(instrument, typed.on, typed.by_scale)
        if total is None:
            st.info(words.ALL_NEEDED)
        else:
            journal.note("own_total", total, on=total.on)
            st.rerun()
    noted = [n for n in journal.notes("own_total", OwnTotal) if n.value.instrument == instrument]
    trend.show(checking_in.trends_in([n.value for n in noted], instrument), key=state.key(instrument))
    if noted:
        prose.show_words(NOTE, small=True)
    _show_deleting(state, journal, [n.id for n in noted])


def _show_deleting(state: JournalSession, journal: Journal, ids: Sequence[str]) -> None:
    if check_in.show_deleting(len(ids), key=state.key("deleting")):
        journal.drop_notes(ids)
        state.tell(words.DELETED)


PARTS: Mapping[Section, Callable[[JournalSession, Journal], None]] = {
    Section.MARKS: _show_marks,
    Section.TOTALS: _show_totals,
}
