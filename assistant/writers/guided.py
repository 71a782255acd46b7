"""The guided writer: the writer's own sentences, turned to them, and questions from the bank. No model."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.model.debrief import (
    MAX_QUESTION_WORDS,
    MAX_QUESTIONS,
    Draft,
    Egress,
    Statement,
    Strategy,
    SupervisionQuestion,
)
from assistant.model.text import Span
from assistant.model.understanding import SentenceReading, Understanding
from assistant.writers.phrases import phrase_in, words_in
from assistant.writers.second_person import in_second_person, sentence_case
from knowledge.question import SLOT, Question
from knowledge.vocabulary import Currency, Facet, FindingKind, Function, Lens, Route, Subject, Theme
from knowledge.wording import is_graphic

MOST_SENTENCES = 4
LONGEST_SENTENCE = 28
"""Words; a longer sentence is quoted in part instead of turned whole."""
QUESTIONS = 5
FACET_WEIGHT = {
    Facet.OWN_FEELING: 1.0,
    Facet.BODY: 0.9,
    Facet.THOUGHT: 0.9,
    Facet.NEED: 0.9,
    Facet.STRENGTH: 0.8,
    Facet.RELATIONSHIP: 0.6,
    Facet.ACTION_TAKEN: 0.5,
    Facet.SYSTEM: 0.5,
    Facet.EVENT: 0.4,
    Facet.QUESTION: 0.3,
    Facet.CLIENT_STORY: 0.0,
}
FRAMES = {
    Facet.STRENGTH: ("Something that held, in your words: {}.", "You also noted what was good: {}."),
    Facet.NEED: ("What you said you need: {}.", "You named a need: {}."),
    Facet.BODY: ("Of your body you wrote: {}.", "In your body, as you put it: {}."),
    Facet.QUESTION: ("You are left with a question: {}.", "You asked: {}."),
}
PLAIN_FRAMES = (
    "You put it like this: {}.",
    "In your own words: {}.",
    "You wrote: {}.",
    "What you set down: {}.",
)


class _Anchor(NamedTuple):
    sentence: SentenceReading
    phrase: Span | None


class GuidedWriter:
    """Deterministic for the same text and release; different texts read differently."""

    name = "guided"

    def __init__(self, questions: Sequence[Question], *, level: int | None = None) -> None:
        """Take the question bank, and the developmental level that questions should fit."""
        self._questions = questions
        self._level = level

    def compose(
        self, understanding: Understanding, strategies: Sequence[Strategy], release: str
    ) -> tuple[Draft, tuple[Egress, ...]]:
        """A summary of two to five sentences and three to seven questions; nothing leaves."""
        turn = _Turn(understanding.text + release)
        draft = Draft(
            writer=self.name,
            summary=tuple(self._summary(understanding, turn)),
            strategies=tuple(strategies),
            supervision=tuple(self._supervision(understanding, strategies, turn)),
        )
        return draft, ()

    def _summary(self, understanding: Understanding, turn: "_Turn") -> Iterator[Statement]:
        chosen = _salient(understanding)[:MOST_SENTENCES]
        for sentence in sorted(chosen, key=lambda s: s.span.start):
            yield Statement(text=_reformulated(understanding, sentence, turn), evidence=(sentence.span,))

    def _supervision(
        self, understanding: Understanding, strategies: Sequence[Strategy], turn: "_Turn"
    ) -> Iterator[SupervisionQuestion]:
        anchors = [_Anchor(s, phrase_in(understanding.text, s.span)) for s in _anchorable(understanding)]
        entry_ids = tuple(s.entry_id for s in strategies if s.when == "supervision")
        used: set[str] = set()
        spent: list[Span] = []
        functions: list[Function] = []
        lenses: list[Lens] = []
        for pool in _pools(understanding, self._questions):
            if len(functions) >= min(QUESTIONS, MAX_QUESTIONS):
                return
            ranked = sorted(
                (q for q in pool if q.id not in used and q.fits(self._level)),
                key=lambda q: (
                    functions.count(q.function),
                    lenses.count(q.lens),
                    not q.anchor,
                    turn.order(q.id),
                ),
            )
            for question in ranked:
                made = _asked(question, understanding, anchors, spent, entry_ids)
                if made is not None:
                    used.add(question.id)
                    functions.append(question.function)
                    lenses.append(question.lens)
                    spent += made.evidence[:1]
                    yield made
                    break


class _Turn:
    """Order that looks varied and is fixed by the text and the release."""

    def __init__(self, seed: str) -> None:
        self._seed = hashlib.sha256(seed.encode()).hexdigest()

    def order(self, key: str) -> str:
        return hashlib.sha256((self._seed + key).encode()).hexdigest()

    def pick(self, options: Sequence[str], key: str) -> str:
        return options[int(self.order(key)[:8], 16) % len(options)]


def _salient(understanding: Understanding) -> list[SentenceReading]:
    """The writer's own sentences, most telling first; graphic ones are left out."""
    evidence = [span for theme in understanding.themes for span in theme.evidence]
    own = [s for s in understanding.own() if not is_graphic(s.span.of(understanding.text))]
    own = [s for s in own if len(words_in(s.span.of(understanding.text))) >= 3] or own  # noqa: PLR2004 - a sentence
    return sorted(
        own,
        key=lambda s: (
            -(FACET_WEIGHT[s.facet] + 0.3 * s.intensity + 0.4 * any(s.span.overlaps(e) for e in evidence)),
            s.span.start,
        ),
    )


def _reformulated(understanding: Understanding, sentence: SentenceReading, turn: _Turn) -> str:
    """The sentence in the second person; where that is not safe, a quoted part of it in a plain frame."""
    text = understanding.text
    if len(words_in(sentence.span.of(text))) <= LONGEST_SENTENCE:
        turned = in_second_person(understanding.screening.parse, sentence.span)
        if turned is not None:
            return turned
    phrase = phrase_in(text, sentence.span) or _clipped(text, sentence.span)
    frame = turn.pick(FRAMES.get(sentence.facet, PLAIN_FRAMES), str(sentence.span.start))
    return sentence_case(frame.format(f"“{phrase.of(text)}”"))


def _clipped(text: str, span: Span) -> Span:
    """The first words of a sentence, as many as may be quoted."""
    said = span.of(text)
    words = words_in(said)[:12]
    end = span.start
    for word in words:
        end = text.index(word, end) + len(word)
    return Span(start=span.start, end=max(end, span.start + 1))


def _anchorable(understanding: Understanding) -> list[SentenceReading]:
    own = _salient(understanding)
    others = [
        s
        for s in understanding.sentences
        if s not in own
        and s.experiencer is not Subject.SELF
        and not is_graphic(s.span.of(understanding.text))
    ]
    return own + others


def _pools(understanding: Understanding, questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Which questions come next: duties first, then themes in turn, then general ones."""
    current = [f for f in understanding.screening.findings if f.currency is Currency.CURRENT]
    if understanding.screening.route is Route.POSTVENTION:
        postvention = [q for q in questions if q.id.startswith("postvention")]
        for _ in range(QUESTIONS):
            yield postvention
        return
    kinds = list(dict.fromkeys(f.kind for f in current if f.kind is not FindingKind.CLIENT_DEATH))
    for kind in kinds[:2]:
        yield [q for q in questions if q.finding is kind]
    themes = [t.theme for t in understanding.themes][:3]
    general = [q for q in questions if not q.themes and q.finding is None]
    for at in range(QUESTIONS):
        theme: Theme | None = themes[at % len(themes)] if themes else None
        own = [q for q in questions if theme in q.themes and not q.id.startswith("postvention")]
        yield own if theme is not None and at < 2 * len(themes) else general
    for _ in range(QUESTIONS):
        yield general


def _asked(
    question: Question,
    understanding: Understanding,
    anchors: Sequence[_Anchor],
    spent: Sequence[Span],
    entry_ids: tuple[str, ...],
) -> SupervisionQuestion | None:
    """The question with the writer's words in it, or nothing where no phrase fits."""
    fitting = [a for a in anchors if a.sentence.facet in question.facets]
    if question.finding is not None:
        spans = [f.span for f in understanding.screening.findings if f.kind is question.finding]
        fitting = [a for a in anchors if any(a.sentence.span.overlaps(s) for s in spans)] or fitting
    fresh = [a for a in fitting if not any(a.sentence.span.overlaps(s) for s in spent)]
    text, evidence = question.text, (fresh or fitting or list(anchors))[:1]
    if SLOT in text:
        evidence = [a for a in fresh or fitting if a.phrase is not None][:1]
        if not evidence or evidence[0].phrase is None:
            return None
        text = text.replace(SLOT, f"“{evidence[0].phrase.of(understanding.text)}”")
    if len(text.split()) > MAX_QUESTION_WORDS or not evidence:
        return None
    anchor = evidence[0]
    return SupervisionQuestion(
        question=text,
        function=question.function,
        lens=question.lens,
        evidence=(anchor.phrase if SLOT in question.text and anchor.phrase else anchor.sentence.span,),
        entry_ids=entry_ids,
    )
