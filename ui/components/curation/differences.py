"""What two contents of an entry say, side by side."""

from collections.abc import Mapping, Sequence

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
        show_field(change.field, {words.BEFORE: change.before, words.AFTER: change.after})


def show_field(field: str, said: Mapping[str, str | None]) -> None:
    """Draw what some contents say in one field, side by side under their headings."""
    prose.show_words(field.replace("_", " "), label=True)
    for column, (heading, text) in zip(st.columns(len(said)), said.items(), strict=True):
        with column:
            prose.show_words(heading, small=True)
            prose.show_plain(text or words.NOTHING)
