"""What the writer wants from the session: what they say, else what they wrote, else a question about it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.model.text import Span
from assistant.model.understanding import SentenceReading
from assistant.supervision.agenda import AgendaItem, Line, Prepared
from assistant.supervision.asking import first_fitting
from assistant.supervision.words import is_request_to_the_tool, phrase_at, reason, strongest_own, titled
from assistant.writers.phrases import phrase_in, words_in
from knowledge.question import Question
from knowledge.vocabulary import Currency, Facet, Subject
from knowledge.wording import is_graphic

ASK_WEIGHT = 3
SPOKEN = re.compile(
    r"\b(?:i|we)(?:['\u2019]d| would)?(?: really| just| do)? (?:need|want|wish|like|hope) to "
    r"(?:ask|bring|discuss|go (?:over|through)|hear|know|learn|look at|put|raise|say|share|talk|tell|think|understand"
    r"|work out)\b",
    re.IGNORECASE,
)
"""A wish to speak of something: an ask whatever else the sentence does."""
OWN_REQUEST = re.compile(
    r"\b(?:i|we)(?:['\u2019]d| would)?(?: really| just| do)? (?:need|want|wish|like|hope)\b"
    r"|\b(?:how|what|when|whom?) (?:do|can|could|should|would) (?:i|we)\b|\bhelp me\b"
    r"|\b(?:don['\u2019]?t|do not) know (?:how|what|whether|if|who)\b",
    re.IGNORECASE,
)
"""A need or question of the writer's own."""
QUESTION = re.compile(r"\?\s*$")
_COMMON_WORDS = """
the and that this with what for from have has are was were how can could would should about into some any want need
like get got help feel more than then them they you your his her him she when who will just not
"""
COMMON = frozenset(_COMMON_WORDS.split())
SHARED_WORDS = 2
"""Words that an ask shares with a sentence before the sentence counts as where it comes from."""


class Ask(NamedTuple):
    """The ask, and the sentence it comes from if there is one."""

    text: str
    source: Prepared | None = None
    span: Span | None = None


def ask_of(prepared: Sequence[Prepared], said: str | None) -> Ask | None:
    """What the writer says, else the first explicit request found, else the strongest need as a question.

    A request of the writer's own ("I want to talk about", "How do I") comes before a question to nobody.
    """
    if said is not None and said.strip():
        return _traced(" ".join(said.split()), prepared)
    for form in (_is_own_request, _is_question):
        found = next(_requests(prepared, form), None)
        if found is not None:
            return found
    return next(_needs(prepared), None)


def ask_line(ask: Ask | None, bank: Sequence[Question], used: set[str]) -> Iterator[Line]:
    """The ask as a line of its own, where it rests on something that was written."""
    if ask is None or ask.source is None or ask.span is None:
        return
    one, spans = ask.source, [ask.span]
    phrase = phrase_at(one, spans)
    general = [q for q in bank if not q.themes and q.finding is None and q.anchor and q.level == "any"]
    ranked = sorted(general, key=lambda q: (Facet.QUESTION not in q.facets, Facet.NEED not in q.facets, q.id))
    found = first_fitting(ranked, one.text, phrase, spans, used)
    if found is None or phrase is None:
        return
    question, asked = found
    item = AgendaItem(
        title=titled(phrase.of(one.text)),
        minutes=0,
        priority="main",
        function=question.function,
        question=asked,
        why=f"You asked for this. {reason(question.function, one, spans)}",
        evidence=(one.place(ask.span),),
        entry_ids=tuple(s.entry_id for s in one.strategies if s.when == "supervision"),
    )
    yield Line(item, ASK_WEIGHT)


def _requests(prepared: Sequence[Prepared], form: Callable[[Facet, str], bool]) -> Iterator[Ask]:
    for one in prepared:
        for sentence in one.understanding.sentences:
            said = sentence.span.of(one.text)
            if _may_be_asked(one, sentence) and form(sentence.facet, said.strip().rstrip("\"”'\u2019")):
                yield Ask(" ".join(said.split()), one, sentence.span)


def _may_be_asked(one: Prepared, sentence: SentenceReading) -> bool:
    return (
        sentence.experiencer is Subject.SELF
        and not is_request_to_the_tool(one, sentence.span)
        and not is_graphic(sentence.span.of(one.text))
    )


def _is_own_request(facet: Facet, said: str) -> bool:
    asks = facet in {Facet.NEED, Facet.QUESTION} and OWN_REQUEST.search(said) is not None
    return asks or SPOKEN.search(said) is not None


def _is_question(facet: Facet, said: str) -> bool:
    return facet in {Facet.NEED, Facet.QUESTION} and QUESTION.search(said) is not None


def _needs(prepared: Sequence[Prepared]) -> Iterator[Ask]:
    """Needs before other own sentences, the strongest first; what has a line of its own as urgent comes last."""
    found = [
        (_is_found(one, s.span), s.facet is not Facet.NEED, -s.intensity, at, s, phrase)
        for at, one in enumerate(prepared)
        for s in strongest_own(one.understanding)
        if (phrase := phrase_in(one.text, s.span)) is not None and not is_request_to_the_tool(one, s.span)
    ]
    for *_, at, sentence, phrase in sorted(found, key=lambda f: (*f[:4], f[4].span.start)):
        one = prepared[at]
        yield Ask(f"What do I need around “{phrase.of(one.text)}”?", one, sentence.span)


def _is_found(one: Prepared, span: Span) -> bool:
    findings = one.understanding.screening.findings
    return any(f.currency is Currency.CURRENT and f.span.overlaps(span) for f in findings)


def _traced(said: str, prepared: Sequence[Prepared]) -> Ask:
    """Where the ask comes from: the sentence that shares most words with it, if it shares enough."""
    wanted = _content(said)
    best, where = 0, Ask(said)
    for one in prepared:
        for sentence in one.understanding.sentences:
            shared = len(wanted & _content(sentence.span.of(one.text)))
            if shared > best and phrase_at(one, [sentence.span]) is not None:
                best, where = shared, Ask(said, one, sentence.span)
    return where if best >= SHARED_WORDS else Ask(said)


def _content(text: str) -> set[str]:
    words = (w.lower() for w in words_in(text))
    return {w.rstrip("s") for w in words if len(w) > 2 and w not in COMMON}  # noqa: PLR2004 - "of", "me", "we"
