"""Reflections as an agenda takes them, made by hand; every person in them is invented."""

from collections.abc import Mapping

from assistant.model.debrief import Card, SupervisionQuestion
from assistant.model.screening import Finding
from assistant.model.text import Span
from assistant.model.understanding import SentenceReading, ThemeScore, Understanding
from assistant.supervision.agenda import Agenda, Prepared
from assistant.supervision.plan import plan_agenda
from assistant.writers.guided import GuidedWriter
from knowledge.collection import load_cards, load_questions
from knowledge.template import load_pattern_questions
from knowledge.vocabulary import Currency, Facet, FindingKind, Subject, Theme
from tests.factories import a_finding, a_screening, a_span

NEEDS = ("I need", "I don't know how", "?")

TIRED = "I sat in the car after the last session and felt empty. My notes are three weeks behind. I need a plan for them."
TIRED_AGAIN = (
    "Another week of back to back hours. I came home with nothing left to give. I was short with everybody."
)
DOUBT = "I froze when she went quiet today. A real therapist would have known what to say. How do I sit with silence?"
THREAT = "He said he would hurt his neighbour tonight. I told the team leader at once. My hands were shaking all evening."
PROUD = "She walked to the shop alone for the first time. I felt proud and a little moved. I want to remember this one."
ALONE = (
    "Nobody at work asks how these hours are. I carry it on my own most days. I keep my worries to myself."
)


def a_prepared(
    file: str,
    text: str,
    *findings: Finding,
    themes: Mapping[Theme, str] | None = None,
    cards: tuple[str, ...] = (),
    questions: tuple[SupervisionQuestion, ...] | None = None,
) -> Prepared:
    """A reflection whose sentences are the writer's own, with themes at the words given."""
    screening = a_screening(text, *findings)
    sentences = tuple(
        SentenceReading(
            span=s,
            facet=Facet.NEED if any(n in s.of(text) for n in NEEDS) else Facet.OWN_FEELING,
            experiencer=Subject.SELF,
            negated=False,
            intensity=1.0,
            themes=(),
        )
        for s in screening.parse.sentences
    )
    scores = tuple(
        ThemeScore(theme=t, score=0.8, evidence=(_sentence_of(sentences, a_span(text, words)),))
        for t, words in (themes or {}).items()
    )
    understanding = Understanding(screening=screening, sentences=sentences, themes=scores)
    if questions is None:
        draft, _ = GuidedWriter(load_questions()).compose(understanding, (), "r1")
        questions = draft.supervision
    shown = tuple(
        Card(id=c, title=k.title, body=k.body, handled_line=k.handled_line)
        for c in cards
        if (k := load_cards()[c])
    )
    return Prepared(file, understanding, questions, (), shown, "r1")


def a_threat(text: str, words: str) -> Finding:
    """A client's current threat toward somebody."""
    span = a_span(text, words)
    return a_finding(
        kind=FindingKind.HARM_TO_OTHERS,
        subject=Subject.CLIENT,
        start=span.start,
        end=span.end,
        currency=Currency.CURRENT,
    )


def a_fortnight() -> list[Prepared]:
    """Six reflections: one urgent, two about exhaustion, and three others."""
    return [
        a_prepared("monday.txt", TIRED, themes={Theme.EXHAUSTION: "felt empty", Theme.WORKLOAD: "My notes"}),
        a_prepared("tuesday.txt", DOUBT, themes={Theme.SELF_DOUBT: "A real therapist"}),
        a_prepared("wednesday.txt", THREAT, a_threat(THREAT, "He said he would hurt"), cards=("E3",)),
        a_prepared("thursday.txt", TIRED_AGAIN, themes={Theme.EXHAUSTION: "nothing left"}),
        a_prepared("friday.txt", PROUD, themes={Theme.GROWTH: "proud"}),
        a_prepared("saturday.txt", ALONE, themes={Theme.ISOLATION: "on my own"}),
    ]


def an_agenda(prepared: list[Prepared] | None = None, *, minutes: int = 50, **fields: object) -> Agenda:
    """An agenda over the fortnight, or over what is given."""
    return plan_agenda(
        a_fortnight() if prepared is None else prepared,
        minutes=minutes,
        bank=load_questions(),
        pattern_questions=load_pattern_questions(),
        **fields,  # type: ignore[arg-type]  # tests name them
    )


def _sentence_of(sentences: tuple[SentenceReading, ...], span: Span) -> Span:
    return next(s.span for s in sentences if s.span.overlaps(span))
