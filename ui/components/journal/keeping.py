"""Under a debrief or a card: keep what was written, or not."""

from datetime import date
from typing import Literal, NamedTuple

import streamlit as st

from ui import journal_wording as words
from ui.components import prose
from ui.components.journal.records import DATE


class Keep(NamedTuple):
    """Keep the reflection, under this day."""

    on: date


def show(*, today: date, is_crisis: bool, key: str) -> Keep | Literal["forget"] | None:
    """Draw the choice while the journal is open."""
    st.subheader(words.KEEP_TITLE, anchor=False)
    if is_crisis:
        prose.show_words(words.KEEP_CRISIS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input(
            words.KEEP_ON, value=today, max_value=today, format=DATE, key=f"shelf-on-{key}", width=180
        )
        kept = st.button(words.KEEP, key=f"shelf-keep-{key}")
        forgotten = is_crisis and st.button(words.FORGET, key=f"shelf-forget-{key}")
    if forgotten:
        return "forget"
    return Keep(on or today) if kept else None


def show_kept(*, key: str) -> bool:
    """Draw that it is kept; true when it should not be after all."""
    st.success(words.KEPT)
    return st.button(words.UNKEEP, key=f"shelf-unkeep-{key}")


def show_draft(*, beside_text: bool, key: str) -> Literal["take", "drop"] | None:
    """Draw that a draft waits; what the writer wants done with it."""
    st.info(words.DRAFT_WAITS)
    with st.container(horizontal=True):
        taken = st.button(
            words.DRAFT_PUT_BEFORE if beside_text else words.DRAFT_TAKE,
            type="primary",
            key=f"shelf-draft-take-{key}",
        )
        dropped = st.button(words.DRAFT_DROP, key=f"shelf-draft-drop-{key}")
    if taken:
        return "take"
    return "drop" if dropped else None


def show_lock(*, key: str) -> bool:
    """Draw the lock at the top of every page; true when it is pressed."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        return st.button(words.LOCK, help=words.LOCK_HELP, key=f"shelf-lock-{key}")
