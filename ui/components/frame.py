"""What stands at the top of every page: crisis lines, clear, and a way out."""

from html import escape

import streamlit as st

from ui import wording
from ui.components import prose, resource_list
from ui.service import crisis_lines
from ui.session import Session


def show(state: Session) -> bool:
    """Draw the row; true when the reader wants the page cleared."""
    prose.show_style()
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        with st.popover(wording.CRISIS_LINES):
            resource_list.show(crisis_lines(state.locale))
        cleared = st.button(wording.CLEAR, key=state.key("clear"))
        with st.container(width="content"):
            href, label, title = map(escape, (wording.LEAVE_TO, wording.LEAVE, wording.LEAVE_HELP))
            st.html(
                f'<a class="aw-exit" href="{href}" rel="noreferrer" title="{title}">{label}</a>',
                width="content",
            )
    return cleared
