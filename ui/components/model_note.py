"""Which writer spoke, what was cut, and what left this machine; nothing where no model was asked."""

import streamlit as st

from assistant.model.debrief import Outcome
from ui import sending_wording as words
from ui.components import prose


def show(outcome: Outcome) -> None:
    """Draw one sentence, and behind a click the requests."""
    use, counts = outcome.model_use, outcome.verification
    if use is None:
        return
    if counts.fell_back:
        prose.show_words(words.FELL_BACK.format(use.note or words.NO_NOTE, counts.cut))
    else:
        prose.show_words(
            words.SPOKE.format(outcome.writer, counts.kept, counts.cut, counts.repaired, counts.replaced)
        )
    with st.expander(words.SENT):
        if not outcome.egress:
            prose.show_words(words.SENT_NOTHING)
            return
        prose.show_list([words.SENT_LINE.format(e.to, e.bytes, e.sha256) for e in outcome.egress], small=True)
        prose.show_words(words.RECEIPT.format(use.receipt), small=True)
