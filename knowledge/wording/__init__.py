"""Words that guard what is shown: graphic detail, diagnosis, advice, cheer and scorn."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

WordList = Literal["graphic", "diagnosis", "advice", "cheer", "scorn"]


@cache
def pattern(name: WordList) -> re.Pattern[str]:
    """One expression over a whole list, on whole words and without regard to case."""
    lists = yaml.safe_load((Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8"))
    return re.compile(r"\b(?:" + "|".join(f"(?:{item})" for item in lists[name]) + r")\b", re.IGNORECASE)


def is_graphic(text: str) -> bool:
    """Whether the text holds graphic detail that must not be repeated."""
    return pattern("graphic").search(text) is not None


def has_words(text: str, words: Sequence[str]) -> bool:
    """Whether one of the expressions stands in the text, as whole words, in any case and with any apostrophe."""
    either = rf"\b(?:{'|'.join(words)})\b"
    return bool(words) and re.search(either, text.replace("’", "'"), re.IGNORECASE) is not None
