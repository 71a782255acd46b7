"""At most three strategies: now, this week, supervision."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.model.debrief import Outcome, Strategy, is_beside_a_card
from knowledge.entry import Source
from knowledge.vocabulary import Grade
from ui import wording
from ui.components import evidence, prose


def show(outcome: Outcome) -> None:
    """Draw each strategy in a card of its own."""
    st.header(wording.STRATEGIES, anchor=False)
    if not outcome.strategies:
        prose.show_words(wording.NO_STRATEGIES)
    for strategy in outcome.strategies:
        with st.container(border=True):
            _show_one(outcome, strategy)


def show_practice(
    steps: Sequence[str],
    cautions: Sequence[str],
    grade: Grade,
    *,
    extrapolated: bool,
    sources: Sequence[Source],
    ask: str,
) -> None:
    """What to do or to ask for, what to watch, and how well it is supported; the same here and in the library."""
    if ask:
        prose.show_words(wording.ASK.format(ask))
    prose.show_words(wording.STEPS_OF_OTHERS if ask else wording.STEPS, label=True)
    prose.show_list(steps, numbered=True)
    prose.show_words(wording.CAUTIONS, label=True)
    prose.show_list(cautions)
    words = wording.GRADES[grade]
    if extrapolated:
        words = wording.EXTRAPOLATED.format(words)
    prose.show_words(wording.EVIDENCE_GRADE.format(f"{words} ({grade.value})") + ".")
    with st.expander(wording.SOURCES):
        prose.show_html(f"<ul>{''.join(map(_source, sources))}</ul>")


def _show_one(outcome: Outcome, strategy: Strategy) -> None:
    beside = is_beside_a_card(strategy.when, outcome.route)
    prose.show_words(wording.BESIDE_THE_CARD if beside else wording.WHEN[strategy.when], label=True)
    st.subheader(strategy.title, anchor=False)
    with st.container(horizontal=True, wrap=False):
        prose.show_words(strategy.why)
        evidence.show(outcome.text, strategy.why_evidence, strategy=strategy)
    show_practice(
        strategy.steps,
        strategy.cautions,
        strategy.evidence_grade,
        extrapolated=strategy.extrapolated,
        sources=strategy.sources,
        ask=strategy.ask,
    )


def _source(source: Source) -> str:
    checked = wording.VERIFIED if source.verified else wording.UNVERIFIED
    return f"<li>{escape(source.citation)} — {escape(checked)}</li>"
