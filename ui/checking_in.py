"""What the Check in page notes and draws; no Streamlit here, and no verdict on any number."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from assistant.supervision.check_in import HIGHEST, LOWEST, CheckIn
from assistant.supervision.instruments import (
    CREDIT,
    CbiScores,
    Instrument,
    OwnTotal,
    ProQolTotals,
    StssTotals,
)
from ui import check_in_wording as words

CALM = "#4f93b3"
"""The one colour of every line."""
MODELS: Mapping[Instrument, type[ProQolTotals | StssTotals | CbiScores]] = {
    "proqol5": ProQolTotals,
    "stss": StssTotals,
    "cbi": CbiScores,
}
RANGES: Mapping[Instrument, Mapping[str, tuple[int, int]]] = {
    "proqol5": {"compassion_satisfaction": (10, 50), "burnout": (10, 50), "secondary_trauma": (10, 50)},
    "stss": {"intrusion": (5, 25), "avoidance": (7, 35), "arousal": (5, 25)},
    "cbi": {"personal": (0, 100), "work": (0, 100), "client": (0, 100)},
}


class Trend(NamedTuple):
    """One line to be drawn: its name, its days and numbers, and the whole range that a number can have."""

    name: str
    points: tuple[tuple[date, float], ...]
    lowest: int
    highest: int


def trends_of(days: Sequence[CheckIn]) -> tuple[Trend, ...]:
    """One line a mark; a day that left it out has no point."""
    return tuple(
        Trend(
            name,
            tuple((d.on, float(v)) for d in days if (v := getattr(d, mark)) is not None),
            LOWEST,
            HIGHEST,
        )
        for mark, name in words.MARKS.items()
    )


def trends_in(totals: Sequence[OwnTotal], instrument: Instrument) -> tuple[Trend, ...]:
    """One line a scale of this instrument."""
    chosen = [t for t in totals if t.instrument == instrument]
    return tuple(
        Trend(
            name,
            tuple((t.on, float(v)) for t in chosen if (v := getattr(t.totals, scale)) is not None),
            *RANGES[instrument][scale],
        )
        for scale, name in words.SCALES[instrument].items()
    )


def own_total(instrument: Instrument, on: date, numbers: Mapping[str, float | None]) -> OwnTotal | None:
    """Totals as the writer typed them; nothing where one is missing that the scale needs, or all are."""
    given = {scale: number for scale, number in numbers.items() if number is not None}
    if not given:
        return None
    try:
        totals = MODELS[instrument].model_validate(given)
    except ValidationError:
        return None
    return OwnTotal(instrument=instrument, on=on, totals=totals, credit=CREDIT[instrument])


def chart_of(trend: Trend) -> dict[str, Any]:
    """One quiet line over its whole range, so that a small change stays small."""
    return {
        "data": {"values": [{"day": on.isoformat(), "number": number} for on, number in trend.points]},
        "mark": {"type": "line", "color": CALM, "point": {"color": CALM, "size": 40}},
        "encoding": {
            "x": {
                "field": "day",
                "type": "temporal",
                "title": None,
                "axis": {"format": "%d %b", "tickCount": 6},
            },
            "y": {
                "field": "number",
                "type": "quantitative",
                "title": trend.name,
                "scale": {"domain": [trend.lowest, trend.highest]},
            },
        },
    }
