"""People and services to turn to; a line says what is uncertain about it, and whom it serves."""

from collections.abc import Sequence
from html import escape

from assistant.model.debrief import Resource
from ui import wording
from ui.components import prose


def show(resources: Sequence[Resource]) -> None:
    """Draw each with its contact first in the eye."""
    if resources:
        prose.show_html(f"<ul>{''.join(map(_line, resources))}</ul>")


def _line(resource: Resource) -> str:
    line = f"{escape(resource.name)}: <strong>{escape(resource.contact)}</strong>"
    if resource.hours:
        line += f" ({escape(resource.hours)})"
    if resource.certainty == "check":
        line += f" — <em>{escape(wording.CHECK_FIRST)}</em>"
    if resource.note:
        line += f". {escape(resource.note)}"
    return f"<li>{line}</li>"
