"""May this sentence be shown? Checks between any writer and the person who reads."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.model.debrief import (
    MAX_QUESTION_WORDS,
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
from assistant.ports import Judge
from assistant.writers.second_person import in_second_person
from knowledge.vocabulary import Check
from knowledge.wording import pattern

DETAILS = {
    Check.EVIDENCE: "nothing in the reflection says this",
    Check.EXPERIENCER: "tells somebody else's part as the writer's, or the writer's as somebody else's",
    Check.POLARITY: "turns around what the reflection says",
    Check.INTENSITY: "is stronger or weaker than what the reflection says",
    Check.NEW_FACT: "holds a fact that the reflection does not",
    Check.ADVICE: "tells somebody what to do",
    Check.DIAGNOSIS: "names a condition or a risk that the reflection does not name",
    Check.GRAPHIC: "repeats graphic detail",
    Check.CITATION: "quotes words that are not in the text it cites",
}
QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
PLACEHOLDER = re.compile(r"\[[A-Z]+-\d+\]")
CLOSED_OPENERS = frozenset(
    [
        "do",
        "did",
        "does",
        "is",
        "are",
        "was",
        "were",
        "can",
        "could",
        "would",
        "should",
        "have",
        "has",
        "had",
        "will",
        "won't",
        "didn't",
        "don't",
    ]
)
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"})
EMPTY_LEMMAS = frozenset(
    [
        "be",
        "have",
        "do",
        "say",
        "write",
        "feel",
        "get",
        "go",
        "make",
        "client",
        "your",
        "you",
        "that",
        "this",
        "it",
        "sound",
        "seem",
        "thing",
        "really",
        "very",
        "so",
    ]
)
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
    """Whether the statement may be shown as a summary of the reflection, why not, and what it rests on."""
    reasons = _fixed_reasons(statement, against.text)
    evidence = evidence_for(statement_parse, against)
    if not statement.strip() or not against.text.strip():
        reasons.append(_reason(Check.EVIDENCE))
    if not reasons and not _is_derived(statement, against):
        probabilities = judge.judge([(window_of(against, evidence), statement)])[0]
        reasons += _judged(probabilities, thresholds)
    return Verdict(supported=not reasons, reasons=tuple(reasons), evidence=() if reasons else evidence)


def evidence_for(statement: Parse, against: Parse) -> tuple[Span, ...]:
    """The sentences of the reflection that share most with the statement, best first, in text order."""
    said = _content(statement.tokens)
    scored = [(_shared(said, _content(against.tokens_in(s))), s) for s in against.sentences]
    best = max((score for score, _ in scored), default=0.0)
    if best == 0:
        return tuple(s for _, s in scored[:1])
    kept = sorted((p for p in scored if p[0] >= best / 2), key=lambda p: -p[0])[:MOST_EVIDENCE]
    return tuple(sorted((s for _, s in kept), key=lambda s: s.start))


LONGEST_WINDOW = 900
"""Characters of a reflection that the judge reads beside one statement."""


def window_of(against: Parse, evidence: Sequence[Span]) -> str:
    """The whole text where it is short; else the evidence with the sentences around it."""
    text = against.text
    if len(text) <= LONGEST_WINDOW or not evidence:
        return text[:LONGEST_WINDOW]
    middle = (evidence[0].start + evidence[-1].end) // 2
    start = max(0, min(evidence[0].start, middle - LONGEST_WINDOW // 2))
    inside = [s for s in against.sentences if s.start >= start and s.end <= start + LONGEST_WINDOW]
    if not inside:
        return text[start : start + LONGEST_WINDOW]
    return text[inside[0].start : inside[-1].end]


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
        verdict = verify_statement(
            statement.text,
            against=against,
            statement_parse=parses[statement.text],
            judge=judge,
            thresholds=thresholds,
        )
        reasons = [*verdict.reasons, *_unresolved(statement.evidence, against.text)]
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


def question_reasons(question: SupervisionQuestion, text: str) -> list[Reason]:
    """What is wrong with a question: evidence, quotes, advice, diagnosis, graphic detail or style."""
    asked = question.question
    reasons = _unresolved(question.evidence, text)
    reasons += _fixed_reasons(asked, text, own_words_only=True)
    words = asked.split()
    style = (
        not asked.endswith("?")
        or asked.count("?") != 1
        or len(words) > MAX_QUESTION_WORDS
        or words[0].lower().strip(",") in CLOSED_OPENERS
        or re.search(r"\bwhy\b", QUOTED.sub("", asked), re.IGNORECASE) is not None
    )
    return [*reasons, *([Reason(check=Check.ADVICE, detail="is not an open question")] if style else [])]


def _fixed_reasons(statement: str, text: str, *, own_words_only: bool = False) -> list[Reason]:
    """The checks that need no model: quotes, numbers, advice, diagnosis and graphic detail."""
    reasons: list[Reason] = []
    said = text.casefold()
    own_words = QUOTED.sub(" ", statement)
    if any(q.casefold().strip(" .,!?") not in said for q in QUOTED.findall(statement)):
        reasons.append(_reason(Check.CITATION))
    for check in (Check.ADVICE, Check.DIAGNOSIS):
        found = pattern("advice" if check is Check.ADVICE else "diagnosis").finditer(own_words)
        if any(m[0].casefold() not in said and not _is_reported(own_words, m.start()) for m in found):
            reasons.append(_reason(check))
    if pattern("graphic").search(statement):
        reasons.append(_reason(Check.GRAPHIC))
    marks = (*NUMBER.findall(own_words), *PLACEHOLDER.findall(own_words))
    if not own_words_only and any(mark not in text for mark in marks):
        reasons.append(_reason(Check.NEW_FACT))
    return reasons


def _is_reported(text: str, at: int) -> bool:
    """Whether the words before make it a report: "you wanted to stop", "you were told to call"."""
    before = text[:at].rstrip().lower()
    return bool(re.search(r"\b(to|not|n't|who|that|will|would|and|or|you|they|she|he|client)$", before))


def _judged(probabilities: Mapping[Check | None, float], thresholds: VerifyThresholds) -> list[Reason]:
    if probabilities[None] >= thresholds.supported:
        return []
    worst = max((c for c in probabilities if c is not None), key=lambda c: probabilities[c])
    return [_reason(worst)]


def _is_derived(statement: str, against: Parse) -> bool:
    """Proof by construction: a sentence of the text turned to the second person, or a frame around a quote."""
    turned = (in_second_person(against, s) for s in against.sentences)
    return any(statement == t for t in turned) or _is_exact_quote(statement, against.text)


def _is_exact_quote(statement: str, text: str) -> bool:
    """A frame of ours around an exact quote says nothing that the writer did not write."""
    quotes = QUOTED.findall(statement)
    rest = QUOTED.sub("", statement).strip().casefold()
    frames = r"(you (put it like this|wrote|asked|also noted what was good|named a need)|in your own words|what you set down"
    frames += r"|something that held, in your words|what you said you need|of your body you wrote"
    frames += r"|in your body, as you put it|you are left with a question): *\."
    return len(quotes) == 1 and re.fullmatch(frames, rest) is not None and quotes[0] in text


def _unresolved(evidence: Sequence[Span], text: str) -> list[Reason]:
    resolves = bool(evidence) and all(0 <= s.start < s.end <= len(text) for s in evidence)
    return [] if resolves else [_reason(Check.EVIDENCE)]


def _reason(check: Check) -> Reason:
    return Reason(check=check, detail=DETAILS[check])


def _content(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.lemma for t in tokens if t.pos in CONTENT and t.lemma not in EMPTY_LEMMAS)


def _shared(said: frozenset[str], sentence: frozenset[str]) -> float:
    return len(said & sentence) / math.sqrt(1 + len(sentence))
