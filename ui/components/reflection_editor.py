"""Where the writer writes."""

import streamlit as st

from ui import wording


def show(*, key: str) -> str:
    """Draw the editor; what stands in it."""
    written = st.text_area(wording.REFLECTION, key=key, height=280, placeholder=wording.REFLECTION_HINT)
    return written or ""
