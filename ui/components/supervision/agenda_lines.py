"""The lines of an agenda: each with its evidence one click away, and its own tick."""

from typing import NamedTuple

import streamlit as st

from assistant.supervision.agenda import AgendaItem
from ui import supervision_wording as words
from ui import wording
from ui.components import prose
from ui.supervising import Add, Drop, Edit, Move, Quoted, Reword


class Ticked(NamedTuple):
    """A line whose tick changed."""

    number: int
    shared: bool


def show_line(
    number: int,
    last: int,
    item: AgendaItem,
    quoted: tuple[Quoted, ...],
    *,
    shared: bool,
    may_share: bool,
    key: str,
) -> Edit | Ticked | None:
    """Draw one line; the change that was made to it."""
    with st.container(border=True):
        prose.show_words(_head(number, item), label=True)
        prose.show_words(item.title, note=item.question)
        if item.status_question:
            prose.show_words(item.status_question)
        prose.show_words(item.why, small=True)
        edit = _show_buttons(number, last, item, quoted, key)
        tick = st.checkbox(
            words.SHARE.format(number),
            value=shared,
            disabled=not may_share,
            key=f"sheet-share-{_mark(item)}-{key}",
        )
    if edit is not None:
        return edit
    return Ticked(number, tick) if may_share and tick != shared else None


def show_add(*, key: str) -> Add | None:
    """Draw the form for a line of the writer's own."""
    with st.expander(words.ADD_TITLE), st.form(f"sheet-add-{key}", clear_on_submit=True, border=False):
        title = st.text_input(words.ADD_LINE_TITLE, max_chars=300, key=f"sheet-add-title-{key}") or ""
        question = (
            st.text_input(words.ADD_LINE_QUESTION, max_chars=300, key=f"sheet-add-question-{key}") or ""
        )
        return Add(title, question) if st.form_submit_button(words.ADD) else None


def _show_buttons(
    number: int, last: int, item: AgendaItem, quoted: tuple[Quoted, ...], key: str
) -> Edit | None:
    edit: Edit | None = None
    mark = f"{_mark(item)}-{key}"
    with st.container(horizontal=True):
        with st.popover(words.EVIDENCE, type="tertiary", key=f"sheet-evidence-{mark}"):
            _show_evidence(item, quoted)
        up = st.button(
            words.UP, help=words.UP_HELP.format(number), disabled=number == 1, key=f"sheet-up-{mark}"
        )
        down = st.button(
            words.DOWN, help=words.DOWN_HELP.format(number), disabled=number == last, key=f"sheet-down-{mark}"
        )
        with st.popover(words.CHANGE, key=f"sheet-change-{mark}"):
            edit = _show_rewording(number, item, mark)
        dropped = st.button(words.DROP, help=words.DROP_HELP.format(number), key=f"sheet-drop-{mark}")
    if up or down:
        return Move(number, -1 if up else 1)
    return Drop(number) if dropped else edit


def _show_evidence(item: AgendaItem, quoted: tuple[Quoted, ...]) -> None:
    if not quoted:
        prose.show_words(words.EVIDENCE_OWN if item.own else words.EVIDENCE_GONE)
    for one in quoted:
        prose.show_words(words.EVIDENCE_FROM.format(one.file), label=True)
        prose.show_quote(one.text, one.spans)


def _show_rewording(number: int, item: AgendaItem, mark: str) -> Reword | None:
    with st.form(f"sheet-reword-{mark}", border=False):
        prose.show_words(words.CHANGE_NOTE, small=True)
        title = st.text_input(
            words.LINE_TITLE.format(number), value=item.title, max_chars=300, key=f"sheet-title-{mark}"
        )
        question = st.text_area(
            words.LINE_QUESTION.format(number),
            value=item.question,
            max_chars=300,
            key=f"sheet-question-{mark}",
        )
        saved = st.form_submit_button(words.SAVE.format(number))
    return Reword(number, title or "", question or "") if saved else None


def _head(number: int, item: AgendaItem) -> str:
    return words.LINE_HEAD.format(
        number=number,
        minutes=item.minutes,
        priority=words.PRIORITIES[item.priority],
        function=wording.FUNCTIONS[item.function],
    )


def _mark(item: AgendaItem) -> str:
    """What the widgets of a line are named after, wherever it stands; a hash, so that no key holds words."""
    return f"{hash((item.title, item.question)) & 0xFFFFFFFF:08x}"
