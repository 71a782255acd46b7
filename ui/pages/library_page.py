"""The entries of the release that serves, to search and to read."""

from collections.abc import Sequence

import streamlit as st

from assistant.errors import AssistantError
from knowledge.entry import Entry
from knowledge.vocabulary import Level, Theme
from ui import session, wording
from ui.components import entry_view, notice, prose

PAGE = 12


def show() -> None:
    """Draw the filters and the entries that fit."""
    state = session.current()
    st.title(wording.LIBRARY_TITLE, anchor=False)
    try:
        release, entries = session.release_entries()
    except AssistantError as error:
        notice.show(error, state.locale)
        return
    prose.show_words(wording.LIBRARY_INTRO.format(release, len(entries)))
    prose.show_words(wording.NOT_REVIEWED)
    found = _chosen(entries, state)
    prose.show_words(_count(len(found)))
    limit = max(PAGE, state.shown)
    for entry in found[:limit]:
        entry_view.show(entry)
    if len(found) > limit and st.button(wording.SHOW_MORE, key=state.key("show-more")):
        state.shown = limit + PAGE
        st.rerun()


def _chosen(entries: Sequence[Entry], state: session.Session) -> list[Entry]:
    words = st.text_input(wording.SEARCH, placeholder=wording.SEARCH_HINT, key=state.key("search")) or ""
    left, right = st.columns(2)
    theme = left.selectbox(
        wording.FOR_THEME,
        list(Theme),
        index=None,
        format_func=lambda t: wording.THEMES[t],
        placeholder=wording.ANY,
        key=state.key("theme"),
    )
    level = right.selectbox(
        wording.FOR_LEVEL,
        list(Level),
        index=None,
        format_func=lambda t: wording.LEVEL_NAMES[t],
        placeholder=wording.ANY,
        key=state.key("who"),
    )
    return [
        e for e in sorted(entries, key=lambda e: e.title) if _fits(e, words.casefold().split(), theme, level)
    ]


def _fits(entry: Entry, words: Sequence[str], theme: Theme | None, level: Level | None) -> bool:
    if theme is not None and theme not in entry.themes:
        return False
    if level is not None and entry.level is not level:
        return False
    said = entry.search_text.casefold()
    return all(word in said for word in words)


def _count(number: int) -> str:
    if not number:
        return wording.FOUND_NONE
    return wording.FOUND_ONE if number == 1 else wording.FOUND.format(number)
