"""Results as text for a terminal and as Markdown; wording only, no decisions."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from assistant.model.contract import DeidentifyResult, ScreenResult, SearchResult, ThemesResult, VerifyResult
from assistant.model.debrief import Outcome
from assistant.model.receipt import ReplayResult
from assistant.render.debrief import render_debrief
from assistant.render.results import (
    render_deidentified,
    render_replay,
    render_screening,
    render_search,
    render_themes,
    render_verdict,
)

__all__ = ["render", "render_markdown"]

RENDERERS: Mapping[type[BaseModel], Callable[[Any], str]] = {
    Outcome: render_debrief,
    DeidentifyResult: render_deidentified,
    ScreenResult: render_screening,
    ThemesResult: render_themes,
    SearchResult: render_search,
    VerifyResult: render_verdict,
    ReplayResult: render_replay,
}


def render(result: BaseModel, format_: str) -> str:
    """Any command's result, as `text` or `md`."""
    markdown = render_markdown(result)
    return markdown if format_ == "md" else as_plain_text(markdown)


def render_markdown(result: BaseModel) -> str:
    """Any command's result as Markdown.

    Raises:
        TypeError: no rendering is known for this result.

    """
    for model, rendered in RENDERERS.items():
        if isinstance(result, model):
            return rendered(result)
    raise TypeError(f"no rendering for {type(result).__name__}")


def as_plain_text(markdown: str) -> str:
    """Markdown of ours as it reads best on a terminal: headings underlined, marks dropped."""
    lines: list[str] = []
    for line in markdown.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
            lines += [heading, ("=" if line.startswith("# ") else "-") * len(heading)]
        else:
            lines.append(line.replace("**", "").removeprefix("> ").replace("\\[", "[").replace("\\]", "]"))
    return "\n".join(lines)
