"""A setting that cannot be used, in our words."""

from collections.abc import Mapping

from pydantic import ValidationError

from assistant.settings import Settings


def wrong_setting(error: Exception, names: Mapping[str, str] | None = None) -> str | None:
    """Which variable cannot be used and what it may be, never its value; nothing for every other error.

    Args:
        error: whatever was raised.
        names: variables that were given as an option, by what the option is called.

    """
    if not isinstance(error, ValidationError) or error.title != Settings.__name__:
        return None
    called = names or {}
    wrong = [(str(e["loc"][0]), e["msg"][0].lower() + e["msg"][1:]) for e in error.errors()]
    said = "; ".join(f"{called.get(name, name)}: {why}" for name, why in wrong)
    return f"A setting cannot be used, so nothing was done. {said}."
