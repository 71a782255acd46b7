"""What the writer wrote, in short; each sentence with its evidence."""

import streamlit as st

from assistant.model.debrief import Outcome
from ui import wording
from ui.components import evidence, prose


def show(outcome: Outcome) -> None:
    """Draw the sentences, then the themes and what meets them."""
    st.header(wording.SUMMARY, anchor=False)
    if not outcome.summary:
        prose.show_words(wording.NO_SUMMARY)
    for statement in outcome.summary:
        with st.container(horizontal=True, wrap=False):
            prose.show_words(statement.text)
            evidence.show(outcome.text, statement.evidence)
    if outcome.themes:
        names = ", ".join(wording.THEMES[t.theme] for t in outcome.themes)
        spans = [span for t in outcome.themes for span in t.evidence]
        with st.container(horizontal=True, wrap=False):
            prose.show_words(wording.THEMES_ARE.format(names))
            evidence.show(outcome.text, spans)
    if outcome.acknowledgement:
        with st.container(horizontal=True, wrap=False):
            prose.show_words(outcome.acknowledgement.text)
            evidence.show(outcome.text, outcome.acknowledgement.evidence)
