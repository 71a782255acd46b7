"""Outcomes made by hand, so that a page can be shown without any model."""

from typing import Any

from assistant.model.debrief import (
    Card,
    Debrief,
    Resource,
    Statement,
    Strategy,
    SupervisionQuestion,
    VerificationCounts,
    Withheld,
)
from assistant.model.screening import Finding
from assistant.model.text import DeidentifiedReflection, Redaction, Span
from assistant.model.understanding import Quote, ThemeScore
from knowledge.entry import Entry, Source
from knowledge.vocabulary import (
    Certainty,
    Currency,
    EntryType,
    FindingKind,
    Function,
    Grade,
    IdentifierKind,
    Lens,
    Level,
    Phase,
    Route,
    Status,
    Subject,
    Theme,
)

RAW = "I saw Mara Quill today. I keep seeing <b>the room</b> and *cannot* sleep. I need to tell someone."
MASKED = RAW.replace("Mara Quill", "[CLIENT-1]")


def a_span(words: str, text: str = MASKED) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def a_masked_reflection(**changes: Any) -> DeidentifiedReflection:
    at = a_span("Mara Quill", RAW)
    redaction = Redaction(
        start=at.start, end=at.end, kind=IdentifierKind.NAME, placeholder="[CLIENT-1]", score=0.99
    )
    return DeidentifiedReflection(text=MASKED, redactions=(redaction,)).model_copy(update=changes)


def a_card(**changes: Any) -> Card:
    return Card(
        id="E1",
        title="You first, before the work",
        body="Afterword cannot keep anyone safe; a person can.",
        resources=(
            Resource(name="A crisis line", contact="116 123"),
            Resource(name="A doubtful line", contact="0800 000", certainty="check"),
        ),
    ).model_copy(update=changes)


def a_finding(words: str = "cannot* sleep", **changes: Any) -> Finding:
    span = a_span(words)
    return Finding(
        kind=FindingKind.IMPAIRMENT,
        subject=Subject.SELF,
        currency=Currency.CURRENT,
        certainty=Certainty.CLEAR,
        start=span.start,
        end=span.end,
        layer="rule",
        rule="impairment.1",
        reason="The writer says that they cannot sleep.",
    ).model_copy(update=changes)


def a_strategy(**changes: Any) -> Strategy:
    return Strategy(
        entry_id="ind-grounding",
        version=2,
        title="Come back to the room",
        when="now",
        why="For the next hour, because you wrote “I keep seeing”.",
        why_evidence=(a_span("I keep seeing"),),
        steps=("Name five things that you can see.", "Name four that you can touch."),
        cautions=("Stop if it makes things worse.",),
        evidence_grade=Grade.C,
        extrapolated=True,
        sources=(
            Source(author="A. Author", year=2020, title="A Title", where="doi 1", verified=True),
            Source(author="B. Author", year=None, title="Another", where="book", verified=False),
        ),
        passage=Quote(text="Grounding brings attention back to the room.", start=0, end=44),
    ).model_copy(update=changes)


def a_debrief(**changes: Any) -> Debrief:
    masked = a_masked_reflection()
    return Debrief(
        release="r-test",
        text=masked.text,
        redactions=masked.redactions,
        route=Route.PROCEED,
        themes=(ThemeScore(theme=Theme.INTRUSION, score=0.9, evidence=(a_span("I keep seeing"),)),),
        summary=(
            Statement(text="You keep seeing <b>the room</b>.", evidence=(a_span("I keep seeing"),)),
            Statement(text="You need to tell someone.", evidence=(a_span("I need to tell someone"),)),
        ),
        strategies=(a_strategy(),),
        supervision=tuple(
            SupervisionQuestion(
                question=question,
                function=function,
                lens=Lens.CLINICIAN,
                evidence=(a_span("I need to tell someone"),),
            )
            for question, function in (
                ("What would help you to be heard?", Function.RESTORATIVE),
                ("What do you notice about yourself here?", Function.FORMATIVE),
                ("What is yours to do now?", Function.NORMATIVE),
            )
        ),
        verification=VerificationCounts(kept=5, cut=1),
        timings_ms={"deidentify": 12.0, "verify": 30.0},
    ).model_copy(update=changes)


def a_withheld(route: Route = Route.CRISIS, **changes: Any) -> Withheld:
    return Withheld(
        text=MASKED, route=route, cards=(a_card(),), findings=(a_finding(),), timings_ms={"screen": 1.0}
    ).model_copy(update=changes)


def an_entry(**changes: Any) -> Entry:
    fields: dict[str, Any] = {
        "id": "ind-grounding",
        "title": "Come back to the room",
        "type": EntryType.PRACTICE,
        "level": Level.INDIVIDUAL,
        "phases": (Phase.SAME_DAY,),
        "themes": (Theme.INTRUSION,),
        "approaches": ("grounding",),
        "lay_terms": ("I keep seeing it",),
        "steps": ("Name five things.", "Name four more."),
        "when_now": True,
        "cautions": ("Stop if it makes things worse.",),
        "evidence_grade": Grade.C,
        "extrapolated": False,
        "evidence_note": "Consensus only.",
        "sources": (Source(author="A. Author", year=2020, title="A Title", where="doi 1", verified=True),),
        "version": 1,
        "status": Status.PUBLISHED,
        "review_due": "2027-11-01",
        "body": "Grounding brings attention back to the room.",
    }
    return Entry(**{**fields, **changes})
