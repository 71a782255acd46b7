"""Writing one question at a time."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import streamlit as st

from knowledge.template import GuidedTemplate
from ui import guiding_wording as words
from ui.components import prose
from ui.guiding import Guided


class Said(NamedTuple):
    """The answer so far, and where the writer wants to go."""

    answer: str
    go: Literal["next", "back", "stop"] | None


def show_ways(ways: Mapping[str, GuidedTemplate], *, key: str) -> str | None:
    """Draw the choice of a template; the id of the one that is started."""
    with st.expander(words.TITLE):
        prose.show_words(words.INTRO)
        chosen = st.pills(
            words.WAYS,
            list(ways),
            default=next(iter(ways)),
            format_func=lambda i: words.WAY.format(title=ways[i].title, minutes=ways[i].minutes),
            key=f"ways-{key}",
        )
        if chosen is None:
            return None
        template = ways[chosen]
        said = words.CREDIT if template.credit else words.USE
        prose.show_words(said.format(use=template.use, credit=template.credit), small=True)
        return chosen if st.button(words.START, key=f"start-{key}") else None


def show_question(guided: Guided, *, key: str, answer_key: str) -> Said:
    """Draw one question; what was answered, and where to go."""
    steps = guided.template.steps
    prose.show_words(
        words.STEP.format(number=guided.at + 1, all=len(steps), stage=guided.step.stage), label=True
    )
    answer = st.text_area(guided.step.question, height=180, key=answer_key) or ""
    with st.container(horizontal=True):
        if not guided.is_last:
            onward = st.button(words.NEXT, type="primary", key=f"next-{guided.at}-{key}")
        back = st.button(words.BACK, disabled=guided.at == 0, key=f"back-{guided.at}-{key}")
        stopped = st.button(
            words.FINISH if guided.is_last else words.STOP,
            type="primary" if guided.is_last else "secondary",
            key=f"stop-{guided.at}-{key}",
        )
    if stopped:
        return Said(answer, "stop")
    if back:
        return Said(answer, "back")
    return Said(answer, "next" if not guided.is_last and onward else None)
