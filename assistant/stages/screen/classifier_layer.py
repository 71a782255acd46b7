"""The classifier layer: probabilities of each sentence turned into findings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from assistant.model.screening import REQUESTS, Finding
from assistant.model.text import Span
from assistant.ports import Reading, SentenceLabels
from assistant.stages.screen.thresholds import ScreeningThresholds
from knowledge.vocabulary import Certainty, Currency, FindingKind, Subject

K = TypeVar("K")
FIXED_SUBJECTS: Mapping[FindingKind, Subject | None] = {
    FindingKind.VIOLENCE_TOWARD_CLINICIAN: Subject.SELF,
    FindingKind.CLIENT_DEATH: Subject.CLIENT,
    FindingKind.SUPERVISOR_CONCERN: Subject.OTHER,
    **dict.fromkeys(REQUESTS),
}
ASKED_ABOUT = frozenset({FindingKind.SUICIDALITY, FindingKind.HARM_TO_OTHERS})
"""The writer's own, between the two thresholds: not known, so asked."""
MOST_LIKELY = {
    FindingKind.SUICIDALITY: "thoughts of suicide or self-harm",
    FindingKind.HARM_TO_OTHERS: "harm to another person",
    FindingKind.ABUSE_CONCERN: "abuse or neglect of someone who depends on others",
    FindingKind.VIOLENCE_TOWARD_CLINICIAN: "violence or a threat toward the writer",
    FindingKind.IMPAIRMENT: "practice that may have become unsafe",
    FindingKind.BOUNDARY_CONCERN: "a boundary of the role that is being crossed",
    FindingKind.MEDICAL_EMERGENCY: "a medical emergency",
    FindingKind.CLIENT_DEATH: "a client's death",
    FindingKind.SUPERVISOR_CONCERN: "a supervisor who is the source of the trouble",
    FindingKind.CLINICAL_ADVICE_REQUEST: "a request to diagnose, treat or weigh risk",
    FindingKind.PROMPT_INJECTION: "instructions to a computer program",
    FindingKind.OFF_TOPIC: "a request that is not about clinical work",
}
WHOSE = {
    Subject.SELF: ", the writer's own",
    Subject.CLIENT: ", a client's",
    Subject.OTHER: ", somebody else's",
    None: "",
}


class Guess(NamedTuple):
    """A finding of the classifier and how strongly it is held."""

    finding: Finding
    sure: bool


def guesses(spans: Sequence[Span], reading: Reading, thresholds: ScreeningThresholds) -> tuple[Guess, ...]:
    """Every kind that reaches its lower threshold, sentence by sentence."""
    return tuple(
        guess
        for span, labels in zip(spans, reading.sentences, strict=True)
        for guess in _guesses_of(span, labels, thresholds)
    )


def _guesses_of(span: Span, labels: SentenceLabels, thresholds: ScreeningThresholds) -> Iterator[Guess]:
    for kind, probability in labels.findings.items():
        limit = thresholds.kinds[kind]
        if probability >= limit.maybe:
            sure = probability >= limit.sure
            yield Guess(_finding(kind, span, labels, thresholds, sure=sure), sure)


def _finding(
    kind: FindingKind, span: Span, labels: SentenceLabels, thresholds: ScreeningThresholds, *, sure: bool
) -> Finding:
    subject = _subject(kind, labels, thresholds)
    asked = not sure and kind in ASKED_ABOUT and subject is Subject.SELF
    unclear = asked or labels.unclear >= thresholds.unclear
    return Finding(
        kind=kind,
        subject=subject,
        currency=Currency.CURRENT if kind in REQUESTS else Currency(_likeliest(labels.currencies)),
        certainty=Certainty.UNCLEAR if unclear else Certainty.CLEAR,
        start=span.start,
        end=span.end,
        layer="classifier",
        rule=f"classifier:{kind}",
        reason=f"The sentence reads like {MOST_LIKELY[kind]}{WHOSE[subject]}"
        + (", though the words leave it open." if unclear else "."),
        danger_now=kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN
        and labels.danger_now >= thresholds.danger_now,
    )


def _subject(kind: FindingKind, labels: SentenceLabels, thresholds: ScreeningThresholds) -> Subject | None:
    if kind in FIXED_SUBJECTS:
        return FIXED_SUBJECTS[kind]
    if labels.subjects[Subject.SELF] >= thresholds.subject_self:
        return Subject.SELF
    others = {s: p for s, p in labels.subjects.items() if s is not Subject.SELF}
    return (
        _likeliest(others)
        if thresholds.subject_self <= max(labels.subjects.values())
        else _likeliest(labels.subjects)
    )


def _likeliest(probabilities: Mapping[K, float]) -> K:
    return max(probabilities, key=lambda k: probabilities[k])
