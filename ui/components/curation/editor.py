"""An entry as a text that can be changed, checked and proposed."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from knowledge.lint import LintFault, Severity, errors_in
from ui import curation_wording as words
from ui.components import entry_view, prose
from ui.components.curation import differences
from ui.curating import Checked

HEIGHT = 420


def show_text(*, key: str) -> str:
    """Draw the text; returns what it says now."""
    return st.text_area(words.CONTENT, height=HEIGHT, key=key) or ""


def show_checked(checked: Checked) -> None:
    """Draw every fault, what would change, and a preview."""
    show_faults(checked.faults)
    if checked.entry is None:
        return
    with st.expander(words.DIFFERENCES, expanded=bool(checked.changes) and checked.serves):
        differences.show(checked.changes, serves=checked.serves)
    prose.show_words(words.PREVIEW, label=True)
    entry_view.show(checked.entry)


def show_faults(faults: Sequence[LintFault]) -> None:
    """Draw every fault with its field; say so when there is none."""
    if not faults:
        st.success(words.CLEAN)
        return
    count = words.FAULT_COUNT[len(faults) == 1].format(len(faults))
    draw = st.error if errors_in(faults) else st.info
    draw(words.FAULTS.format(count) if errors_in(faults) else count)
    prose.show_list([_line(f) for f in faults])


def show_buttons(*, can_propose: bool, key: str) -> Literal["check", "propose"] | None:
    """Draw what can be done with the text."""
    with st.container(horizontal=True):
        checking = st.button(words.CHECK, key=f"check-{key}")
        proposing = st.button(words.PROPOSE, type="primary", disabled=not can_propose, key=f"propose-{key}")
    if proposing:
        return "propose"
    return "check" if checking else None


def _line(fault: LintFault) -> str:
    said = words.FAULT if fault.severity is Severity.ERROR else words.WARNED
    return said.format(field=fault.field, message=fault.message)
