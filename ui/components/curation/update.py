"""One update of the shipped library beside what stands here, and what can be done with it."""

from typing import NamedTuple

import streamlit as st

from assistant.curation.model import Curator
from assistant.curation.updates import Update, UpdateKind
from knowledge.workflow import Action, refusal_of_role
from ui import curation_wording as words
from ui.components import entry_view, prose
from ui.components.curation import differences
from ui.curating import compared


class Decision(NamedTuple):
    """What the curator wants done with an update, and what stood here when they looked at it."""

    action: Action
    entry_id: str
    base: str | None


def show(update: Update, by: Curator | None, *, key: str) -> Decision | None:
    """Draw the update and its buttons; what the role may not do is greyed and says why."""
    prose.show_words(words.UPDATE_KINDS[update.kind])
    if update.kind is UpdateKind.CHANGED:
        _show_changes(update)
    if (entry := update.merged() or update.ours) is not None:
        prose.show_words(words.UPDATE_PREVIEWS[update.kind], label=True)
        entry_view.show(entry)
    labels = {Action.TAKE: words.TAKE[update.kind], Action.LEAVE: words.LEAVE}
    base = update.ours.content_hash if update.ours else None
    with st.container(horizontal=True):
        pressed = [a for a in labels if _button(a, labels[a], by, f"{update.entry_id}-{base}-{key}")]
    return Decision(pressed[0], update.entry_id, base) if pressed else None


def _show_changes(update: Update) -> None:
    if update.conflicts:
        st.warning(words.BOTH_CHANGED.format(_named(update.conflicts)))
    if update.kept:
        prose.show_words(words.OWN_STAY.format(_named(update.kept)), small=True)
    for field, said in compared(update):
        differences.show_field(field, said)


def _named(fields: tuple[str, ...]) -> str:
    return ", ".join(field.replace("_", " ") for field in fields)


def _button(action: Action, label: str, by: Curator | None, key: str) -> bool:
    """The key names what was looked at, so that a click on what has changed since does nothing."""
    refusal = words.SAY_WHO if by is None else refusal_of_role(by.role, action)
    return st.button(
        label,
        type="primary" if action is Action.TAKE else "secondary",
        disabled=refusal is not None,
        help=refusal,
        key=f"{action}-{key}",
    )
