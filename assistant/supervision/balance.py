"""The rest of the hour: questions from each reflection, so that learning, duty and support all have a place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.model.debrief import SupervisionQuestion
from assistant.supervision.agenda import AgendaItem, Line, Place, Prepared
from assistant.supervision.words import phrase_at, reason, sentences_at, titled

BALANCE_WEIGHT = 1


class _Candidate(NamedTuple):
    prepared: Prepared
    question: SupervisionQuestion
    title: str
    places: tuple[Place, ...]
    rank: int


def balance_lines(prepared: Sequence[Prepared], chosen: Sequence[Line], used: set[str]) -> Iterator[Line]:
    """Questions in an order that fills the function and the reflection with the least so far."""
    functions = Counter(line.item.function for line in chosen)
    files = Counter(place.file for line in chosen for place in line.item.evidence[:1])
    places = {p for line in chosen for p in line.item.evidence}
    titles = {line.item.title for line in chosen}
    left = [c for one in prepared for c in _candidates(one)]
    while left:
        best = min(
            left,
            key=lambda c: (
                c.title in titles or bool(places & set(c.places)),
                files[c.prepared.file],
                functions[c.question.function],
                c.rank,
            ),
        )
        left.remove(best)
        if best.question.question in used or best.title in titles:
            continue
        used.add(best.question.question)
        functions[best.question.function] += 1
        files[best.prepared.file] += 1
        titles.add(best.title)
        places |= set(best.places)
        yield Line(_item(best), BALANCE_WEIGHT)


def _candidates(one: Prepared) -> Iterator[_Candidate]:
    for rank, question in enumerate(one.questions):
        phrase = phrase_at(one, question.evidence)
        if phrase is not None:
            where = tuple(one.place(s.span) for s in sentences_at(one.understanding, question.evidence))
            yield _Candidate(one, question, titled(phrase.of(one.text)), where, rank)


def _item(candidate: _Candidate) -> AgendaItem:
    one, question = candidate.prepared, candidate.question
    return AgendaItem(
        title=candidate.title,
        minutes=0,
        priority="if_time",
        function=question.function,
        question=question.question,
        why=reason(question.function, one, question.evidence),
        evidence=tuple(one.place(s) for s in question.evidence),
        entry_ids=question.entry_ids,
        lens=question.lens,
    )
