"""Invented reflections to try."""

from collections.abc import Sequence

import streamlit as st

from ui import wording


def show(titles: Sequence[str], *, key: str) -> str | None:
    """Draw the picker; the title that is chosen."""
    return st.selectbox(wording.SAMPLE, titles, index=None, placeholder=wording.SAMPLE_HINT, key=key)
