"""Questions for supervision; each says what it is for, where it looks and what it rests on."""

import streamlit as st

from assistant.model.debrief import Outcome
from ui import wording
from ui.components import evidence, prose


def show(outcome: Outcome) -> None:
    """Draw the questions in their order."""
    st.header(wording.SUPERVISION, anchor=False)
    for number, question in enumerate(outcome.supervision, start=1):
        about = f"{wording.FUNCTIONS[question.function]}; {wording.LENSES[question.lens]}."
        with st.container(horizontal=True, wrap=False):
            prose.show_words(f"{number}. {question.question}", note=about)
            evidence.show(outcome.text, question.evidence)
