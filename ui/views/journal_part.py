"""What the Reflect page shows of the journal: a draft to go on with, and the choice to keep."""

import streamlit as st

from assistant.errors import AssistantError, JournalError
from assistant.journal.journal import Journal
from assistant.model.debrief import Outcome
from knowledge.vocabulary import Route
from ui import guiding, journal_session, journalling
from ui import journal_wording as words
from ui.components import notice, prose
from ui.components.journal import keeping
from ui.journal_session import JournalSession
from ui.views import journal_gate

MAY_BE_OWN_CRISIS = frozenset({Route.CRISIS, Route.CLARIFY})


def show_draft() -> None:
    """Offer a draft that the open journal holds and this tab does not, before the editor is drawn."""
    state = journal_session.current()
    journal = state.open_journal()
    journal_gate.show_told(state)
    if journal is None:
        return
    try:
        draft = _waiting(state, journal)
        choice = keeping.show_draft(beside_text=bool(state.text), key=state.key("draft")) if draft else None
        if choice == "take":
            _take(state, journal, draft)
        elif choice == "drop":
            journalling.discard_draft(journal)
    except AssistantError as error:
        notice.show(error, state.locale)
        return
    if choice is not None:
        st.rerun()


def _take(state: JournalSession, journal: Journal, draft: str) -> None:
    """Go on at the question where the draft was left; in the editor, where it has none or text stands there."""
    guided = journal.guided_draft()
    state.guided = guiding.resumed(guided) if guided is not None and not state.text.strip() else None
    if state.guided is not None:
        state.text = draft
    else:
        state.put_text("\n\n".join(t for t in (draft, state.text) if t))
    state.shelf = state.shelf._replace(draft=draft, guided=guided, draft_version=journal.draft()[1])


def save_draft() -> None:
    """Save what is written, and at which question, where it changed since the last time and no other draft waits."""
    state = journal_session.current()
    journal = state.open_journal()
    guided = state.guided.kept if state.guided is not None else None
    if journal is None or not state.text.strip():
        return
    if (state.text, guided) == (state.shelf.draft, state.shelf.guided):
        return
    try:
        if not _waiting(state, journal):
            version = journal.save_draft(state.text, seen=state.shelf.draft_version, guided=guided)
            state.shelf = state.shelf._replace(draft=state.text, guided=guided, draft_version=version)
    except JournalError as error:
        st.warning(str(error))


def save_now() -> None:
    """Save what fields of the Reflect page say at this moment, before the page itself is drawn."""
    state = journal_session.current()
    state.text = st.session_state.get(state.key("editor"), state.text) or ""
    if state.guided is not None:
        answer = st.session_state.get(state.key(state.guided.name), state.guided.answer)
        state.guided = state.guided.answered(answer or "")
        state.text = state.guided.text
    save_draft()


def _waiting(state: JournalSession, journal: Journal) -> str:
    """A draft that was saved before this tab, or by another one; empty where there is none."""
    draft, version = journal.draft()
    if not draft:
        state.shelf = state.shelf._replace(draft="", draft_version=version)
    return draft if version != state.shelf.draft_version else ""


def show_keep(outcome: Outcome) -> None:
    """Draw the choice to keep what was written; nothing where no journal was begun."""
    state = journal_session.current()
    journal = state.open_journal()
    journal_gate.show_told(state)
    try:
        if journal is None:
            if journal_session.has_begun():
                prose.show_words(words.KEEP_LOCKED, small=True)
        elif state.shelf.kept is not None and state.shelf.kept_text == state.text:
            _show_kept(state, journal, state.shelf.kept)
        else:
            _show_choice(state, journal, outcome)
    except AssistantError as error:
        notice.show(error, state.locale)


def _show_kept(state: JournalSession, journal: Journal, id_: str) -> None:
    if keeping.show_kept(key=state.key("kept")):
        journal.delete([id_])
        state.shelf = state.shelf._replace(kept=None, kept_text="")
        state.tell(words.UNKEPT)


def _show_choice(state: JournalSession, journal: Journal, outcome: Outcome) -> None:
    is_crisis = outcome.route in MAY_BE_OWN_CRISIS
    match keeping.show(today=journalling.today(), is_crisis=is_crisis, key=state.key("choice")):
        case None:
            return
        case "forget":
            journalling.discard_draft(journal)
            state.shelf = state.shelf._replace(draft="", draft_version=0)
            state.clear()
        case keeping.Keep(on):
            with st.spinner(words.KEEPING):
                id_ = journal.keep(journal_session.ready_to_keep(state, on))
            state.shelf = state.shelf._replace(kept=id_, kept_text=state.text, draft="", draft_version=0)
    st.rerun()
