"""The outcome of one reflection: the card first, then the debrief where there is one."""

from functools import partial
from typing import Literal, NamedTuple

import streamlit as st

from assistant.model.debrief import Answer, Debrief, Outcome
from ui import service, wording
from ui.components import (
    card_answers,
    findings,
    own_question,
    question_list,
    receipt,
    safety_card,
    strategy_list,
    summary,
)


class Ask(NamedTuple):
    """Take the writer's own request along as a question for supervision."""

    question: str


def show(
    outcome: Outcome, own_questions: tuple[str, ...], *, key: str
) -> Answer | Ask | Literal["change"] | None:
    """Draw the outcome; what the writer clicked."""
    debriefed = isinstance(outcome, Debrief)
    title = wording.OUTCOME_TITLE if debriefed else wording.WITHHELD_TITLE[outcome.route]
    st.title(title, anchor=False)
    for card in outcome.cards:
        safety_card.show(card)
    answer = card_answers.show(outcome, key=key)
    asked = own_question.show(service.question_from(outcome), own_questions, key=f"ask-{key}")
    if debriefed:
        _show_debrief(outcome, own_questions, key)
    else:
        findings.show(outcome, label=wording.WHY_CARD)
    change = st.button(wording.CHANGE, key=f"change-{key}")
    if answer is not None:
        return answer
    if asked is not None:
        return Ask(asked)
    return "change" if change else None


def _show_debrief(outcome: Outcome, own_questions: tuple[str, ...], key: str) -> None:
    summary.show(outcome)
    strategy_list.show(outcome)
    question_list.show(outcome)
    findings.show(outcome)
    st.download_button(
        wording.DOWNLOAD,
        data=partial(service.markdown_of, outcome, own_questions),
        file_name=wording.DOWNLOAD_NAME,
        mime="text/markdown",
        on_click="ignore",
        help=wording.DOWNLOAD_HELP,
        key=f"download-{key}",
        type="primary",
    )
    receipt.show(outcome)
