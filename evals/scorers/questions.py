"""Is every supervision question one that a good supervisor would ask? Checks of `clinical.md`, section 4."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.model.debrief import (
    MAX_QUESTION_WORDS,
    MAX_QUESTIONS,
    MIN_QUESTIONS,
    Debrief,
    SupervisionQuestion,
    Withheld,
)
from evals.case import ReflectionCase, Score
from evals.scorers.debriefs import QUOTED, resolves
from knowledge.wording import is_graphic, pattern

QUOTE = re.compile(r"[“\"]([^”\"]+)[”\"]")
CLINICIAN = re.compile(r"\b(?:i|me|my|we|us|our|you|your|yours|yourself)\b", re.IGNORECASE)
WHY = re.compile(r"\bwhy\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")
CLOSED = re.compile(
    r"^(?:do|does|did|is|are|was|were|am|can|could|will|would|should|shall|has|have|had|may|might|must)(?:n['\u2019]t)?\b",
    re.IGNORECASE,
)
DISGUISED_ADVICE = re.compile(
    r"\b(?:have you (?:tried|considered|thought (?:of|about))|could you try|would it help|what if you|how about"
    r"|wouldn't it|should (?:i|you|we)|isn't it time)\b",
    re.IGNORECASE,
)
DIRECTS_CLIENT = re.compile(
    r"\bshould (?:the|your|this) (?:client|patient|family|parent|child)|\bget (?:them|him|her|(?:your|the) client) to\b"
    r"|\b(?:the|your|this) (?:client|patient)(?: \w+){0,3} (?:should|must|ought|needs? to|ha(?:s|ve) to)\b",
    re.IGNORECASE,
)


def score(case: ReflectionCase, answer: Debrief | Withheld) -> Iterator[Score]:
    """Every question, and the set of them."""
    del case
    if not isinstance(answer, Debrief):
        return
    asked = [q.question for q in answer.supervision]
    for question in answer.supervision:
        yield from _question_scores(question, answer.text)
    fits = MIN_QUESTIONS <= len(asked) <= MAX_QUESTIONS
    yield Score.right("three_to_seven", fits, f"{len(asked)} questions", "three to seven")
    yield Score.right("no_duplicates", _distinct(asked), asked, "each question once")
    frames = [QUOTED.sub("", q) for q in asked]
    yield Score.right("no_repeated_frame", _distinct(frames), frames, "each frame once")
    functions = {q.function for q in answer.supervision}
    yield Score.right("functions_mixed", len(functions) > 1, sorted(functions), "more than one function")


def in_style(question: SupervisionQuestion, text: str) -> bool:
    """Whether one question passes every check."""
    return all(_checks(question, text).values())


def _question_scores(question: SupervisionQuestion, text: str) -> Iterator[Score]:
    asked = question.question
    checks = _checks(question, text)
    function = f"function:{question.function}"
    for metric, ok in checks.items():
        yield Score.right(metric, ok, asked, metric.replace("_", " "), function)
    failed = [metric for metric, ok in checks.items() if not ok]
    yield Score.right(
        "style_all", not failed, asked, f"all checks; failed: {', '.join(failed) or 'none'}", function
    )


def _checks(question: SupervisionQuestion, text: str) -> dict[str, bool]:
    asked = question.question
    own = QUOTED.sub(" ", asked)
    return {
        "one_question_mark_at_end": asked.endswith("?") and asked.count("?") == 1,
        "thirty_words_at_most": len(asked.split()) <= MAX_QUESTION_WORDS,
        "open": CLOSED.search(asked) is None,
        "no_why": WHY.search(own) is None,
        "about_the_clinician": CLINICIAN.search(own) is not None,
        "no_advice": DISGUISED_ADVICE.search(own) is None and pattern("advice").search(own) is None,
        "does_not_direct_client": DIRECTS_CLIENT.search(own) is None,
        "no_diagnosis": all(m[0].lower() in text.lower() for m in pattern("diagnosis").finditer(own)),
        "not_graphic": not is_graphic(asked),
        "no_invented_fact": _grounded(asked, own, text),
        "evidence_resolves": resolves(question.evidence, text),
    }


def _grounded(asked: str, own: str, text: str) -> bool:
    """Quotes are exact and numbers stand in the text."""
    quotes = [q.strip(" .,!?…") for q in QUOTE.findall(asked)]
    return all(q in text for q in quotes) and all(n in text for n in NUMBER.findall(own))


def _distinct(texts: list[str]) -> bool:
    return all(n == 1 for n in Counter(" ".join(t.lower().split()) for t in texts).values())
