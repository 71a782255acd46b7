"""One fixed sentence that meets what the writer carries. Nothing is generated: it is fixed content, not yet reviewed by a clinician."""

import re
from collections.abc import Iterator

from assistant.model.debrief import Statement
from assistant.model.screening import REQUESTS
from assistant.model.text import Parse, Span
from assistant.model.understanding import Understanding
from assistant.writers.anchors import is_of_writer
from assistant.writers.speech import speech_in
from assistant.writers.turn import Turn
from assistant.writers.wording import NOT_GOOD
from knowledge.template import Acknowledgement, load_acknowledgements
from knowledge.vocabulary import FindingKind, Route, Subject

MAY_BE_MET = frozenset({Route.PROCEED})
"""On the others a card comes first, and kind words beneath it may make light of what it says."""
MAY_BE_OWN = frozenset({FindingKind.VIOLENCE_TOWARD_CLINICIAN, FindingKind.SUPERVISOR_CONCERN})
"""Of the writer's own findings those that are done to them; beside what the writer does, kind words may sound like leave."""
TURNED_ROUND = re.compile(
    r"(?:\b(?:not|never|hardly|without|no longer|if|nor|less|isn|wasn)\b|n['’]t\b)(?:[’']t)?(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
"""Before words that are denied or only imagined: "I was not even tired"."""
OF_WRITER = frozenset({"i", "im", "we", "it", "this", "that", "there", "nobody", "who", "which"})
"""What may be the subject of the words."""
SELF = re.compile(
    r"\bno[ -]one$|\b(?:my|our)(?: \w+)? (?:body|bones|head|heart|mind|brain|face|hands?|legs?|knees?|nerves|soul|eyes|day|week|hours|calls)$",
    re.IGNORECASE,
)
CLIMB = 6
"""Steps from a word to the verb whose subject it has."""


def acknowledge(understanding: Understanding, release: str) -> Statement | None:
    """What is said where a sentence of the writer's own names what they carry; else nothing.

    Args:
        understanding: the reflection, screened and read.
        release: with the text, what fixes which of the fitting sentences is said.

    """
    if understanding.screening.route not in MAY_BE_MET or _is_writers_doing(understanding):
        return None
    own = list(_own_sentences(understanding))
    for one in load_acknowledgements():
        named = [s for s in own if _names(understanding, s, one)]
        if named:
            said = min(one.texts, key=Turn(understanding.text + release).order)
            return Statement(text=said, evidence=(named[-1],))
    return None


def _own_sentences(understanding: Understanding) -> Iterator[Span]:
    """Sentences that tell of the writer, without what is asked of the tool."""
    asked = [f.span for f in understanding.screening.current if f.kind in REQUESTS]
    for sentence in understanding.sentences:
        is_asked = any(sentence.span.overlaps(a) for a in asked)
        if not is_asked and is_of_writer(understanding.screening.parse, sentence):
            yield sentence.span


def _names(understanding: Understanding, sentence: Span, one: Acknowledgement) -> bool:
    """Whether the sentence names it in the writer's own voice, of the writer, and without a word that turns it round."""
    text, parse = understanding.text, understanding.screening.parse
    spoken = speech_in(text, sentence)
    words = re.compile(rf"\b(?:{'|'.join(one.shows)})\b", re.IGNORECASE)
    said = sentence.of(text).replace("’", "'")
    if one.good and NOT_GOOD.search(said):
        return False
    for m in words.finditer(said):
        at = sentence.start + m.start()
        is_quoted = any(s.start <= at < s.end for s in spoken)
        if not (is_quoted or TURNED_ROUND.search(said[: m.start()])) and _is_of_writer(
            parse, sentence.start + m.end()
        ):
            return True
    return False


def _is_of_writer(parse: Parse, end: int) -> bool:
    """Whether the words that end here have the writer for their subject, or none: not "one of them has been jumpy"."""
    at = next((n for n, t in reversed(list(enumerate(parse.tokens))) if t.start < end), None)
    for _ in range(CLIMB):
        if at is None:
            break
        subject = next(
            (n for n, t in enumerate(parse.tokens) if t.head == at and t.dep.startswith("nsubj") and n != at),
            None,
        )
        if subject is not None:
            token = parse.tokens[subject]
            lead = parse.text[max(0, token.start - 20) : token.end]
            return token.text.lower() in OF_WRITER or SELF.search(lead) is not None
        at = parse.tokens[at].head if parse.tokens[at].head != at else None
    return True


def _is_writers_doing(understanding: Understanding) -> bool:
    return any(
        f.subject is Subject.SELF and f.kind not in MAY_BE_OWN for f in understanding.screening.current
    )
