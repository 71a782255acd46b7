"""Agreed actions and the log of hours."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from assistant.journal.records import Noted
from assistant.supervision.agenda import CarriedOver
from assistant.supervision.log import KINDS, SupervisionSession
from ui import supervision_wording as words
from ui.components import prose
from ui.components.journal.records import DATE


class Mark(NamedTuple):
    """An action that is done, or open again."""

    noted: Noted[CarriedOver]
    done: bool


class Remove(NamedTuple):
    """A note to delete."""

    id: str


def show_actions(actions: Sequence[Noted[CarriedOver]], *, key: str) -> Mark | Remove | None:
    """Draw every action, newest first; the change that was made to one."""
    change: Mark | Remove | None = None
    for noted in reversed(actions):
        line = noted.value
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                prose.show_words(words.ACTION_LINE.format(text=line.text, on=line.agreed_on or noted.on))
            done = st.checkbox(words.AGREED_DONE, value=line.done, key=f"sheet-done-{noted.id}-{key}")
            help_ = words.ACTION_DROP_HELP.format(line.text)
            removed = st.button(words.ACTION_DROP, help=help_, key=f"sheet-remove-{noted.id}-{key}")
        if removed:
            change = Remove(noted.id)
        elif done != line.done:
            change = Mark(noted, done)
    return change


def show_new_action(*, today: date, key: str) -> CarriedOver | None:
    """Draw the form for an action."""
    with st.form(f"sheet-action-{key}", clear_on_submit=True):
        text = st.text_input(words.ACTION, max_chars=300, key=f"sheet-action-text-{key}") or ""
        on = st.date_input(words.ACTION_ON, value=today, format=DATE, key=f"sheet-action-on-{key}")
        added = st.form_submit_button(words.ACTION_ADD, type="primary")
    plain = " ".join(text.split())
    return CarriedOver(text=plain, agreed_on=on) if added and plain else None


def show_new_session(*, today: date, key: str) -> SupervisionSession | None:
    """Draw the form for one meeting."""
    with st.form(f"sheet-session-{key}", clear_on_submit=True):
        left, middle, right = st.columns(3)
        on = left.date_input(words.LOG_ON, value=today, format=DATE, key=f"sheet-session-on-{key}")
        kind = middle.selectbox(
            words.LOG_KIND, KINDS, format_func=lambda k: words.KINDS[k], key=f"sheet-session-kind-{key}"
        )
        minutes = right.number_input(words.LOG_MINUTES, 1, 600, value=50, key=f"sheet-session-minutes-{key}")
        said = st.text_input(
            words.LOG_COMPETENCIES,
            help=words.LOG_COMPETENCIES_HELP,
            max_chars=300,
            key=f"sheet-session-for-{key}",
        )
        initials = st.text_input(words.LOG_INITIALS, max_chars=5, key=f"sheet-session-by-{key}")
        added = st.form_submit_button(words.LOG_ADD, type="primary")
    if not added:
        return None
    return SupervisionSession(
        on=on or today,
        kind=kind,
        minutes=int(minutes),
        competencies=tuple(c.strip() for c in (said or "").split(";") if c.strip()),
        supervisor_initials=(initials or "").strip(),
    )


def show_removal(sessions: Sequence[Noted[SupervisionSession]], *, key: str) -> str | None:
    """Draw the choice of a row to delete; its id, when it is to go."""
    rows = {
        s.id: words.LOG_ROW.format(on=s.on, kind=words.KINDS[s.value.kind], minutes=s.value.minutes)
        for s in reversed(sessions)
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            words.LOG_DROP_CHOICE,
            list(rows),
            index=None,
            format_func=lambda i: rows.get(i, i),
            key=f"sheet-row-{key}",
        )
        pressed = st.button(words.LOG_DROP, disabled=chosen is None, key=f"sheet-row-drop-{key}")
    return chosen if pressed else None
