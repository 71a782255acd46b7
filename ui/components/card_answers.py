"""The writer's own answer to a card, one click each."""

import streamlit as st

from assistant.model.debrief import Answer, Outcome
from knowledge.vocabulary import Route
from ui import wording

OFFERED: dict[Route, tuple[Answer, ...]] = {
    Route.CLARIFY: ("about_me", "about_client", "handled"),
    Route.CRISIS: ("debrief_anyway", "about_client", "handled"),
    Route.DECLINE: ("about_me", "about_client", "handled"),
}
"""An answer re-routes once, so a page that already follows an answer offers none."""


def show(outcome: Outcome, *, key: str) -> Answer | None:
    """Draw the answers that this outcome allows; the one that was clicked."""
    offered = () if outcome.answer else OFFERED.get(outcome.route, ())
    if offered:
        st.markdown(f"**{wording.ANSWER_TITLE[outcome.route]}**")
    words = {a: words_for(outcome, a, otherwise=wording.ANSWERS[a]) for a in offered}
    clicked = [a for a in offered if st.button(words[a], key=f"{a}-{key}", width="stretch")]
    return next(iter(clicked), _done(outcome, key))


def words_for(outcome: Outcome, action: str, *, otherwise: str) -> str:
    """The words on a button: those of the first card, where it has some for this action."""
    lines = [f.line for card in outcome.cards[:1] for f in card.follow_up if f.action == action]
    return lines[0].rstrip(".") if lines else otherwise


def _done(outcome: Outcome, key: str) -> Answer | None:
    """Under an urgent card: whether every step was taken."""
    lines = [c.handled_line for c in outcome.cards if c.handled_line]
    if outcome.answer or outcome.route is not Route.URGENT or not lines:
        return None
    st.markdown(lines[0])
    return "handled" if st.button(wording.STEPS_DONE, key=f"handled-{key}") else None
