"""The way into the journal, on every page that needs it."""

import streamlit as st

from assistant.errors import JournalError
from assistant.journal.journal import Journal
from ui import journal_session, journalling
from ui import journal_wording as words
from ui.components.journal import opening
from ui.journal_session import JournalSession


def show(state: JournalSession) -> Journal | None:
    """Draw what stands between the writer and an open journal; the journal, once nothing does."""
    journal = state.open_journal()
    show_told(state)
    if journal is not None and state.shelf.recovery_code:
        if opening.show_recovery_code(state.shelf.recovery_code, key=state.key("recovery")):
            state.shelf = state.shelf._replace(recovery_code="")
            st.rerun()
        return None
    if journal is None:
        _show_closed(state)
    return journal


def show_told(state: JournalSession) -> None:
    """Draw what the last act came to, once."""
    if state.told:
        st.info(state.told)
        state.told = ""


def _show_closed(state: JournalSession) -> None:
    store = journal_session.store()
    if not store.exists():
        wanted = opening.show_begin(key=state.key("begin"))
        if wanted is not None:
            _begin(state, wanted)
        return
    asked = opening.show_unlock(key=state.key("unlock"))
    if asked is not None:
        _open(state, asked)


def _begin(state: JournalSession, wanted: opening.Begin) -> None:
    try:
        with st.spinner(words.UNLOCKING):
            begun = journalling.begin(journal_session.store(), journal_session.locksmith(), *wanted)
    except JournalError as error:
        st.warning(str(error))
        return
    state.opened(begun.journal)
    state.shelf = state.shelf._replace(recovery_code=begun.recovery_code)
    st.rerun()


def _open(state: JournalSession, asked: opening.Unlock | opening.Recover) -> None:
    store, locksmith = journal_session.store(), journal_session.locksmith()
    try:
        with st.spinner(words.UNLOCKING):
            match asked:
                case opening.Unlock(passphrase):
                    journal, told = Journal.unlocked(store, locksmith, passphrase), ""
                case opening.Recover():
                    journal, told = journalling.recovered(store, locksmith, *asked), words.RECOVERED
            gone = journalling.purged_words(journal.purge(journalling.today()))
    except JournalError as error:
        st.warning(str(error))
        return
    state.opened(journal)
    state.tell(" ".join(part for part in (told, gone) if part))
