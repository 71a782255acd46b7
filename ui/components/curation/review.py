"""One entry under review: what changes, who wrote it, and what can be done."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from assistant.curation.comparison import changes_between
from assistant.curation.model import Curator, Row
from knowledge.workflow import Action, refusal_of_role
from ui import curation_wording as words
from ui.components import entry_view, prose
from ui.components.curation import differences


class Act(NamedTuple):
    """What the reviewer wants done to exactly this content."""

    action: Action
    entry_id: str
    content_hash: str
    reason: str


def show(
    row: Row, by: Curator | None, *, possible: Sequence[Action], story: Sequence[str], key: str
) -> Act | None:
    """Draw the entry and its buttons; what the role may not do is greyed and says why."""
    entry = row.entry
    prose.show_words(_written(row), small=True)
    prose.show_words(words.DIFFERENCES, label=True)
    differences.show(changes_between(row.released, entry), serves=row.released is not None)
    entry_view.show(entry)
    with st.expander(words.STORY):
        prose.show_list(story, small=True)
    reason = st.text_input(
        words.COMMENT, max_chars=500, help=words.COMMENT_HELP, key=f"reason-{entry.id}-{key}"
    )
    with st.container(horizontal=True):
        pressed = [a for a in possible if _button(a, by, f"{a}-{entry.id}-{entry.content_hash}-{key}")]
    if not pressed:
        return None
    return Act(pressed[0], entry.id, entry.content_hash, (reason or "").strip())


def _button(action: Action, by: Curator | None, key: str) -> bool:
    """The key names what was read, so that a click on what has changed since does nothing."""
    refusal = words.SAY_WHO if by is None else refusal_of_role(by.role, action)
    main = action in {Action.SUBMIT, Action.APPROVE}
    return st.button(
        words.ACTIONS[action],
        type="primary" if main else "secondary",
        disabled=refusal is not None,
        help=refusal,
        key=key,
    )


def _written(row: Row) -> str:
    copy = row.copy_
    if copy is None or not copy.authors:
        return ""
    said = words.BY.format(", ".join(copy.authors))
    return f"{said} {words.APPROVED_BY.format(copy.approval.approver)}" if copy.approval else said
