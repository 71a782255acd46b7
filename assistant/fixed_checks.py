"""Checks of a sentence that need no model. Every writer may ask them before it proposes; `verify` asks them after."""

import re
from collections.abc import Sequence

from assistant.model.debrief import MAX_QUESTION_WORDS, Reason, SupervisionQuestion
from assistant.model.text import Parse, Span
from assistant.writers.phrases import quotable, with_mark
from assistant.writers.second_person import in_second_person
from assistant.writers.telling import as_told, quoted_whole, single_marks
from assistant.writers.units import units_of
from assistant.writers.wording import is_framed
from knowledge.vocabulary import Check
from knowledge.wording import WordList, pattern

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
_CLOSED_OPENERS = """
do did does is are was were can could would should have has had will won't didn't don't
"""
CLOSED_OPENERS = frozenset(_CLOSED_OPENERS.split())
OBLIGING = re.compile(r"\b(should|ought|must|better|best|next|do well|thing|course)\b")
"""Advice even where "and" or a person stands before it."""
OF_THE_WRITER = re.compile(
    r"\byou(?:['’](?:ve|re)| have| had| are| were| got| show| suffer)\b[^.;!?]*$", re.IGNORECASE
)
"""Before a condition that a sentence says the writer has: "you have", and what stands between."""
SPOKEN = re.compile(r"[“\"][^”\"]+[”\"]|(?<!\w)['‘][^'’\n]+['’](?!\w)")
"""What somebody said, between double or single marks."""
REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|call(?:s|ed)?|claim\w*|label\w*|describ\w+|diagnos\w+|words?)\b",
    re.IGNORECASE,
)
"""Before a condition that a sentence leaves to whoever named it."""
FIRST_PERSON = re.compile(r"\b(?:i|i['’]\w+|im|ive|my|me|mine)\b")
SENTENCE = re.compile(r"[^.!?\n]+")
WORDS_OF: dict[Check, WordList] = {Check.ADVICE: "advice", Check.DIAGNOSIS: "diagnosis"}


def fixed_reasons(statement: str, text: str, *, own_words_only: bool = False) -> list[Reason]:
    """What is wrong with quotes, numbers, advice, diagnosis and graphic detail."""
    reasons: list[Reason] = []
    said = text.casefold()
    own_words = QUOTED.sub(" ", statement)
    plain = single_marks(said)
    if any(single_marks(q.casefold()).strip(" .,!?") not in plain for q in QUOTED.findall(statement)):
        reasons.append(reason(Check.CITATION))
    for check, words in WORDS_OF.items():
        found = pattern(words).finditer(own_words)
        if any(_is_new(check, m, own_words, said) for m in found):
            reasons.append(reason(check))
    if pattern("graphic").search(statement):
        reasons.append(reason(Check.GRAPHIC))
    marks = (*NUMBER.findall(own_words), *PLACEHOLDER.findall(own_words))
    if not own_words_only and any(mark not in text for mark in marks):
        reasons.append(reason(Check.NEW_FACT))
    return reasons


def question_reasons(question: SupervisionQuestion, text: str) -> list[Reason]:
    """What is wrong with a question: evidence, quotes, advice, diagnosis, graphic detail or style."""
    asked = question.question
    reasons = unresolved(question.evidence, text)
    reasons += fixed_reasons(asked, text, own_words_only=True)
    words = asked.split()
    style = (
        not asked.endswith("?")
        or asked.count("?") != 1
        or len(words) > MAX_QUESTION_WORDS
        or words[0].lower().strip(",") in CLOSED_OPENERS
        or re.search(r"\bwhy\b", QUOTED.sub("", asked), re.IGNORECASE) is not None
    )
    return [*reasons, *([Reason(check=Check.ADVICE, detail="is not an open question")] if style else [])]


def is_derived(statement: str, against: Parse) -> bool:
    """Proof by construction: a sentence of the text, turned to the second person or told of others as it stands, or our frame around a phrase.

    A whole sentence is one; a phrase that is cut out of somebody else's words is not.
    """
    places = dict.fromkeys((*against.sentences, *units_of(against)))
    if any(statement in {in_second_person(against, s), as_told(against, s)} for s in places):
        return True
    quotes = QUOTED.findall(statement)
    if len(quotes) != 1 or not is_framed(statement, quotes[0]):
        return False
    said = quotes[0].strip(" .")
    if any(
        said == single_marks(s.of(against.text)).strip(" .") or said in quoted_whole(against, s)
        for s in places
    ):
        return True
    return any(said == with_mark(p, against.text) for s in places for p in quotable(against.text, s))


def unresolved(evidence: Sequence[Span], text: str) -> list[Reason]:
    """A reason where there is no evidence or a span lies outside the text."""
    resolves = bool(evidence) and all(0 <= s.start < s.end <= len(text) for s in evidence)
    return [] if resolves else [reason(Check.EVIDENCE)]


def reason(check: Check) -> Reason:
    """The reason with its fixed words."""
    return Reason(check=check, detail=DETAILS[check])


def _is_new(check: Check, found: re.Match[str], statement: str, said: str) -> bool:
    """Whether a word that guards is not the reflection's; one that names a condition of the writer must be their own.

    A condition that the reflection only quotes ("he's 'a textbook narcissist'") is told as somebody's word or not at all.
    """
    word = found[0].casefold()
    if word not in said:
        return not _is_reported(statement, found)
    before = statement[: found.start()]
    if check is not Check.DIAGNOSIS:
        return False
    if word not in SPOKEN.sub(" ", said) and REPORTS.search(before) is None:
        return True
    if OF_THE_WRITER.search(before) is None:
        return False
    told = SENTENCE.findall(QUOTED.sub(" ", said))
    return not any(word in sentence and FIRST_PERSON.search(sentence) for sentence in told)


def _is_reported(text: str, found: re.Match[str]) -> bool:
    """Whether the word right before makes it a report: "you wanted to stop", "she says that you should call"."""
    before = text[: found.start()].rstrip().lower()
    if OBLIGING.search(found[0].lower()):
        return bool(re.search(r"\bthat$", before))
    return bool(re.search(r"\b(to|not|n't|who|that|will|would|and|or|you|they|she|he|client)$", before))
