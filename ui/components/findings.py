"""Everything that was noticed, with its reason and the words it rests on."""

import streamlit as st

from assistant.model.debrief import Outcome
from assistant.model.screening import Finding
from knowledge.vocabulary import Certainty
from ui import wording
from ui.components import prose


def show(outcome: Outcome, *, label: str = wording.NOTICED) -> None:
    """Draw one closed expander, or nothing where nothing was noticed."""
    if not outcome.findings:
        return
    with st.expander(label):
        for finding in outcome.findings:
            prose.show_words(_line(finding))
            prose.show_quote(outcome.text, [finding.span], around=80)


def _line(finding: Finding) -> str:
    currency = wording.CURRENCIES[finding.currency]
    if finding.certainty is Certainty.UNCLEAR:
        currency += f" ({wording.UNCLEAR})"
    kind = wording.FINDINGS[finding.kind]
    if finding.subject is None:
        return wording.NOTICED_LINE_ALONE.format(kind=kind, currency=currency, reason=finding.reason)
    subject = wording.SUBJECTS[finding.subject]
    return wording.NOTICED_LINE.format(kind=kind, subject=subject, currency=currency, reason=finding.reason)
