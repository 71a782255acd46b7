"""A text that was sent to the wrong place: where it should have gone, what would be kept, and the writer's yes or no."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from assistant.journal.appeals import Appeal, Kept, Proposed
from knowledge.vocabulary import Route
from ui import appeal_wording as words
from ui.components import prose


def show_choice(suggested: Route | None, *, key: str) -> Route | None:
    """Draw where it should have gone; the route, once the writer wants to see what would be kept."""
    prose.show_words(words.INTRO)
    routes = list(Route)
    right = st.selectbox(
        words.RIGHT,
        routes,
        index=None if suggested is None else routes.index(suggested),
        format_func=words.ROUTES.__getitem__,
        placeholder=words.RIGHT_HINT,
        key=f"appeal-right-{key}",
    )
    return right if st.button(words.SEE, disabled=right is None, key=f"appeal-see-{key}") else None


def show_proposed(proposed: Proposed, *, key: str) -> Literal["keep", "back"] | None:
    """Draw exactly what would be kept, then the choice."""
    prose.show_words(words.WOULD, label=True)
    _show(proposed.appeal)
    if proposed.hints:
        prose.show_words(words.HINTED, label=True)
        prose.show_list([hint.reason for hint in proposed.hints])
    prose.show_words(words.STAYS, small=True)
    with st.container(horizontal=True):
        kept = st.button(words.KEEP, key=f"appeal-keep-{key}")
        back = st.button(words.BACK, key=f"appeal-back-{key}")
    if kept:
        return "keep"
    return "back" if back else None


def show_kept(*, key: str) -> bool:
    """Draw that it is kept; true when it should not be after all."""
    st.success(words.KEPT)
    return st.button(words.TAKE_BACK, key=f"appeal-take-back-{key}")


def show_list(found: Sequence[Kept], *, key: str) -> str | None:
    """Draw every case, closed; the id of the one to delete."""
    st.subheader(words.LIST_TITLE, anchor=False)
    prose.show_words(words.LIST_INTRO)
    wanted = [one.id for one in found if _show_one(one, key=key)]
    return next(iter(wanted), None)


def _show_one(one: Kept, *, key: str) -> bool:
    with st.expander(words.CLOSED if one.appeal is None else _where(one.appeal)):
        if one.appeal is not None:
            prose.show_plain(one.appeal.text, scrolls=True)
        return st.button(words.DELETE, key=f"shelf-appeal-{one.id}-{key}")


def _show(appeal: Appeal) -> None:
    prose.show_plain(appeal.text, scrolls=True)
    prose.show_words(_where(appeal))


def _where(appeal: Appeal) -> str:
    return words.WHERE.format(words.ROUTES[appeal.got], words.ROUTES[appeal.right], f"{appeal.on:%d %b %Y}")
