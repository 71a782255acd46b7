"""Before supervision: an agenda over chosen reflections, what was agreed, and the log of hours."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from assistant.errors import AssistantError
from assistant.journal.journal import Journal
from assistant.supervision.agenda import CarriedOver
from assistant.supervision.carry import marked
from assistant.supervision.log import SupervisionSession, log_as_csv, totals_of
from ui import journal_session, journal_wording, journalling, session, supervising, supervision_log
from ui import supervision_wording as words
from ui.components import notice, prose
from ui.components.curation import tables
from ui.components.supervision import agreed, choosing
from ui.journal_session import JournalSession
from ui.supervision_wording import Section
from ui.views import agenda_part, journal_gate


def show() -> None:
    """Draw the choice of a part, and that part."""
    state = journal_session.current()
    st.title(words.TITLE, anchor=False)
    state.open_journal()
    try:
        section = st.segmented_control(
            words.PART, list(Section), default=Section.AGENDA, required=True, key=state.key("sheet-section")
        )
        PARTS[section or Section.AGENDA](state)
    except AssistantError as error:
        notice.show(error, state.locale)


def _show_agenda(state: JournalSession) -> None:
    journal_gate.show_told(state)
    if state.sheet is None:
        _show_choosing(state)
    else:
        agenda_part.show(state, state.sheet)


def _show_choosing(state: JournalSession) -> None:
    prose.show_words(words.INTRO)
    journal = state.open_journal()
    if journal is not None:
        ids, texts = choosing.show_records(journal.listed(), key=state.key("choose")), []
    else:
        ids, texts = [], _show_pasting(state)
    wish = choosing.show_wish(key=state.key("wish"))
    state.level = choosing.show_level(state.level, key=state.key("level"))
    with st.container(horizontal=True):
        wanted = st.button(words.MAKE, type="primary", key=state.key("sheet-make"))
        latest = journal is not None and st.button(words.LATEST, key=state.key("sheet-latest"))
    if latest and journal is not None:
        _reopen(state, journal)
    elif wanted and not (texts or ids):
        st.warning(words.NOTHING_CHOSEN)
    elif wanted:
        _make(state, texts, wish, ids)


def _show_pasting(state: JournalSession) -> list[supervising.Text]:
    texts, more = choosing.show_pasting(state.texts, key=state.key("paste"))
    if more:
        state.texts += 1
        st.rerun()
    if journal_session.has_begun():
        prose.show_words(words.UNLOCK_FIRST, small=True)
    return supervising.pasted(texts)


def _make(
    state: JournalSession, texts: list[supervising.Text], wish: supervising.Wish, ids: list[str]
) -> None:
    journal = state.open_journal()
    with st.spinner(words.MAKING):
        state.sheet = supervising.made(
            supervising.texts_from(journal, ids) if journal is not None else texts,
            wish,
            ports=session.ports(),
            choices=state.choices,
            today=journalling.today(),
            sources=ids,
            actions=supervising.carried_notes(journal) if journal is not None else (),
        )
    state.forget_widgets()
    st.rerun()


def _reopen(state: JournalSession, journal: Journal) -> None:
    kept = journal.latest_agenda()
    state.sheet = supervising.reopened(kept) if kept else None
    if state.sheet is None:
        st.info(words.LATEST_NONE)
    else:
        state.forget_widgets()
        st.rerun()


def _show_agreed(state: JournalSession) -> None:
    journal = _needed(state, words.AGREED_INTRO)
    if journal is None:
        return
    today = journalling.today()
    new = agreed.show_new_action(today=today, key=state.key("new-action"))
    if new is not None:
        journal.note("action", new, on=new.agreed_on or today)
        st.rerun()
    actions = journal.notes("action", CarriedOver)
    if not actions:
        prose.show_words(words.AGREED_NONE)
    match agreed.show_actions(actions, key=state.key("actions")):
        case agreed.Mark(noted, done):
            journal.change_note("action", noted, marked(noted.value, done=done, on=today))
            st.rerun()
        case agreed.Remove(id_):
            journal.drop_notes([id_])
            st.rerun()


def _show_log(state: JournalSession) -> None:
    journal = _needed(state, words.LOG_INTRO)
    if journal is None:
        return
    new = agreed.show_new_session(today=journalling.today(), key=state.key("new-session"))
    if new is not None:
        journal.note("session", new, on=new.on)
        st.rerun()
    noted = journal.notes("session", SupervisionSession)
    if not noted:
        prose.show_words(words.LOG_NONE)
        return
    sessions = [n.value for n in noted]
    tables.show_style()
    prose.show_words(supervision_log.totals_words(totals_of(sessions)))
    tables.show_rows(words.LOG_COLUMNS, supervision_log.log_rows(sessions))
    st.download_button(
        words.LOG_CSV,
        data=partial(log_as_csv, sessions),
        file_name=words.LOG_NAME,
        mime="text/csv",
        on_click="ignore",
        key=state.key("sheet-csv"),
    )
    gone = agreed.show_removal(noted, key=state.key("removal"))
    if gone is not None:
        journal.drop_notes([gone])
        st.rerun()


def _needed(state: JournalSession, intro: str) -> Journal | None:
    """The journal, which these parts need; what opens it, where it is not open."""
    prose.show_words(intro)
    if state.open_journal() is None:
        prose.show_words(journal_wording.NEEDS_JOURNAL)
    return journal_gate.show(state)


PARTS: Mapping[Section, Callable[[JournalSession], None]] = {
    Section.AGENDA: _show_agenda,
    Section.AGREED: _show_agreed,
    Section.LOG: _show_log,
}
