"""Lines through the lens that the writer picked, in the writer's own words."""

from collections.abc import Iterator, Sequence

from assistant.supervision.agenda import AgendaItem, Line, Prepared
from assistant.supervision.asking import first_fitting
from assistant.supervision.words import phrase_at, reason, strongest_own, titled
from knowledge.question import Question
from knowledge.vocabulary import Lens

LENS_WEIGHT = 2


def lens_lines(
    prepared: Sequence[Prepared], bank: Sequence[Question], lens: Lens | None, used: set[str]
) -> Iterator[Line]:
    """At most one line a reflection: a question of this lens on one of its themes, or on any."""
    for one in prepared if lens is not None else ():
        themes = {t.theme for t in one.understanding.themes}
        fitting = [
            q
            for q in bank
            if q.lens is lens and q.finding is None and (not q.themes or themes & set(q.themes))
        ]
        ranked = sorted(fitting, key=lambda q: (not q.themes, q.id))
        for sentence in strongest_own(one.understanding)[:1]:
            spans = [sentence.span]
            phrase = phrase_at(one, spans)
            found = None if phrase is None else first_fitting(ranked, one.text, phrase, spans, used)
            if phrase is None or found is None:
                continue
            question, asked = found
            item = AgendaItem(
                title=titled(phrase.of(one.text)),
                minutes=0,
                priority="main",
                function=question.function,
                question=asked,
                why=reason(question.function, one, spans),
                evidence=(one.place(sentence.span),),
                lens=lens,
            )
            yield Line(item, LENS_WEIGHT)
