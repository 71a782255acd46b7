"""Style rules of supervision questions: one open idea about the clinician, readable in one breath."""

import re
from collections.abc import Iterator, Sequence

from knowledge.lint.fault import Check, LintFault, Severity
from knowledge.question import SLOT, Question
from knowledge.wording import pattern

MOST_WORDS = 30
ABOUT_CLINICIAN = re.compile(r"\b(?:you|your|yours|yourself|i|me|my|mine|myself|we|us|our)\b", re.IGNORECASE)
WHY = re.compile(r"\bwhy\b", re.IGNORECASE)
DISGUISED_ADVICE = re.compile(
    r"^(?:have you (?:tried|considered|thought)|could you (?:try|ask|tell|talk)|why not|what if you|would it (?:help|be)|"
    r"should(?:n't)? (?:you|i)|don't you|what about|how about)|\b(?:you should|you ought to|you must)\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"^(?:do|does|did|are|is|was|were|have|has|had|can|could|would|will|should|may|might|am)\b", re.IGNORECASE
)
FOR_CLIENT = re.compile(
    r"\b(?:should|must|ought|need(?:s)? to|has to|have to) (?:the|your|this) client\b|\b(?:the|your|this) client "
    r"(?:should|must|ought|needs? to|has to)\b|\bwhat (?:diagnosis|treatment)\b",
    re.IGNORECASE,
)
MORE_DETAIL = re.compile(
    r"\b(?:describe|tell|recount|retell|go through) (?:\w+ ){0,3}(?:exactly|in detail|every detail|what (?:he|she|they) did)\b"
    r"|\bexactly what happened\b|\bmore detail\b",
    re.IGNORECASE,
)
ORDERED_CAUSE = re.compile(
    r"\b(?:because you|it is your|your (?:fault|failure) (?:to|that))\b", re.IGNORECASE
)
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (WHY, "asks why, which sounds like blame; ask what or how"),
    (DISGUISED_ADVICE, "is advice in a question's clothes"),
    (CLOSED, "can be answered by yes or no; ask what, how, which, who or where"),
    (FOR_CLIENT, "asks about treating the client; ask about the clinician"),
    (MORE_DETAIL, "asks for more detail of the story"),
    (ORDERED_CAUSE, "asserts a cause or a fault"),
)


def lint_questions(questions: Sequence[Question]) -> tuple[LintFault, ...]:
    """Every fault of every question, doubles too."""
    faults = [_fault(q, field, message) for q in questions for field, message in _messages(q)]
    for key in ("id", "text"):
        seen: set[str] = set()
        for question in questions:
            value = getattr(question, key).casefold()
            if value in seen:
                faults.append(_fault(question, key, "is there twice"))
            seen.add(value)
    return tuple(faults)


def _messages(question: Question) -> Iterator[tuple[str, str]]:
    text = question.text
    if not text.endswith("?") or text.count("?") != 1:
        yield "text", "must be one question and end with its only question mark"
    if (length := len(text.split())) > MOST_WORDS:
        yield "text", f"has {length} words, over {MOST_WORDS}; it must be readable in one breath"
    if not ABOUT_CLINICIAN.search(text):
        yield "text", "is not about the clinician: it holds no you or I"
    yield from (("text", message) for rule, message in RULES if rule.search(text))
    yield from _forbidden_words(text)
    if (SLOT in text) != question.anchor:
        yield "anchor", f"says {question.anchor}, but the text {'holds' if SLOT in text else 'lacks'} {SLOT}"
    if not question.themes and question.finding is None and not question.id.startswith("general"):
        yield "themes", "is empty; name the themes or the finding that it is for"


def _forbidden_words(text: str) -> Iterator[tuple[str, str]]:
    for name in ("diagnosis", "graphic", "cheer", "advice"):
        if found := pattern(name).search(text):
            yield "text", f"holds a word that we do not use in questions ({name}: {found[0]!r})"


def _fault(question: Question, field: str, message: str) -> LintFault:
    return LintFault(Check.QUESTION_STYLE, Severity.ERROR, f"questions#{question.id}", field, message)
