"""Write, see what is masked, read the debrief: one thing at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st

from assistant.errors import AssistantError
from assistant.model.debrief import Answer, Outcome, Withheld
from assistant.model.text import DeidentifiedReflection
from assistant.settings import Settings
from assistant.stages.masking import MaskingTerms
from ui import sending, sending_wording, service, session, wording
from ui.components import (
    about_writer,
    consent,
    live_writing,
    masked_text,
    notice,
    outcome_view,
    progress,
    prose,
    reflection_editor,
    safety_card,
    sample_picker,
)
from ui.running import Running
from ui.samples import load_samples
from ui.sending import Preview
from ui.session import Session, Step
from ui.views import appeal_part, guided_part, journal_part

LOOKS_EVERY = 0.4
"""Seconds between two looks at a debrief that a model writes."""


def show() -> None:
    """Draw the step that the writer is at."""
    state = session.current()
    if state.step is Step.OUTCOME and state.outcome is not None:
        _show_outcome(state)
    elif state.step is Step.WRITING and state.running is not None:
        _show_running(state, state.running)
    elif state.step is Step.CONSENT and state.preview is not None:
        _show_consent(state, state.preview)
    elif state.step is not Step.WRITE and state.masked is not None:
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
    _show_cards(state)
    st.title(wording.MASKED_TITLE, anchor=False)
    prose.show_words(wording.MASKED_INTRO)
    change = masked_text.show(masked, state.masks, key=state.key("masks"))
    _show_sending(state)
    with st.container(horizontal=True):
        wanted = st.button(wording.DEBRIEF, type="primary", key=state.key("debrief"))
        back = st.button(wording.BACK, key=state.key("back"))
    if back:
        state.write_again()
        st.rerun()
    if change is not None:
        state.masks = _changed(state, masked, change)
        _look(state)
    elif wanted:
        _offer(state)


def _changed(state: Session, masked: DeidentifiedReflection, change: masked_text.Change) -> MaskingTerms:
    match change:
        case masked_text.Lift(placeholder):
            return state.masks.lifting(placeholder, state.text, masked)
        case masked_text.Mask(words, kind):
            return state.masks.masking(words, kind)
        case _:
            return MaskingTerms()


def _show_cards(state: Session) -> None:
    """What cannot wait comes before anything else on the page."""
    for card in state.cards:
        safety_card.show(card)


def _show_sending(state: Session) -> None:
    """What stands about a language model: switched off, or a yes that the writer can take back."""
    if sending.is_switched_off():
        prose.show_words(sending_wording.SWITCHED_OFF)
    elif state.always_sends and consent.show_standing(
        sending.destination(Settings()), key=state.key("masks")
    ):
        state.always_sends = False
        st.rerun()


def _offer(state: Session) -> None:
    """Ask before a language model is sent anything; where none may speak, go on without."""
    with _noticing(state):
        with st.spinner(sending_wording.READING):
            preview = sending.preview(state.text, ports=session.ports(), choices=state.choices)
        if preview is None:
            _debrief(state)
        elif state.always_sends:
            _send(state)
        else:
            state.ask_about(preview)
            st.rerun()


def _show_consent(state: Session, preview: Preview) -> None:
    _show_cards(state)
    chosen = consent.show(preview, key=state.key("consent"))
    match chosen:
        case None:
            return
        case "back":
            state.step = Step.MASKED
            st.rerun()
        case "no":
            _debrief(state)
        case _:
            state.always_sends = chosen == "always"
            _send(state)


def _send(state: Session, answer: Answer | None = None) -> None:
    """Let the model write, aside, so that the page can be drawn and the writer can stop it."""
    with _noticing(state):
        work = partial(
            service.debrief,
            state.text,
            ports=session.ports(),
            choices=state.choices._replace(may_send=True),
            answer=answer,
        )
        state.follow(Running(work))
        st.rerun()


def _show_running(state: Session, running: Running) -> None:
    _show_cards(state)
    st.title(sending_wording.WRITING_TITLE, anchor=False)
    prose.show_words(sending_wording.WRITING)
    if not running.is_done:
        _watch(state, running)
        return
    with _noticing(state):
        state.conclude(running.result())
        st.rerun()
    if st.button(sending_wording.NO, type="primary", key=state.key("without")):
        _debrief(state)


@st.fragment(run_every=LOOKS_EVERY)
def _watch(state: Session, running: Running) -> None:
    if running.is_done:
        st.rerun()
    live_writing.show(running, key=state.key("running"))


def _show_outcome(state: Session) -> None:
    outcome = state.outcome
    if outcome is None:
        return
    export = partial(_written_out, outcome, state.own_questions, state.choices)
    chosen = outcome_view.show(outcome, state.own_questions, export=export, key=state.key("outcome"))
    journal_part.show_keep(outcome)
    appeal_part.show(outcome)
    match chosen:
        case None:
            return
        case outcome_view.Ask(question):
            state.own_questions = (*state.own_questions, question)
            st.rerun()
        case "change":
            state.write_again()
            st.rerun()
        case answer if state.always_sends and not isinstance(outcome, Withheld):
            _send(state, answer)
        case answer:
            _debrief(state, answer)


def _written_out(outcome: Outcome, own_questions: tuple[str, ...], choices: service.Choices) -> str:
    """The file to download; runs when it is asked for."""
    return service.markdown_of(outcome, own_questions, ports=session.ports(), choices=choices)


def _look(state: Session) -> None:
    with _noticing(state):
        with st.spinner(wording.WARMING):
            ports = session.ports()
        with st.spinner(wording.LOOKING):
            seen = service.look(state.text, ports=ports, choices=state.choices)
        if isinstance(seen, service.Seen):
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
        session.count(outcome)
        state.conclude(outcome)
        st.rerun()


@contextmanager
def _noticing(state: Session) -> Iterator[None]:
    """What the assistant reports as its own is shown where it happened."""
    try:
        yield
    except AssistantError as error:
        notice.show(error, state.locale)
