"""One quiet line, and the numbers behind it."""

from collections.abc import Sequence

import streamlit as st

from ui import check_in_wording as words
from ui.checking_in import Trend, chart_of
from ui.components import prose
from ui.components.curation import tables

FEWEST = 2
HEIGHT = 220


def show(trends: Sequence[Trend], *, key: str) -> None:
    """Draw the choice of a line, the line, and its numbers."""
    named = {t.name: t for t in trends if t.points}
    if not named:
        return
    chosen = st.segmented_control(
        words.LINE, list(named), default=next(iter(named)), required=True, key=f"shelf-line-{key}"
    )
    trend = named[chosen or next(iter(named))]
    if len(trend.points) < FEWEST:
        prose.show_words(words.FEW, small=True)
    else:
        prose.show_words(words.CHART.format(what=trend.name), label=True)
        st.vega_lite_chart(chart_of(trend), height=HEIGHT, key=f"shelf-chart-{trend.name}-{key}")
    with st.expander(words.NUMBERS):
        tables.show_style()
        tables.show_rows(
            (words.DAY_COLUMN, trend.name), [(on.isoformat(), f"{n:g}") for on, n in reversed(trend.points)]
        )
