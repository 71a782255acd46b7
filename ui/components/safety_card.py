"""A fixed card: its words as they are, then whom to turn to."""

import streamlit as st

from assistant.model.debrief import Card
from assistant.render.debrief import checked_line
from ui import wording
from ui.components import prose, resource_list


def show(card: Card) -> None:
    """Draw one card."""
    with st.container(border=True):
        st.header(card.title, anchor=False)
        prose.show_words(card.body)
        if card.resources:
            prose.show_words(wording.RESOURCES, label=True)
            resource_list.show(card.resources)
        checked = checked_line(card.resources)
        if checked:
            prose.show_words(checked, small=True)
        prose.show_words(wording.NOT_REVIEWED, small=True)
