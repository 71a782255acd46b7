"""A keyword gate as products ship it: twenty common phrases, and any of them means crisis."""

import re

from knowledge.vocabulary import Route

PHRASES = (
    "suicide",
    "suicidal",
    "kill myself",
    "killing myself",
    "end my life",
    "take my life",
    "take my own life",
    "end it all",
    "want to die",
    "wish i was dead",
    "better off dead",
    "better off without me",
    "no reason to live",
    "can't go on",
    "self-harm",
    "hurt myself",
    "cut myself",
    "overdose",
    "hang myself",
    "kill him",
)
PATTERN = re.compile(r"\b(?:" + "|".join(map(re.escape, PHRASES)) + r")\b")


def has_keyword(text: str) -> bool:
    """Whether any of the phrases stands in the text, whoever it is about."""
    return PATTERN.search(text.lower().replace("\u2019", "'")) is not None


def gated(text: str) -> Route:
    """Crisis on a keyword, nothing otherwise; such a gate knows no other route."""
    return Route.CRISIS if has_keyword(text) else Route.PROCEED
