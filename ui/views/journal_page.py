"""The journal in the browser: off until begun, encrypted, read record by record, deleted for certain."""

from collections.abc import Callable, Mapping

import streamlit as st

from assistant.errors import AssistantError
from assistant.journal.journal import Journal
from assistant.journal.records import JournalSettings
from ui import journal_session, journalling
from ui import journal_wording as words
from ui.components import notice, prose
from ui.components.journal import managing, records
from ui.journal_session import JournalSession
from ui.journal_wording import Section
from ui.views import appeal_part, journal_gate

PAGE = 25


def show() -> None:
    """Draw the way in, then the choice of a part, and that part."""
    state = journal_session.current()
    st.title(words.TITLE, anchor=False)
    try:
        if state.open_journal() is None:
            prose.show_words(words.INTRO)
        journal = journal_gate.show(state)
        if journal is None:
            return
        section = st.segmented_control(
            words.PART, list(Section), default=Section.READ, required=True, key=state.key("shelf-section")
        )
        PARTS[section or Section.READ](state, journal)
    except AssistantError as error:
        notice.show(error, state.locale)


def _show_read(state: JournalSession, journal: Journal) -> None:
    if state.shelf.opened is None:
        _show_list(state, journal)
    else:
        _show_one(state, journal, state.shelf.opened)


def _show_list(state: JournalSession, journal: Journal) -> None:
    wanted = records.show_filter(key=state.key("filter"))
    found = journal.listed(theme=wanted.theme, since=wanted.since, until=wanted.until)
    if not found:
        prose.show_words(words.NONE_YET if wanted.is_empty else words.NONE_FIT)
        return
    limit = max(PAGE, state.shelf.limit)
    chosen = records.show_list(found, limit, key=state.key("list"))
    if chosen == records.MORE:
        state.shelf = state.shelf._replace(limit=limit + PAGE)
        st.rerun()
    elif chosen is not None:
        state.shelf = state.shelf._replace(opened=chosen, deleting=False)
        st.rerun()


def _show_one(state: JournalSession, journal: Journal, id_: str) -> None:
    title = st.empty()
    names = records.show_names_choice(key=state.key(f"one-{id_}"))
    kept = journalling.opened(journal, id_, names=names)
    if kept is None:
        state.shelf = state.shelf._replace(opened=None)
        st.rerun()
    with title:
        prose.show_words(kept.title)
    match records.show_one(kept, deleting=state.shelf.deleting, key=state.key("one")):
        case "back":
            state.shelf = state.shelf._replace(opened=None, deleting=False)
            st.rerun()
        case "ask" | "leave" as act:
            state.shelf = state.shelf._replace(deleting=act == "ask")
            st.rerun()
        case "delete":
            told = journalling.deleted_words(journal.delete([id_]))
            state.after_deleting(id_)
            state.tell(told)


def _show_manage(state: JournalSession, journal: Journal) -> None:
    retain = managing.show_retention(journal.settings.retain_days, key=state.key("retention"))
    if retain is not None:
        journal.change_settings(JournalSettings(retain_days=retain.days))
        gone = journalling.purged_words(journal.purge(journalling.today()))
        state.tell(f"{journalling.retention_words(retain.days)} {gone}".strip())
    wanted = managing.show_passphrase(key=state.key("change"))
    if wanted is not None:
        journalling.change_passphrase(journal, journal_session.locksmith(), *wanted)
        state.tell(words.PASSPHRASE_CHANGED)
    managing.show_export(journal, key=state.key("export"))
    appeal_part.show_list(state, journal)
    if managing.show_delete_all(key=state.key("all")):
        held = journal_session.store().destroy()
        journal_session.appeals().clear()
        state.put_away()
        state.tell(journalling.destroyed_words(held, on_server=journal_session.is_on_server()))


PARTS: Mapping[Section, Callable[[JournalSession, Journal], None]] = {
    Section.READ: _show_read,
    Section.MANAGE: _show_manage,
}
