"""Results as text for a terminal and as Markdown; wording only, no decisions."""

from pydantic import BaseModel

from assistant.model.contract import DeidentifyResult, ScreenResult, SearchResult, ThemesResult, VerifyResult
from assistant.model.debrief import Outcome
from assistant.render.debrief import render_debrief
from assistant.render.results import (
    render_deidentified,
    render_screening,
    render_search,
    render_themes,
    render_verdict,
)

__all__ = ["render", "render_markdown"]


def render(result: BaseModel, format_: str) -> str:
    """Any command's result, as `text` or `md`."""
    markdown = render_markdown(result)
    return markdown if format_ == "md" else as_plain_text(markdown)


def render_markdown(result: BaseModel) -> str:
    """Any command's result as Markdown.

    Raises:
        TypeError: no rendering is known for this result.

    """
    match result:
        case Outcome():
            return render_debrief(result)
        case DeidentifyResult():
            return render_deidentified(result)
        case ScreenResult():
            return render_screening(result)
        case ThemesResult():
            return render_themes(result)
        case SearchResult():
            return render_search(result)
        case VerifyResult():
            return render_verdict(result)
        case _:
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
