"""Everything that left this machine, newest first; never what it said."""

import streamlit as st

from assistant.errors import SetupError
from ui import sending
from ui import sending_wording as words
from ui.components import prose

MOST = 50


def show() -> None:
    """Draw the list."""
    st.header(words.LEDGER, anchor=False)
    prose.show_words(words.LEDGER_INTRO)
    try:
        lines = sending.sent_so_far(MOST)
    except SetupError as error:
        st.warning(str(error))
        return
    if not lines:
        prose.show_words(words.LEDGER_EMPTY)
        return
    prose.show_list(
        [
            words.LEDGER_LINE.format(
                f"{line.time:%Y-%m-%d %H:%M} UTC", line.to, line.bytes, line.sha256, line.receipt
            )
            for line in lines
        ],
        small=True,
    )
    if len(lines) == MOST:
        prose.show_words(words.LEDGER_MORE.format(MOST), small=True)
