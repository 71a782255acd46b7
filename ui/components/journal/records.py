"""The records of an open journal: the list, and one of them."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

import streamlit as st

from assistant.journal.records import KeptReflection, Listed
from knowledge.vocabulary import Theme
from ui import journal_wording as words
from ui import journalling, wording
from ui.components import prose

DATE = "YYYY-MM-DD"
MORE = "more"


class Filter(NamedTuple):
    """What the list is narrowed to."""

    theme: Theme | None
    since: date | None
    until: date | None

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted."""
        return self == Filter(None, None, None)


Act = Literal["back", "ask", "delete", "leave"]
"""What the writer wants done with the record before them."""


def show_filter(*, key: str) -> Filter:
    """Draw theme and days."""
    left, middle, right = st.columns([2, 1, 1])
    theme = left.selectbox(
        words.THEME,
        list(Theme),
        index=None,
        format_func=lambda t: wording.THEMES[t],
        placeholder=words.ANY,
        key=f"shelf-theme-{key}",
    )
    since = middle.date_input(words.SINCE, value=None, format=DATE, key=f"shelf-since-{key}")
    until = right.date_input(words.UNTIL, value=None, format=DATE, key=f"shelf-until-{key}")
    return Filter(theme, since, until)


def show_list(found: Sequence[Listed], limit: int, *, key: str) -> str | None:
    """Draw the first records; the id of the one to open, or `MORE`."""
    prose.show_words(words.COUNT[len(found) == 1].format(len(found)), label=True)
    prose.show_words(words.SEALED, small=True)
    chosen = None
    for one in found[:limit]:
        title, about = journalling.line_of(one)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                prose.show_words(title, note=about)
            help_ = words.OPEN_HELP.format(title, one.head.on)
            if st.button(words.OPEN, key=f"shelf-open-{one.id}-{key}", help=help_):
                chosen = one.id
    if chosen is None and len(found) > limit and st.button(words.SHOW_MORE, key=f"shelf-more-{key}"):
        return MORE
    return chosen


def show_names_choice(*, key: str) -> bool:
    """Draw the choice that puts names back in; off each time."""
    return st.checkbox(words.NAMES, key=f"shelf-names-{key}")


def show_one(kept: KeptReflection, *, deleting: bool, key: str) -> Act | None:
    """Draw one record; what the writer wants done with it."""
    prose.show_words(
        f"{kept.on:%d %b %Y}. {words.THEMES_ARE.format(journalling.themes_of(kept.themes))}", small=True
    )
    prose.show_masked(kept.text, {})
    if deleting:
        return _ask(kept.id, key)
    with st.container(horizontal=True):
        back = st.button(words.BACK, key=f"shelf-back-{key}")
        asked = st.button(words.DELETE, key=f"shelf-delete-{key}")
    if back:
        return "back"
    return "ask" if asked else None


def _ask(id_: str, key: str) -> Act | None:
    st.warning(words.DELETE_ASK)
    with st.container(horizontal=True):
        sure = st.button(words.DELETE_YES, type="primary", key=f"shelf-sure-{id_}-{key}")
        leave = st.button(words.DELETE_NO, key=f"shelf-leave-{id_}-{key}")
    if sure:
        return "delete"
    return "leave" if leave else None
