"""The classifier layer: probabilities of each sentence turned into findings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from assistant.model.screening import REQUESTS, Finding
from assistant.model.text import Span
from assistant.ports import Reading, SentenceLabels
from assistant.stages.screen.thresholds import ScreeningThresholds
from knowledge.vocabulary import Certainty, Currency, FindingKind, Route, Subject

K = TypeVar("K")
UNCLEAR = 0.5
"""Probability from which a finding that leads to no card of danger is called unclear."""
OTHER_ROUTES = tuple(r for r in Route if r is not Route.PROCEED)
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
"""Kinds that can lead to `crisis`."""
ALWAYS_CURRENT = REQUESTS | {FindingKind.SUPERVISOR_CONCERN}
"""Kinds that ask for no route but their own, however sure."""
ATTENTION = frozenset(FindingKind) - ALWAYS_CURRENT - {FindingKind.MEDICAL_EMERGENCY}
"""Kinds that may not wait and yet are no danger now; a current medical emergency always is."""
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


class Quiet(NamedTuple):
    """The sentences in which the classifier sees next to nothing of a sort."""

    danger: tuple[Span, ...] = ()
    attention: tuple[Span, ...] = ()


def guesses(spans: Sequence[Span], reading: Reading, thresholds: ScreeningThresholds) -> tuple[Guess, ...]:
    """What each sentence tells of, whose it is and whether it can wait."""
    return tuple(
        guess
        for span, labels, asked in zip(
            spans, reading.sentences, routes_of(reading, thresholds.whole), strict=True
        )
        for guess in _guesses_of(span, labels, asked, thresholds)
    )


def request_in(spans: Sequence[Span], reading: Reading, thresholds: ScreeningThresholds) -> Iterator[Finding]:
    """What a text that does nothing but ask asks for, in the sentence that asks most."""
    if spans and reading.routes[Route.DECLINE] >= thresholds.request.sure:
        span, labels = max(
            zip(spans, reading.sentences, strict=True), key=lambda read: read[1].routes[Route.DECLINE]
        )
        kind = _likeliest({k: labels.findings[k] for k in sorted(REQUESTS)})
        yield _finding(kind, None, Currency.CURRENT, span, unclear=False)


def routes_of(reading: Reading, whole: float) -> tuple[Mapping[Route, float], ...]:
    """How strongly each sentence asks for each route; what the whole text says counts for the one that comes nearest."""
    nearest = {
        route: max(range(len(reading.sentences)), key=lambda at, r=route: reading.sentences[at].routes[r])  # type: ignore[misc]  # bound as a default
        for route in (OTHER_ROUTES if reading.sentences else ())
    }
    return tuple(
        {
            route: (1 - whole) * labels.routes[route] + whole * reading.routes[route] * (at == nearest[route])
            for route in OTHER_ROUTES
        }
        for at, labels in enumerate(reading.sentences)
    )


def quiet_in(spans: Sequence[Span], reading: Reading, thresholds: ScreeningThresholds) -> Quiet:
    """Where the classifier sees next to nothing."""
    asked = tuple(zip(spans, routes_of(reading, thresholds.whole), strict=True))
    return Quiet(
        danger=tuple(s for s, routes in asked if danger_in(routes) < thresholds.quiet.danger),
        attention=tuple(s for s, routes in asked if attention_in(routes) < thresholds.quiet.attention),
    )


def danger_in(asked: Mapping[Route, float]) -> float:
    """How strongly a sentence asks for `crisis`, or for the question whether it is one."""
    return asked[Route.CRISIS] + asked[Route.CLARIFY]


def attention_in(asked: Mapping[Route, float]) -> float:
    """How strongly a sentence tells of something that may not wait, whosever it is."""
    return danger_in(asked) + asked[Route.URGENT] + asked[Route.POSTVENTION]


def _guesses_of(
    span: Span, labels: SentenceLabels, asked: Mapping[Route, float], thresholds: ScreeningThresholds
) -> Iterator[Guess]:
    told: set[FindingKind] = set()
    if danger_in(asked) >= thresholds.danger.maybe:
        kind = _likeliest({k: labels.findings[k] for k in sorted(RISKS)})
        sure = asked[Route.CRISIS] >= thresholds.danger.sure
        yield Guess(_danger(kind, span, labels, sure=sure), sure)
        told.add(kind)
    attention = attention_in(asked)
    if attention >= thresholds.attention.sure and not told:
        kind = _likeliest({k: labels.findings[k] for k in sorted(ATTENTION)})
        yield Guess(_no_danger(kind, span, labels, current=True), sure=True)
        told.add(kind)
    for kind, probability in labels.findings.items():
        limit = thresholds.kinds[kind]
        if kind not in told and probability >= limit.maybe:
            current = kind in ALWAYS_CURRENT or attention >= thresholds.attention.maybe
            yield Guess(_no_danger(kind, span, labels, current=current), probability >= limit.sure)


def _danger(kind: FindingKind, span: Span, labels: SentenceLabels, *, sure: bool) -> Finding:
    """What leads to `crisis`, or to a question where it is not known well enough."""
    subject = FIXED_SUBJECTS.get(kind, Subject.SELF)
    if kind is FindingKind.MEDICAL_EMERGENCY:
        subject = _likeliest(labels.subjects)
    finding = _finding(kind, subject, Currency.CURRENT, span, unclear=not sure)
    return finding.model_copy(update={"danger_now": kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN})


def _no_danger(kind: FindingKind, span: Span, labels: SentenceLabels, *, current: bool) -> Finding:
    """The likeliest reading besides danger now, of those that can wait or of those that may not."""
    readings: dict[tuple[Subject | None, Currency], float] = {
        (subject, Currency(currency)): a * b
        for subject, a in _whose(kind, labels).items()
        for currency, b in labels.currencies.items()
        if (Currency(currency) is Currency.CURRENT) is current
        and not (kind in RISKS and _is_danger(kind, subject, Currency(currency)))
    }
    if not readings:  # a medical emergency that is no danger now is over
        readings = {(subject, Currency.PAST): p for subject, p in _whose(kind, labels).items()}
    subject, currency = _likeliest(readings)
    return _finding(
        kind, FIXED_SUBJECTS.get(kind, subject), currency, span, unclear=labels.unclear >= UNCLEAR
    )


def _whose(kind: FindingKind, labels: SentenceLabels) -> Mapping[Subject, float]:
    """The subject of abuse is who is harmed, and of every other kind who has it or does it."""
    return labels.harmed if kind is FindingKind.ABUSE_CONCERN else labels.subjects


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
