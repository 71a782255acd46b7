"""Whom to turn to, in the message for a text whose language cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import ReflectionError
from knowledge.collection import load_resources
from knowledge.safety_card import CrisisResource
from knowledge.vocabulary import Locale

KINDS = {"emergency", "crisis_line"}
MOST = 3
"""Lines in one message, the emergency number first: a person in need does not read a directory."""


@contextmanager
def crisis_lines_told(locale: Locale) -> Iterator[None]:
    """Name the locale's first lines where a text is refused for its language.

    Raises:
        ReflectionError: what was raised inside, with these lines where the language is the reason.

    """
    try:
        yield
    except ReflectionError as error:
        if error.fault != "unsupported_language":
            raise
        lines = [r for r in load_resources().get(locale, ()) if KINDS & set(r.kinds)][:MOST]
        said = "; ".join(map(_line, lines))
        raise ReflectionError(
            error.fault, f"{error} If you or anyone is in danger or in crisis: {said}."
        ) from None


def _line(resource: CrisisResource) -> str:
    hours = f" ({resource.hours})" if resource.hours else ""
    unsure = "" if resource.certainty == "high" else " (check this before relying on it)"
    return f"{resource.name}: {resource.contact}{hours}{unsure}"
