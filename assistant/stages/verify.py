"""May this sentence be shown? Checks between any writer and the person who reads."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.fixed_checks import fixed_reasons, is_derived, question_reasons, reason, unresolved
from assistant.model.debrief import (
    Draft,
    Reason,
    Statement,
    SupervisionQuestion,
    Verdict,
    Verification,
    VerificationCounts,
)
from assistant.model.text import Parse, Span, Token
from assistant.model.understanding import Understanding
from assistant.ports import Judge, Pairing
from assistant.writers.noticed import is_noticed
from knowledge.vocabulary import Check

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"})
_EMPTY_LEMMAS = """
be have do say write feel get go make client your you that this it sound seem thing really very so
"""
EMPTY_LEMMAS = frozenset(_EMPTY_LEMMAS.split())
MOST_EVIDENCE = 3


class VerifyThresholds(BaseModel):
    """Calibrated on dev cases; kept in `assistant/weights/verify.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    supported: float
    """Probability of support from which the judge lets a statement pass."""


class Sources(NamedTuple):
    """What a statement is held against."""

    parse: Parse

    @property
    def text(self) -> str:
        """The reflection's text."""
        return self.parse.text


def verify_statement(
    statement: str, *, against: Parse, statement_parse: Parse, judge: Judge, thresholds: VerifyThresholds
) -> Verdict:
    """Whether the statement may be shown as a summary of the reflection, why not, and what it rests on.

    Every sentence of it must pass by itself: a true one never carries a false one.
    """
    reasons = fixed_reasons(statement, against.text)
    claims = claims_of(statement_parse, against)
    if not claims or not against.text.strip():
        reasons.append(reason(Check.EVIDENCE))
    if not reasons and not is_derived(statement, against):
        for probabilities in judge.judge([c.pairing for c in claims]):
            reasons += _judged(probabilities, thresholds)
    evidence = sorted({s for c in claims for s in c.evidence}, key=lambda s: s.start)
    told = tuple({r.check: r for r in reasons}.values())
    return Verdict(supported=not told, reasons=told, evidence=() if told else tuple(evidence))


class Claim(NamedTuple):
    """One sentence of a statement and the sentences of the reflection that it may rest on."""

    pairing: Pairing
    evidence: tuple[Span, ...]


def claims_of(statement: Parse, against: Parse) -> tuple[Claim, ...]:
    """The sentences of a statement; none where it has no words."""
    return tuple(claim_of(statement, sentence, against) for sentence in statement.sentences)


def claim_of(statement: Parse, sentence: Span, against: Parse) -> Claim:
    """One sentence of a statement, beside what it may rest on."""
    evidence = evidence_for(statement.tokens_in(sentence), against)
    return Claim(Pairing(against, window_of(against, evidence), statement, sentence), evidence)


def evidence_for(statement: Sequence[Token], against: Parse) -> tuple[Span, ...]:
    """The sentences of the reflection that share most with a sentence's words, best first, in text order."""
    said = _content(statement)
    scored = [(_shared(said, _content(against.tokens_in(s))), s) for s in against.sentences]
    best = max((score for score, _ in scored), default=0.0)
    if best == 0:
        return tuple(s for _, s in scored[:1])
    kept = sorted((p for p in scored if p[0] >= best / 2), key=lambda p: -p[0])[:MOST_EVIDENCE]
    return tuple(sorted((s for _, s in kept), key=lambda s: s.start))


LONGEST_WINDOW = 900
"""Characters of a reflection that the judge reads beside one statement."""


def window_of(against: Parse, evidence: Sequence[Span]) -> Span:
    """The whole text where it is short; else the evidence with the sentences around it."""
    text = against.text
    if len(text) <= LONGEST_WINDOW or not evidence:
        return Span(start=0, end=min(len(text), LONGEST_WINDOW))
    middle = (evidence[0].start + evidence[-1].end) // 2
    start = max(0, min(evidence[0].start, middle - LONGEST_WINDOW // 2))
    inside = [s for s in against.sentences if s.start >= start and s.end <= start + LONGEST_WINDOW]
    if not inside:
        return Span(start=start, end=min(len(text), start + LONGEST_WINDOW))
    return Span(start=inside[0].start, end=inside[-1].end)


def verify(
    draft: Draft,
    understanding: Understanding,
    *,
    parses: Mapping[str, Parse],
    judge: Judge,
    thresholds: VerifyThresholds,
) -> Verification:
    """Keep only what passes; count and name what was cut."""
    against = understanding.screening.parse
    cut: list[Reason] = []
    summary: list[Statement] = []
    for statement in draft.summary:
        if is_noticed(statement, understanding.screening.findings):
            summary.append(statement)
            continue
        verdict = verify_statement(
            statement.text,
            against=against,
            statement_parse=parses[statement.text],
            judge=judge,
            thresholds=thresholds,
        )
        reasons = [*verdict.reasons, *unresolved(statement.evidence, against.text)]
        cut += reasons[:1]
        if not reasons:
            summary.append(statement)
    questions: list[SupervisionQuestion] = []
    for question in draft.supervision:
        reasons = question_reasons(question, against.text)
        cut += reasons[:1]
        if not reasons:
            questions.append(question)
    kept = draft.model_copy(update={"summary": tuple(summary), "supervision": tuple(questions)})
    counts = VerificationCounts(kept=len(summary) + len(questions), cut=len(cut))
    return Verification(draft=kept, counts=counts, cut_reasons=tuple(cut))


def _judged(probabilities: Mapping[Check | None, float], thresholds: VerifyThresholds) -> list[Reason]:
    if probabilities[None] >= thresholds.supported:
        return []
    worst = max((c for c in probabilities if c is not None), key=lambda c: probabilities[c])
    return [reason(worst)]


def _content(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.lemma for t in tokens if t.pos in CONTENT and t.lemma not in EMPTY_LEMMAS)


def _shared(said: frozenset[str], sentence: frozenset[str]) -> float:
    return len(said & sentence) / math.sqrt(1 + len(sentence))
