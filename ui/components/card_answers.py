"""The writer's own answer to a card, one click each."""

import streamlit as st

from assistant.model.debrief import Answer, Outcome
from knowledge.vocabulary import Route
from ui import wording

OFFERED: dict[Route, tuple[Answer, ...]] = {
    Route.CLARIFY: ("about_me", "about_client", "handled"),
    Route.CRISIS: ("debrief_anyway", "about_client", "handled"),
}
"""An answer re-routes once, so a page that already follows an answer offers none."""


def show(outcome: Outcome, *, key: str) -> Answer | None:
    """Draw the answers that this outcome allows; the one that was clicked."""
    offered = () if outcome.answer else OFFERED.get(outcome.route, ())
    if offered:
        st.markdown(f"**{wording.ANSWER_TITLE[outcome.route]}**")
    clicked = [a for a in offered if st.button(wording.ANSWERS[a], key=f"{a}-{key}", width="stretch")]
    return next(iter(clicked), _done(outcome, key))


def _done(outcome: Outcome, key: str) -> Answer | None:
    """Under an urgent card: whether every step was taken."""
    lines = [c.handled_line for c in outcome.cards if c.handled_line]
    if outcome.answer or outcome.route is not Route.URGENT or not lines:
        return None
    st.markdown(lines[0])
    return "handled" if st.button(wording.STEPS_DONE, key=f"handled-{key}") else None
