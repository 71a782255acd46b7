"""What Afterword does, refuses, keeps and cannot do."""

import streamlit as st

from ui import wording
from ui.components import ledger, prose


def show() -> None:
    """Draw the page."""
    st.title(wording.ABOUT_TITLE, anchor=False)
    for heading, sentences in wording.ABOUT_PARTS.items():
        st.header(heading, anchor=False)
        prose.show_list(sentences)
    ledger.show()
