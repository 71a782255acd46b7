"""Where a language model would be, what it would be sent, and the writer's yes or no."""

from typing import Literal

import streamlit as st

from ui import sending_wording as words
from ui.components import prose
from ui.sending import Preview

Consent = Literal["no", "once", "always", "back"]
TALL = 300
"""Pixels of the exact bytes before they scroll."""


def show(preview: Preview, *, key: str) -> Consent | None:
    """Draw what would be sent, then the choices; the one that was clicked."""
    st.title(words.TITLE, anchor=False)
    prose.show_words(words.INTRO if preview.to else words.INTRO_HERE)
    prose.show_words(_where(preview))
    if preview.in_the_clear:
        st.warning(words.IN_THE_CLEAR.format(preview.to))
    prose.show_words(words.KEPT_BACK)
    with st.expander(words.ABOUT_YOU, expanded=True):
        prose.show_plain(preview.about_you, scrolls=True)
    with st.expander(words.EXACT):
        prose.show_words(words.EXACT_NOTE.format(preview.sha256), small=True)
        st.code(preview.body.decode(), language=None, wrap_lines=True, height=TALL)
    return _choice(key)


def show_standing(to: str | None, *, key: str) -> bool:
    """Say that a yes stands for this session; true when the writer takes it back."""
    prose.show_words(words.ALWAYS_ON.format(to or words.HERE))
    return st.button(words.ASK_AGAIN, key=f"ask-again-{key}")


def _where(preview: Preview) -> str:
    size = len(preview.body)
    if preview.to is None:
        return words.WHERE_HERE.format(preview.model, size)
    return words.WHERE.format(preview.model, preview.to, size)


def _choice(key: str) -> Consent | None:
    with st.container(horizontal=True):
        no = st.button(words.NO, key=f"no-{key}", type="primary")
        once = st.button(words.ONCE, key=f"once-{key}")
        always = st.button(words.ALWAYS, key=f"always-{key}", help=words.ALWAYS_HELP)
    back = st.button(words.BACK, key=f"to-masks-{key}", type="tertiary")
    clicked: dict[Consent, bool] = {"no": no, "once": once, "always": always, "back": back}
    return next((choice for choice, was in clicked.items() if was), None)
