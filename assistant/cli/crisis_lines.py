"""Whom to turn to, in the message for a text whose language cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import ReflectionError
from assistant.render.debrief import how_to_reach
from assistant.stages.present import first_lines
from knowledge.collection import load_resources
from knowledge.vocabulary import Locale

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
        lines = first_lines(load_resources(), locale)[:MOST]
        said = "; ".join(f"{r.name}: {how_to_reach(r).rstrip('.')}" for r in lines)
        raise ReflectionError(
            error.fault, f"{error} If you or anyone is in danger or in crisis: {said}."
        ) from None
