"""What two contents of an entry say, side by side."""

from collections.abc import Sequence

import streamlit as st

from assistant.curation.model import FieldChange
from ui import curation_wording as words
from ui.components import prose


def show(changes: Sequence[FieldChange], *, serves: bool) -> None:
    """Draw every field that differs: what serves on the left, the other on the right."""
    if not serves:
        prose.show_words(words.NOT_SERVING, small=True)
        return
    if not changes:
        prose.show_words(words.SAME, small=True)
        return
    for change in changes:
        prose.show_words(change.field.replace("_", " "), label=True)
        for column, heading, said in zip(
            st.columns(2), (words.BEFORE, words.AFTER), (change.before, change.after), strict=True
        ):
            with column:
                prose.show_words(heading, small=True)
                prose.show_plain(said or words.NOTHING)
