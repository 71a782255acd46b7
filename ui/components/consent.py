"""Where a language model would be, what it would be sent, and the writer's yes or no."""

from typing import Literal

import streamlit as st

from ui import sending_wording as words
from ui.components import prose
from ui.sending import Proposal

Consent = Literal["no", "once", "always", "back"]
TALL = 300
"""Pixels of the exact bytes before they scroll."""


def show(proposal: Proposal, *, key: str) -> Consent | None:
    """Draw what would be sent, then the choices; the one that was clicked."""
    st.title(words.TITLE, anchor=False)
    prose.show_words(words.INTRO if proposal.to else words.INTRO_HERE)
    prose.show_words(_where(proposal))
    if proposal.in_the_clear:
        st.warning(words.IN_THE_CLEAR.format(proposal.to))
    prose.show_words(words.KEPT_BACK)
    with st.expander(words.ABOUT_YOU, expanded=True):
        prose.show_plain(proposal.about_you, scrolls=True)
    with st.expander(words.EXACT):
        prose.show_words(words.EXACT_NOTE.format(proposal.sha256), small=True)
        st.code(proposal.body.decode(), language=None, wrap_lines=True, height=TALL)
    return _choice(key)


def show_standing(to: str | None, *, key: str) -> bool:
    """Say that a yes stands for this session; true when the writer takes it back."""
    prose.show_words(words.ALWAYS_ON.format(to or words.HERE))
    return st.button(words.ASK_AGAIN, key=f"ask-again-{key}")


def _where(proposal: Proposal) -> str:
    size = len(proposal.body)
    if proposal.to is None:
        return words.WHERE_HERE.format(proposal.model, size)
    return words.WHERE.format(proposal.model, proposal.to, size)


def _choice(key: str) -> Consent | None:
    with st.container(horizontal=True):
        no = st.button(words.NO, key=f"no-{key}", type="primary")
        once = st.button(words.ONCE, key=f"once-{key}")
        always = st.button(words.ALWAYS, key=f"always-{key}", help=words.ALWAYS_HELP)
    back = st.button(words.BACK, key=f"to-masks-{key}", type="tertiary")
    clicked: dict[Consent, bool] = {"no": no, "once": once, "always": always, "back": back}
    return next((choice for choice, was in clicked.items() if was), None)
