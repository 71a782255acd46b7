"""A request that Afterword declines, turned into a question for supervision in one click."""

import streamlit as st

from ui import wording
from ui.components import prose


def show(question: str | None, added: tuple[str, ...], *, label: str, key: str) -> str | None:
    """Draw what was added and the button; the question when it was clicked."""
    if added:
        st.subheader(wording.OWN_QUESTIONS, anchor=False)
        prose.show_list(added)
    if question is None or question in added:
        return None
    return question if st.button(label, key=key, type="primary") else None
