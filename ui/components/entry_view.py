"""One entry of the library, to read."""

import streamlit as st

from knowledge.entry import Entry
from ui import wording
from ui.components import prose, strategy_list


def show(entry: Entry) -> None:
    """Draw the entry behind its title."""
    with st.expander(entry.title):
        prose.show_words(
            f"{', '.join(wording.THEMES[t] for t in entry.themes)}; {wording.LEVEL_NAMES[entry.level]}",
            small=True,
        )
        for paragraph in entry.body.split("\n\n"):
            prose.show_words(paragraph)
        strategy_list.show_practice(
            entry.steps,
            entry.cautions,
            entry.evidence_grade,
            extrapolated=entry.extrapolated,
            sources=entry.sources,
            ask=entry.ask,
        )
        prose.show_words(entry.evidence_note, small=True)
        prose.show_words(_state(entry), small=True)


def _state(entry: Entry) -> str:
    reviewed = wording.NOT_REVIEWED
    if entry.reviewed_by:
        reviewed = wording.REVIEWED_BY.format(", ".join(entry.reviewed_by))
    return wording.ENTRY_LINE.format(
        status=entry.status.replace("_", " "), version=entry.version, reviewed=reviewed, due=entry.review_due
    )
