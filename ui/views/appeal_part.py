"""What the Reflect and Journal pages show of appeals: one asked yes for each text, and a list to delete from."""

from collections.abc import Mapping

import streamlit as st

from assistant.errors import AppealError, AssistantError
from assistant.journal.appeals import kept, sealed
from assistant.journal.journal import Journal
from assistant.model.debrief import Answer, Outcome
from knowledge.vocabulary import Route
from ui import appeal_wording as words
from ui import journal_session
from ui.components import appeal, notice, prose
from ui.journal_session import JournalSession
from ui.session import Appealing

SAID: Mapping[Answer, Route] = {"about_me": Route.CRISIS, "about_client": Route.URGENT}
"""Where an answer says that the text belongs; the others leave it open."""


def show(outcome: Outcome) -> None:
    """Draw the offer to keep a text, after the writer's own answer; nothing where it is switched off."""
    if outcome.answer is None or not journal_session.appeals().is_on:
        return
    state = journal_session.current()
    with st.expander(words.TITLE, expanded=state.appealing != Appealing()):
        try:
            _show_offer(state, outcome.answer)
        except AssistantError as error:
            notice.show(error, state.locale)


def show_list(state: JournalSession, journal: Journal) -> None:
    """Draw the cases that were kept; nothing where there is none."""
    try:
        lines = journal_session.appeals().lines()
        unwanted = appeal.show_list(kept(lines, journal), key=state.key("appeals")) if lines else None
        if unwanted is not None:
            _delete(state, unwanted)
            state.tell(words.DELETED)
    except AppealError as error:
        notice.show(error, state.locale)


def _show_offer(state: JournalSession, answer: Answer) -> None:
    journal = state.open_journal()
    id_, proposed = state.appealing
    if id_ is not None:
        if appeal.show_kept(key=state.key("kept")):
            _delete(state, id_)
            st.rerun()
    elif journal is None:
        prose.show_words(words.INTRO)
        prose.show_words(words.NEEDS_JOURNAL)
    elif proposed is None:
        _propose(state, appeal.show_choice(SAID.get(answer), key=state.key("choice")))
    else:
        match appeal.show_proposed(proposed, key=state.key("proposed")):
            case None:
                return
            case "keep":
                line = sealed(proposed.appeal, journal)
                journal_session.appeals().keep(line)
                state.appealing = Appealing(line.id)
            case "back":
                state.appealing = Appealing()
        st.rerun()


def _propose(state: JournalSession, right: Route | None) -> None:
    if right is None:
        return
    with st.spinner(words.READING):
        state.appealing = Appealing(proposed=journal_session.proposed_appeal(state, right))
    st.rerun()


def _delete(state: JournalSession, id_: str) -> None:
    journal_session.appeals().delete([id_])
    if state.appealing.kept_id == id_:
        state.appealing = Appealing()
