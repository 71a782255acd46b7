"""The masked text, and ways to lift a mask or to add one."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

import streamlit as st

from assistant.model.text import DeidentifiedReflection
from assistant.stages.masking import MaskingTerms
from knowledge.vocabulary import IdentifierKind
from ui import wording
from ui.components import prose
from ui.masking import words_to_mask

KINDS: tuple[IdentifierKind, ...] = tuple(IdentifierKind)


class Lift(NamedTuple):
    """Leave everything behind one placeholder as it was written."""

    placeholder: str


class Mask(NamedTuple):
    """Mask some words wherever they stand."""

    words: tuple[str, ...]
    kind: IdentifierKind


Change = Lift | Mask | Literal["undo"]


def show(seen: DeidentifiedReflection, choices: MaskingTerms, *, key: str) -> Change | None:
    """Draw the text and the choices; the change that was clicked."""
    kinds = {r.placeholder: wording.KINDS[r.kind] for r in seen.redactions}
    prose.show_masked(seen.text, kinds)
    _show_hints(seen)
    lifted = _show_lifts(seen, kinds, key)
    added = _show_more(words_to_mask(seen.text), key=f"{len(choices.always)}-{key}")
    undone: Literal["undo"] | None = "undo" if _show_undo(choices, key) else None
    return lifted or added or undone


def _show_hints(seen: DeidentifiedReflection) -> None:
    if seen.hints:
        prose.show_words(wording.HINTS, label=True)
        prose.show_list([h.reason for h in seen.hints])


def _show_lifts(seen: DeidentifiedReflection, kinds: dict[str, str], key: str) -> Lift | None:
    prose.show_words(wording.LIFT_TITLE if kinds else wording.NOTHING_MASKED)
    times = Counter(r.placeholder for r in seen.redactions)
    clicked = None
    with st.container(horizontal=True):
        for placeholder, kind in kinds.items():
            label = wording.LIFT.format(placeholder[1:-1])
            help_ = f"{kind}, {_times(times[placeholder])}"
            if st.button(label, key=f"lift-{placeholder}-{key}", help=help_):
                clicked = Lift(placeholder)
    return clicked


def _times(count: int) -> str:
    return (wording.TIMES if count == 1 else wording.TIMES_MANY).format(count)


def _show_more(words: Sequence[str], *, key: str) -> Mask | None:
    """Picking or typing a word and Enter masks it; nothing else is to be pressed.

    The key is another one after each mask, so that the picker is empty again.
    """
    prose.show_words(wording.MORE_TITLE, label=True)
    what, word = st.columns([1, 2])
    kind = what.selectbox(
        wording.MORE_KIND, KINDS, format_func=lambda k: wording.KINDS[k], key=f"more-kind-{key}"
    )
    picked = word.multiselect(
        wording.MORE_WORDS,
        words,
        accept_new_options=True,
        key=f"more-words-{key}",
        placeholder=wording.MORE_HINT,
    )
    return Mask(tuple(picked), kind) if picked else None


def _show_undo(choices: MaskingTerms, key: str) -> bool:
    if choices == MaskingTerms():
        return False
    prose.show_words(wording.MASKS_CHANGED.format(len(choices.never), len(choices.always)))
    return st.button(wording.UNDO_MASKS, key=f"undo-{key}")
