"""Write, see what is masked, read the debrief: one thing at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.errors import AssistantError
from assistant.model.debrief import Answer
from assistant.model.text import DeidentifiedReflection
from assistant.stages.masking import MaskingTerms
from ui import service, session, wording
from ui.components import (
    about_writer,
    masked_text,
    notice,
    outcome_view,
    progress,
    prose,
    reflection_editor,
    sample_picker,
)
from ui.pages import guided_part, journal_part
from ui.samples import load_samples
from ui.session import Session, Step


def show() -> None:
    """Draw the step that the writer is at."""
    state = session.current()
    if state.step is Step.OUTCOME and state.outcome is not None:
        _show_outcome(state)
    elif state.step is Step.MASKED and state.masked is not None:
        _show_masked(state, state.masked)
    else:
        _show_writing(state)
        session.warm_up()


def _show_writing(state: Session) -> None:
    st.title(wording.REFLECT_TITLE, anchor=False)
    prose.show_words(wording.REFLECT_INTRO)
    if state.guided is not None:
        guided_part.show_question(state, state.guided)
        return
    journal_part.show_draft()
    guided_part.show_ways()
    samples = load_samples()
    picked = sample_picker.show(list(samples), key=state.remembered("sample", state.sample))
    if picked is not None and picked != state.sample:
        state.put_text(samples[picked])
    state.sample = picked
    state.text = reflection_editor.show(key=state.remembered("editor", state.text))
    journal_part.save_draft()
    state.locale, state.level = about_writer.show(
        locale_key=state.remembered("locale", state.locale), level_key=state.remembered("level", state.level)
    )
    if st.button(wording.SEE_MASKED, type="primary", key=state.key("see")):
        _look(state)


def _show_masked(state: Session, masked: DeidentifiedReflection) -> None:
    st.title(wording.MASKED_TITLE, anchor=False)
    prose.show_words(wording.MASKED_INTRO)
    change = masked_text.show(masked, state.masks, key=state.key("masks"))
    with st.container(horizontal=True):
        wanted = st.button(wording.DEBRIEF, type="primary", key=state.key("debrief"))
        back = st.button(wording.BACK, key=state.key("back"))
    if back:
        state.write_again()
        st.rerun()
    match change:
        case masked_text.Lift(placeholder):
            state.masks = state.masks.lifting(placeholder, state.text, masked)
        case masked_text.Mask(words, kind):
            state.masks = state.masks.masking(words, kind)
        case "undo":
            state.masks = MaskingTerms()
    if change is not None:
        _look(state)
    elif wanted:
        _debrief(state)


def _show_outcome(state: Session) -> None:
    outcome = state.outcome
    if outcome is None:
        return
    chosen = outcome_view.show(outcome, state.own_questions, key=state.key("outcome"))
    journal_part.show_keep(outcome)
    match chosen:
        case None:
            return
        case outcome_view.Ask(question):
            state.own_questions = (*state.own_questions, question)
            st.rerun()
        case "change":
            state.write_again()
            st.rerun()
        case answer:
            _debrief(state, answer)


def _look(state: Session) -> None:
    with _noticing(state):
        with st.spinner(wording.WARMING):
            ports = session.ports()
        with st.spinner(wording.LOOKING):
            seen = service.look(state.text, ports=ports, choices=state.choices)
        if isinstance(seen, DeidentifiedReflection):
            state.look_at(seen)
        else:
            state.conclude(seen)
        st.rerun()


def _debrief(state: Session, answer: Answer | None = None) -> None:
    with _noticing(state):
        with progress.show(wording.DEBRIEFING, wording.DEBRIEFED) as watch:
            outcome = service.debrief(
                state.text, ports=session.ports(), choices=state.choices, watch=watch, answer=answer
            )
        state.conclude(outcome)
        st.rerun()


@contextmanager
def _noticing(state: Session) -> Iterator[None]:
    """What the assistant reports as its own is shown where it happened."""
    try:
        yield
    except AssistantError as error:
        notice.show(error, state.locale)
