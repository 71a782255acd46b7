"""Where the writer is, and how far along; both may stay as they are."""

import streamlit as st

from knowledge.vocabulary import Locale
from ui import wording

PLACES: tuple[Locale, ...] = tuple(Locale)


def show(*, locale_key: str, level_key: str) -> tuple[Locale, int | None]:
    """Draw both pickers; what is chosen."""
    place, stage = st.columns(2)
    locale = place.selectbox(
        wording.PLACE,
        PLACES,
        format_func=lambda p: wording.PLACES[p],
        key=locale_key,
        help=wording.PLACE_HELP,
    )
    level = stage.selectbox(
        wording.LEVEL,
        list(wording.LEVELS),
        index=None,
        placeholder=wording.LEVEL_HINT,
        format_func=lambda n: wording.LEVELS[n],
        key=level_key,
        help=wording.LEVEL_HELP,
    )
    return locale, level
