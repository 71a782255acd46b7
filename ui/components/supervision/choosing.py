"""What an agenda is made of, and what the writer says about the session."""

from collections.abc import Sequence

import streamlit as st

from assistant.journal.records import Listed
from assistant.supervision.agenda import FEWEST_MINUTES
from knowledge.vocabulary import Lens
from ui import supervision_wording as words
from ui import wording
from ui.components import prose
from ui.supervising import Wish

LONGEST_SESSION = 480


def show_records(listed: Sequence[Listed], *, key: str) -> list[str]:
    """Draw the records of the journal to choose from; the ids of the chosen ones."""
    titles = {one.id: words.CHOICE.format(on=one.head.on, title=one.head.title) for one in listed}
    return st.multiselect(
        words.CHOOSE,
        list(titles),
        format_func=lambda i: titles.get(i, i),
        placeholder=words.CHOOSE_HINT,
        key=f"sheet-records-{key}",
    )


def show_pasting(fields: int, *, key: str) -> tuple[list[str], bool]:
    """Draw fields to paste into; what stands in them, and whether one more is wanted."""
    prose.show_words(words.PASTE_INTRO)
    texts = [
        st.text_area(words.PASTE.format(n), height=120, key=f"sheet-text-{n}-{key}") or ""
        for n in range(1, fields + 1)
    ]
    return texts, st.button(words.PASTE_MORE, key=f"sheet-more-{key}")


def show_wish(*, key: str) -> Wish:
    """Draw minutes, ask and lens."""
    ask = st.text_input(words.ASK, help=words.ASK_HELP, max_chars=300, key=f"sheet-ask-{key}") or ""
    left, right = st.columns(2)
    minutes = left.number_input(
        words.MINUTES, FEWEST_MINUTES, LONGEST_SESSION, value=50, step=5, key=f"sheet-minutes-{key}"
    )
    lens = right.selectbox(
        words.LENS,
        list(Lens),
        index=None,
        format_func=lambda x: words.LENSES[x],
        placeholder=words.LENS_HINT,
        key=f"sheet-lens-{key}",
    )
    return Wish(int(minutes), ask, lens)


def show_level(level: int | None, *, key: str) -> int | None:
    """Draw the developmental level."""
    levels = list(wording.LEVELS)
    return st.selectbox(
        words.LEVEL,
        levels,
        index=None if level is None else levels.index(level),
        placeholder=wording.LEVEL_HINT,
        format_func=lambda n: wording.LEVELS[n],
        help=wording.LEVEL_HELP,
        key=f"sheet-level-{key}",
    )
