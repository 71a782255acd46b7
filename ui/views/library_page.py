"""The entries of the release that serves, to search and to read."""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import streamlit as st

from assistant.errors import AssistantError
from knowledge.entry import Entry
from ui import curation_wording, library_wording, session, wording
from ui.components import entry_view, notice, prose

PAGE = 12
Held = Callable[[Entry], Collection[StrEnum]]


class Filter(NamedTuple):
    """One thing to choose entries by: its label, its key, what can be chosen, and what of it an entry holds."""

    label: str
    key: str
    words: Mapping[Any, str]
    held: Held


FILTERS = (
    Filter(wording.FOR_THEME, "theme", wording.THEMES, lambda e: e.themes),
    Filter(wording.FOR_LEVEL, "who", wording.LEVEL_NAMES, lambda e: (e.level,)),
)
MORE_FILTERS = (
    Filter(library_wording.FOR_APPROACH, "approach", library_wording.APPROACHES, lambda e: e.approaches),
    Filter(library_wording.FOR_PHASE, "phase", curation_wording.PHASES, lambda e: e.phases),
    Filter(library_wording.FOR_GRADE, "grade", wording.GRADES, lambda e: (e.evidence_grade,)),
    Filter(library_wording.FOR_TYPE, "type", library_wording.TYPES, lambda e: (e.type,)),
)


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
    wanted = _wanted(FILTERS, state)
    with st.expander(library_wording.MORE_FILTERS):
        wanted += _wanted(MORE_FILTERS, state)
    return [
        e
        for e in sorted(entries, key=lambda e: e.title)
        if _holds(e, words.casefold().split()) and all(value in held(e) for held, value in wanted)
    ]


def _wanted(filters: Sequence[Filter], state: session.Session) -> list[tuple[Held, StrEnum]]:
    """Draw filters two in a row; those that are set, with what an entry must hold."""
    columns = st.columns(2)
    chosen = [
        columns[at % 2].selectbox(
            f.label,
            list(f.words),
            index=None,
            format_func=f.words.__getitem__,
            placeholder=wording.ANY,
            key=state.key(f.key),
        )
        for at, f in enumerate(filters)
    ]
    return [(f.held, value) for f, value in zip(filters, chosen, strict=True) if value is not None]


def _holds(entry: Entry, words: Sequence[str]) -> bool:
    said = entry.search_text.casefold()
    return all(word in said for word in words)


def _count(number: int) -> str:
    if not number:
        return wording.FOUND_NONE
    return wording.FOUND_ONE if number == 1 else wording.FOUND.format(number)
