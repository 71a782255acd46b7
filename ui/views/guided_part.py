"""The quick path on the Reflect page: one question at a time in place of the editor."""

import streamlit as st

from ui import guiding, session
from ui.components import guided_writing
from ui.guiding import Guided
from ui.session import Session
from ui.views import journal_part


def show_ways() -> None:
    """Offer the templates above the editor."""
    state = session.current()
    chosen = guided_writing.show_ways(guiding.ways(), key=state.key("guided"))
    if chosen is not None:
        state.guided = guiding.begun(chosen, state.text)
        st.rerun()


def show_question(state: Session, guided: Guided) -> None:
    """Draw the question that is asked now; every answer is part of the text at once."""
    said = guided_writing.show_question(
        guided,
        key=state.key("guided"),
        answer_key=state.remembered(guided.name, guided.answer),
    )
    guided = guided.answered(said.answer)
    state.guided, state.text = guided, guided.text
    journal_part.save_draft()
    match said.go:
        case None:
            return
        case "stop":
            state.guided = None
            state.put_text(guided.text)
        case go:
            state.guided = guided.moved(1 if go == "next" else -1)
    st.rerun()
