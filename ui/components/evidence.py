"""One click from a sentence to what it rests on."""

from collections.abc import Sequence

import streamlit as st

from assistant.model.debrief import Strategy
from assistant.model.text import Span
from ui import wording
from ui.components import prose


def show(text: str, spans: Sequence[Span], *, strategy: Strategy | None = None) -> None:
    """Draw the button; behind it the highlighted quote, and the passage of the entry where there is one."""
    with st.popover(wording.EVIDENCE, type="tertiary"):
        prose.show_words(wording.YOUR_WORDS, label=True)
        prose.show_quote(text, spans)
        if strategy is not None:
            prose.show_words(wording.FROM_LIBRARY.format(strategy.title, strategy.version), label=True)
            quote = strategy.passage.text
            prose.show_quote(quote, [Span(start=0, end=len(quote))])
