"""Forms of the Check in page; every field may stay empty."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import streamlit as st

from assistant.supervision.check_in import HIGHEST, LOWEST, CheckIn
from assistant.supervision.instruments import CREDIT, Instrument
from ui import check_in_wording as words
from ui.checking_in import RANGES
from ui.components import prose
from ui.components.journal.records import DATE


class Numbers(NamedTuple):
    """What was typed of one instrument."""

    on: date
    by_scale: Mapping[str, float | None]


def show_marks(*, today: date, key: str) -> CheckIn | None:
    """Draw the form of one day; the day, when it is to be noted."""
    prose.show_words(words.MARKS_INTRO)
    with st.form(f"shelf-marks-{key}", clear_on_submit=True):
        on = _show_day(today, key)
        columns = st.columns(len(words.MARKS))
        marks = {
            mark: column.number_input(
                name, LOWEST, HIGHEST, value=None, step=1, key=f"shelf-mark-{mark}-{key}"
            )
            for column, (mark, name) in zip(columns, words.MARKS.items(), strict=True)
        }
        saved = st.form_submit_button(words.SAVE, type="primary")
    return CheckIn(on=on, **marks) if saved else None


def show_instrument(*, key: str) -> Instrument:
    """Draw the choice of a scale, with its scoring facts and its credit."""
    prose.show_words(words.TOTALS_INTRO)
    chosen = st.selectbox(
        words.INSTRUMENT,
        list(words.INSTRUMENTS),
        format_func=lambda i: words.INSTRUMENTS[i],
        key=f"shelf-instrument-{key}",
    )
    prose.show_words(words.FACTS[chosen], note=CREDIT[chosen])
    return chosen


def show_totals(instrument: Instrument, *, today: date, key: str) -> Numbers | None:
    """Draw the form of one instrument's totals; what was typed, when it is to be noted."""
    scales = words.SCALES[instrument]
    with st.form(f"shelf-totals-{instrument}-{key}", clear_on_submit=True):
        on = _show_day(today, f"{instrument}-{key}")
        numbers = {
            scale: column.number_input(
                words.RANGE.format(name=name, low=low, high=high),
                float(low),
                float(high),
                value=None,
                step=1.0,
                format="%g",
                key=f"shelf-{instrument}-{scale}-{key}",
            )
            for column, (scale, name) in zip(st.columns(len(scales)), scales.items(), strict=True)
            for low, high in [RANGES[instrument][scale]]
        }
        saved = st.form_submit_button(words.SAVE, type="primary")
    return Numbers(on, numbers) if saved else None


def show_deleting(count: int, *, key: str) -> bool:
    """Draw the deletion of all notes of this kind; true when it is wanted and confirmed."""
    if not count:
        return False
    sure = st.checkbox(words.DELETE_SURE, key=f"shelf-notes-sure-{count}-{key}")
    return st.button(words.DELETE, disabled=not sure, key=f"shelf-notes-gone-{key}")


def _show_day(today: date, key: str) -> date:
    on = st.date_input(words.ON, value=today, max_value=today, format=DATE, key=f"shelf-day-{key}")
    return on or today
