"""Everything that was noticed, with its reason and the words it rests on."""

import streamlit as st

from assistant.model.debrief import Answer, Outcome
from assistant.model.screening import Finding
from knowledge.vocabulary import Certainty
from ui import sending_wording, wording
from ui.components import prose

APPEALS: tuple[Answer, ...] = ("about_me", "about_client", "handled")


def show(outcome: Outcome, *, label: str = wording.NOTICED, appeals_key: str | None = None) -> Answer | None:
    """Draw one closed expander, or nothing where nothing was noticed; the appeal that was clicked.

    An answer re-routes once, so an outcome that already follows one has no appeal, nor has a request or a
    command, which is nobody's risk.
    """
    if not outcome.findings:
        return None
    with st.expander(label):
        for finding in outcome.findings:
            prose.show_words(_line(finding))
            prose.show_quote(outcome.text, [finding.span], around=80)
        if appeals_key is None or outcome.answer or not any(f.subject for f in outcome.findings):
            return None
        return _appeal(appeals_key)


def _appeal(key: str) -> Answer | None:
    prose.show_words(sending_wording.APPEAL, label=True)
    with st.container(horizontal=True):
        clicked = [a for a in APPEALS if st.button(wording.ANSWERS[a], key=f"{a}-{key}")]
    return next(iter(clicked), None)


def _line(finding: Finding) -> str:
    currency = wording.CURRENCIES[finding.currency]
    if finding.certainty is Certainty.UNCLEAR:
        currency += f" ({wording.UNCLEAR})"
    kind = wording.FINDINGS[finding.kind]
    if finding.subject is None:
        return wording.NOTICED_LINE_ALONE.format(kind=kind, currency=currency, reason=finding.reason)
    subject = wording.SUBJECTS[finding.subject]
    return wording.NOTICED_LINE.format(kind=kind, subject=subject, currency=currency, reason=finding.reason)
