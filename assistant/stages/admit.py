"""Can this be taken as a reflection at all? The check before the first stage."""

import unicodedata
from typing import Protocol

from assistant.errors import ReflectionError
from assistant.model.text import MAX_CHARACTERS, Reflection

MOST_CONTROLS = 0.02
"""Share of control characters from which a text is taken for binary data."""
ALLOWED_CONTROLS = frozenset("\n\r\t\v\f\x85\ufeff\u200b\u200c\u200d\u200e\u200f\u2028\u2029")


class LanguageCheck(Protocol):
    """Says whether a text is mostly English."""

    def is_english(self, text: str) -> bool:
        """Whether most sentences that can be told are English."""
        ...


def admit(text: str, *, language: LanguageCheck, id: object = None) -> Reflection:
    """The text as a reflection.

    Raises:
        ReflectionError: empty, not text, too long, or mostly not English.

    """
    if len(text) > MAX_CHARACTERS:
        raise ReflectionError(
            "too_long",
            f"The text has {len(text):,} characters; {MAX_CHARACTERS:,} are the most. It was not read and nothing "
            "was kept. Split it into parts, one reflection each.",
        )
    if not text.strip():
        raise ReflectionError("empty_text", "There is no text. Write a few words about what stayed with you.")
    controls = sum(
        unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} and c not in ALLOWED_CONTROLS for c in text
    )
    if "\x00" in text or controls > MOST_CONTROLS * len(text):
        raise ReflectionError(
            "not_text",
            "This is not plain text (it holds control or binary characters). Nothing was kept. "
            "Save it as plain UTF-8 text and try again.",
        )
    if not any(c.isalpha() for c in text):
        raise ReflectionError(
            "empty_text", "There are no words in the text. Write a few words about what stayed with you."
        )
    if not language.is_english(text):
        raise ReflectionError(
            "unsupported_language",
            "Most of this text is not in English, the only language that Afterword can read safely so far. "
            "Nothing was screened or generated, and nothing was kept.",
        )
    return Reflection(text=_without_mark(text), id=id)


def _without_mark(text: str) -> str:
    """A byte order mark at the start becomes a space: it would hide the first word, and offsets stay as they were."""
    return " " + text[1:] if text.startswith("\ufeff") else text
