"""Every sentence of the Check in page."""

from collections.abc import Mapping
from enum import StrEnum

from assistant.supervision.check_in import HIGHEST, LOWEST
from assistant.supervision.instruments import Instrument

CHECK_IN = "Check in"
TITLE = "How these weeks are"
INTRO = (
    "Optional, and for you alone: it lies in your journal, on this machine, and in no agenda, copy or file for others. "
    "Nothing is made of it but a line."
)
PART = "What to do"


class Section(StrEnum):
    """The parts of the page."""

    MARKS = "A day"
    TOTALS = "Own totals"


# A day
MARKS: Mapping[str, str] = {
    "energy": "Energy",
    "distress": "Distress",
    "sleep": "Sleep",
    "worth_it": "Worth it",
}
MARKS_INTRO = f"From {LOWEST} (none, or very bad) to {HIGHEST} (much, or very good). Leave out what you like."
ON = "Day"
SAVE = "Note it"
EMPTY = "Every mark was left out, so nothing was noted."
LINE = "Which line"
FEW = "A line is drawn from the second day on."
NUMBERS = "The numbers behind it"
DAY_COLUMN = "Day"
CHART = "{what}, by day"
DELETE = "Delete all of these"
DELETE_SURE = "Yes, delete them"
DELETED = "They are deleted for certain."

# Own totals
INSTRUMENTS: Mapping[Instrument, str] = {
    "proqol5": "ProQOL 5",
    "stss": "Secondary Traumatic Stress Scale",
    "cbi": "Copenhagen Burnout Inventory",
}
TOTALS_INTRO = (
    "If you fill in a published scale on its own form, you can note the totals here. The items are not shown, and no "
    "total says what you are or have."
)
INSTRUMENT = "Scale"
SCALES: Mapping[Instrument, Mapping[str, str]] = {
    "proqol5": {
        "compassion_satisfaction": "Compassion satisfaction",
        "burnout": "Burnout",
        "secondary_trauma": "Secondary trauma",
    },
    "stss": {"intrusion": "Intrusion", "avoidance": "Avoidance", "arousal": "Arousal"},
    "cbi": {"personal": "Personal", "work": "Work", "client": "Client"},
}
FACTS: Mapping[Instrument, str] = {
    "proqol5": (
        "Thirty answers from 1 to 5. Three sums of ten, each from 10 to 50, and no grand total. For burnout, items 1, 4, "
        "15, 17 and 29 are reversed before adding."
    ),
    "stss": (
        "Seventeen answers from 1 to 5, none reversed. Intrusion from 5 to 25, avoidance from 7 to 35, arousal from "
        "5 to 25."
    ),
    "cbi": (
        "Answers count 100, 75, 50, 25 and 0. Three means from 0 to 100; the last work item is reversed. A scale with "
        "fewer than half of its answers has no mean."
    ),
}
RANGE = "{name} ({low:g} to {high:g})"
ALL_NEEDED = "Nothing was noted: type the scores of this scale. Where they are sums, all three are needed, as whole numbers."
