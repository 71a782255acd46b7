"""The classifier layer: probabilities of each sentence turned into findings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from assistant.model.screening import REQUESTS, Finding
from assistant.model.text import Span
from assistant.ports import Reading, SentenceLabels
from assistant.stages.screen.thresholds import ScreeningThresholds
from knowledge.vocabulary import Certainty, Currency, FindingKind, Subject

K = TypeVar("K")
UNCLEAR = 0.5
"""Probability from which a finding that leads to no card of danger is called unclear."""
FIXED_SUBJECTS: Mapping[FindingKind, Subject | None] = {
    FindingKind.VIOLENCE_TOWARD_CLINICIAN: Subject.SELF,
    FindingKind.CLIENT_DEATH: Subject.CLIENT,
    FindingKind.SUPERVISOR_CONCERN: Subject.OTHER,
    **dict.fromkeys(REQUESTS),
}
RISKS = frozenset(
    {
        FindingKind.SUICIDALITY,
        FindingKind.HARM_TO_OTHERS,
        FindingKind.VIOLENCE_TOWARD_CLINICIAN,
        FindingKind.MEDICAL_EMERGENCY,
    }
)
"""Kinds that can lead to `crisis`: one number says how likely it is that they do."""
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


def risk_of(kind: FindingKind, labels: SentenceLabels) -> float:
    """Probability that the sentence tells of danger now: that kind, whose it must be, and current, taken as independent."""
    now = labels.findings[kind] * labels.currencies[Currency.CURRENT]
    if kind is FindingKind.MEDICAL_EMERGENCY:
        return now
    if kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN:
        return now * labels.danger_now
    return now * labels.subjects[Subject.SELF]


def _guesses_of(span: Span, labels: SentenceLabels, thresholds: ScreeningThresholds) -> Iterator[Guess]:
    for kind, probability in labels.findings.items():
        limit, danger = thresholds.kinds[kind], thresholds.risks.get(kind)
        if danger is not None and risk_of(kind, labels) >= danger.maybe:
            sure = risk_of(kind, labels) >= danger.sure
            yield Guess(_danger(kind, span, labels, thresholds, sure=sure), sure)
        elif probability >= limit.maybe:
            yield Guess(_no_danger(kind, span, labels), probability >= limit.sure)


def _danger(
    kind: FindingKind, span: Span, labels: SentenceLabels, thresholds: ScreeningThresholds, *, sure: bool
) -> Finding:
    """What leads to `crisis`, or to a question where it is not known well enough."""
    subject = FIXED_SUBJECTS.get(kind, Subject.SELF)
    if kind is FindingKind.MEDICAL_EMERGENCY:
        subject = _likeliest(labels.subjects)
    unclear = not sure or labels.unclear >= thresholds.unclear
    finding = _finding(kind, subject, Currency.CURRENT, span, unclear=unclear)
    return finding.model_copy(update={"danger_now": kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN})


def _no_danger(kind: FindingKind, span: Span, labels: SentenceLabels) -> Finding:
    """The likeliest reading besides danger now."""
    readings: dict[tuple[Subject | None, Currency], float] = {
        (subject, Currency(currency)): a * b
        for subject, a in labels.subjects.items()
        for currency, b in labels.currencies.items()
        if not (kind in RISKS and _is_danger(kind, subject, Currency(currency)))
    }
    subject, currency = _likeliest(readings)
    if kind in REQUESTS:
        currency = Currency.CURRENT
    return _finding(
        kind, FIXED_SUBJECTS.get(kind, subject), currency, span, unclear=labels.unclear >= UNCLEAR
    )


def _is_danger(kind: FindingKind, subject: Subject, currency: Currency) -> bool:
    """Whether this reading of the kind would lead to `crisis`."""
    if currency is not Currency.CURRENT or kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN:
        return False
    return kind is FindingKind.MEDICAL_EMERGENCY or subject is Subject.SELF


def _finding(
    kind: FindingKind, subject: Subject | None, currency: Currency, span: Span, *, unclear: bool
) -> Finding:
    return Finding(
        kind=kind,
        subject=subject,
        currency=currency,
        certainty=Certainty.UNCLEAR if unclear else Certainty.CLEAR,
        start=span.start,
        end=span.end,
        layer="classifier",
        rule=f"classifier:{kind}",
        reason=f"The sentence reads like {MOST_LIKELY[kind]}{WHOSE[subject]}"
        + (", though the words leave it open." if unclear else "."),
    )


def _likeliest(probabilities: Mapping[K, float]) -> K:
    return max(probabilities, key=lambda k: probabilities[k])
