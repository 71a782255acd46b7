"""A debrief while a language model writes it: the stages, every sentence that was proved, and a way to stop."""

import streamlit as st

from ui import sending_wording as words
from ui import wording
from ui.components import prose
from ui.running import Running


def show(running: Running, *, key: str) -> None:
    """Draw what there is so far; Stop lets the guided writer take over."""
    done = ", ".join(wording.STAGES.get(s, s).lower() for s in running.stages)
    if done:
        prose.show_words(words.DONE_SO_FAR.format(done), small=True)
    prose.show_live(running.sentences, words.NONE_YET)
    if running.is_stopping:
        prose.show_words(words.STOPPING)
    elif st.button(words.STOP, key=f"stop-{key}", type="primary"):
        running.stop()
        st.rerun(scope="fragment")
