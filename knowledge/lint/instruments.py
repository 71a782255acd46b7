"""Instruments stand in an entry by name and as the reader's own total, never with their items.

Item wording belongs to its authors. We ship none of it, so the check knows the shape of a questionnaire
item: an answer scale, a numbered list in the first person, or "rate how often you ...".
"""

import re
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, error, shown_text

ANSWER_SCALE = re.compile(
    r"\bnever\b\W+(?:\w+\W+){0,3}?rarely\b\W+(?:\w+\W+){0,3}?(?:occasionally|sometimes)\b"
    r"|\b[01]\s*[=:\u2013-]\s*(?:never|not at all|rarely)\b"
    r"|\bstrongly disagree\b.{0,60}\bstrongly agree\b|\bnot at all\b.{0,60}\bextremely\b",
    re.IGNORECASE | re.DOTALL,
)
RATING = re.compile(
    r"\b(?:rate|score|mark|circle|tick) (?:how (?:often|much|true)|each (?:item|statement)|the (?:following|statements?))"
    r"|\bin the (?:last|past) (?:7|seven|14|30|thirty) days,? (?:how often|i (?:felt|had|was))",
    re.IGNORECASE,
)
ITEM_LINE = re.compile(
    r"^\s*(?:\d{1,2}[.)]|[-*•])\s*(?:I (?:am|feel|felt|have|had|was|find|think|believe)|My )", re.MULTILINE
)
NAMED = re.compile(
    r"\b(?:ProQOL|STSS|STSI-OA|MBI|Maslach|Copenhagen Burnout|CBI|MISS-HP|MIOS|MMD-HP|PHQ-9|GAD-7|PCL-5)\b"
)
QUOTED_ITEM = re.compile(
    r"[\"\u201c'\u2018](?:I (?:am|feel|felt|have|had|was|find|think|believe)|My |It seemed)[^\"\u201d\u2019]{15,}[\"\u201d'\u2019]"
)
SEVERAL = 3
CLINICAL = re.compile(r"\b(?:PHQ-?9|GAD-?7|PCL-?5|C-?SSRS)\b")


def lint_instruments(entry: Entry) -> Iterator[LintFault]:
    """Items, answer scales and clinical screens."""
    for passage in shown_text(entry):
        text = passage.text
        scale = ANSWER_SCALE.search(text) or RATING.search(text)
        named_item = NAMED.search(text) and QUOTED_ITEM.search(text)
        if scale or named_item or len(ITEM_LINE.findall(text)) >= SEVERAL:
            message = "reads like the items or the answer scale of an instrument; name the instrument and link to it"
            yield error(entry, Check.INSTRUMENT, passage.field, message)
        if found := CLINICAL.search(text):
            message = f"names {found[0]}, a clinical screen, which the library does not use"
            yield error(entry, Check.INSTRUMENT, passage.field, message)
