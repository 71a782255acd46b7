"""The outcome of one reflection: the card first, then the debrief where there is one."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import streamlit as st

from assistant.model.debrief import Answer, Debrief, Outcome
from knowledge.vocabulary import Route
from ui import sending_wording, service, wording
from ui.components import (
    card_answers,
    findings,
    model_note,
    own_question,
    prose,
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
    outcome: Outcome, own_questions: tuple[str, ...], *, export: Callable[[], str], key: str
) -> Answer | Ask | Literal["change"] | None:
    """Draw the outcome; what the writer clicked."""
    debriefed = isinstance(outcome, Debrief)
    title = wording.OUTCOME_TITLE if debriefed else wording.WITHHELD_TITLE[outcome.route]
    st.title(title, anchor=False)
    for card in outcome.cards:
        safety_card.show(card)
    answer = card_answers.show(outcome, key=key)
    question = service.question_from(outcome)
    label = card_answers.words_for(outcome, "supervision_question", otherwise=wording.MAKE_QUESTION)
    asked = own_question.show(question, own_questions, label=label, key=f"ask-{key}")
    if outcome.route is Route.DECLINE and question is None:
        prose.show_words(wording.WRITE_INSTEAD)
    if debriefed:
        answer = _show_debrief(outcome, export, key) or answer
    else:
        findings.show(outcome, label=wording.WHY_CARD)
    change = st.button(wording.CHANGE, key=f"change-{key}")
    if answer is not None:
        return answer
    if asked is not None:
        return Ask(asked)
    return "change" if change else None


def _show_debrief(outcome: Outcome, export: Callable[[], str], key: str) -> Answer | None:
    summary.show(outcome)
    strategy_list.show(outcome)
    question_list.show(outcome)
    appealed = findings.show(outcome, appeals_key=f"appeal-{key}")
    st.download_button(
        wording.DOWNLOAD,
        data=export,
        file_name=wording.DOWNLOAD_NAME,
        mime="text/markdown",
        on_click="ignore",
        help=sending_wording.DOWNLOAD_HELP,
        key=f"download-{key}",
        type="primary",
    )
    model_note.show(outcome)
    receipt.show(outcome)
    return appealed
