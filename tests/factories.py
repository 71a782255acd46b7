"""Values that tests are made of; every person in them is invented."""

from datetime import date
from typing import Any

import numpy as np

from assistant.model.screening import Finding, Screening
from assistant.model.text import DeidentifiedReflection, Parse, Span
from assistant.model.understanding import SentenceReading, Understanding
from assistant.ports import Reading, SentenceLabels
from knowledge.entry import Entry, Source
from knowledge.vocabulary import Approach, Currency, Facet, FindingKind, Route, Subject, Theme

TODAY = date(2026, 11, 23)


def a_parse(text: str) -> Parse:
    """A real parse; the parser is loaded once for the whole run."""
    from assistant.bootstrap import build_readers

    return build_readers().parser.parse(text)


def an_entry(id: str = "ind-tea", **fields: Any) -> Entry:
    """A published individual practice, in date."""
    values: dict[str, Any] = {
        "title": "A cup of tea",
        "type": "practice",
        "level": "individual",
        "phases": ("same_day",),
        "themes": (Theme.EXHAUSTION,),
        "approaches": (Approach.GROUNDING,),
        "steps": ("Boil water.", "Drink slowly."),
        "when_now": True,
        "cautions": ("Not while driving.",),
        "evidence_grade": "D",
        "extrapolated": False,
        "evidence_note": "Practice wisdom.",
        "sources": (Source(author="A", year=2020, title="T", where="W", verified=False),),
        "version": 1,
        "status": "published",
        "review_due": date(2027, 11, 1),
        "body": "Tea can mark the end of a session. Some people find it helps. Nothing is promised.",
    }
    return Entry(id=id, **(values | fields))


def a_finding(**fields: Any) -> Finding:
    """The writer's own current suicidality, by a rule."""
    values: dict[str, Any] = {
        "kind": FindingKind.SUICIDALITY,
        "subject": Subject.SELF,
        "currency": Currency.CURRENT,
        "certainty": "clear",
        "start": 0,
        "end": 4,
        "layer": "rule",
        "rule": "test",
        "reason": "A test said so.",
    }
    return Finding(**(values | fields))


def a_screening(text: str, *findings: Finding, reflects: bool = True) -> Screening:
    """A screening of a text that is taken as de-identified."""
    return Screening(
        reflection=DeidentifiedReflection(text=text),
        parse=a_parse(text),
        findings=findings,
        reflects=reflects,
        cards=(),
    )


def an_understanding(text: str, *findings: Finding, facet: Facet = Facet.OWN_FEELING) -> Understanding:
    """Every sentence the writer's own, with one facet and no themes."""
    screening = a_screening(text, *findings)
    sentences = tuple(
        SentenceReading(
            span=s, facet=facet, experiencer=Subject.SELF, negated=False, intensity=1.0, themes=()
        )
        for s in screening.parse.sentences
    )
    return Understanding(screening=screening, sentences=sentences, themes=())


def sentence_labels(**findings: float) -> SentenceLabels:
    """A sentence that the classifier finds unremarkable, but for what is given."""
    return SentenceLabels(
        findings={k: findings.get(k.value, 0.0) for k in FindingKind},
        subjects={Subject.SELF: 1.0, Subject.CLIENT: 0.0, Subject.OTHER: 0.0},
        harmed={Subject.SELF: 0.0, Subject.CLIENT: 1.0, Subject.OTHER: 0.0},
        currencies={c.value: float(c is Currency.CURRENT) for c in Currency},
        routes={r: float(r is Route.PROCEED) for r in Route},
        unclear=0.0,
        facets={f: float(f is Facet.OWN_FEELING) for f in Facet},
        experiencers={Subject.SELF: 1.0, Subject.CLIENT: 0.0, Subject.OTHER: 0.0},
        themes=dict.fromkeys(Theme, 0.0),
        intensity=1.0,
    )


def a_reading(*sentences: SentenceLabels, **approaches: float) -> Reading:
    """What the classifier says of a text."""
    return Reading(
        sentences=sentences,
        routes={r: float(r is Route.PROCEED) for r in Route},
        themes=dict.fromkeys(Theme, 0.0),
        approaches={a: approaches.get(a.value, 0.0) for a in Approach},
        answerable=0.5,
        vectors=np.zeros((1 + len(sentences), 384), dtype=np.float32),
    )


def a_span(text: str, words: str) -> Span:
    """Where the words lie in the text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))
