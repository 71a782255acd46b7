"""Which questions of the bank a reflection asks for, and on which of the writer's words each hangs."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from assistant.fixed_checks import question_reasons
from assistant.model.debrief import MIN_QUESTIONS, SupervisionQuestion
from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.anchors import Anchor, tells_of, themes_shown
from assistant.writers.mix import function_weights, lens_weights
from assistant.writers.noticed import cannot_wait
from assistant.writers.phrases import words_in
from assistant.writers.turn import Turn
from knowledge.collection import load_question_weights
from knowledge.question import SLOT, Question
from knowledge.vocabulary import Facet, FindingKind, Function, Lens, Route, Subject, Theme

QUESTIONS = 5
WORDS_FOR_ONE_MORE = 70
"""A short text is asked the fewest questions, and one more for each so many words."""
IN_GENERAL = 0.35
"""How sure a theme must be to be asked about before a question that is about none."""
WORTH_QUOTING = -0.5
"""Weight below which a sentence is passing talk, and no question hangs on it."""
MOST_QUOTING = 2
"""Questions of a debrief that quote the writer; no words are quoted twice."""
SHORTEST = 10
"""Characters of a quote that a question can hang on."""
OUTWARD = frozenset({Lens.CLIENT, Lens.RELATIONSHIP, Lens.CONTEXT})
"""Lenses under which a question may hang on what somebody else did; the others take the writer's own words."""
ASKED_BACK = (Facet.QUESTION,)
"""What a question is about that hands the writer's own question on; it comes before others that quote."""
SOMEBODY = re.compile(r"\bthis (?:person|client)|\byou two\b|\bthe two of you\b", re.IGNORECASE)
"""A question that supposes somebody with whom the writer works."""
SUPERVISOR = re.compile(r"\byour supervisor\b", re.IGNORECASE)
"""A question that leads back to who is the source of the concern, where a supervisor is."""
LATER = re.compile(
    r"\b(?:until tomorrow|for another day|safely wait|leave until|for tonight)\b", re.IGNORECASE
)
"""A question that would put off what a card has said cannot wait."""
MIX, CHANGE = 0.7, 2.0
"""How much it counts that functions and lenses are mixed, and that debriefs differ, beside the log-odds of `QuestionWeights`."""
ENOUGH = 0.25
"""From here on a question is good enough: which of the good ones is asked differs from debrief to debrief."""
NOT_TO_MEET = frozenset(
    {FindingKind.VIOLENCE_TOWARD_CLINICIAN, FindingKind.SUPERVISOR_CONCERN, FindingKind.CLIENT_DEATH}
)
"""Beside these "this person" may be who did harm, or who is dead."""


class Asked(NamedTuple):
    """A question of the bank as it is put to a writer, and the sentence that it hangs on."""

    question: Question
    made: SupervisionQuestion
    anchor: Anchor


class QuestionChooser:
    """Chooses in turn, so that functions, lenses and quotes stay mixed as the text asks."""

    def __init__(
        self,
        questions: Sequence[Question],
        understanding: Understanding,
        anchors: Sequence[Anchor],
        turn: Turn,
        *,
        level: int | None,
        named: Sequence[Span] = (),
    ) -> None:
        """Take the bank, the reflection, its anchors, the order of this text, a level if one was chosen, and words quoted elsewhere."""
        current = {f.kind for f in understanding.screening.current}
        unfit = [SUPERVISOR] if FindingKind.SUPERVISOR_CONCERN in current else []
        self._pressing = [f.span for f in understanding.screening.findings if cannot_wait(f)]
        if self._pressing:
            unfit.append(LATER)
        if not _meets_somebody(understanding, current):
            unfit.append(SOMEBODY)
        fitting = [q for q in questions if q.fits(level) and not q.is_answered_by(understanding.text)]
        self._questions = [q for q in fitting if not any(p.search(q.text) for p in unfit)]
        self._understanding = understanding
        self._anchors = anchors
        self._turn = turn
        self._named = named
        self._chosen: list[Asked] = []
        self._functions = function_weights(understanding)
        self._lenses = lens_weights(understanding, anchors)

    def choose(self, entry_ids: tuple[str, ...]) -> list[SupervisionQuestion]:
        """Three to five, duties first; each has passed every fixed check."""
        more = len(words_in(self._understanding.text)) // WORDS_FOR_ONE_MORE
        wanted = min(MIN_QUESTIONS + more, QUESTIONS)
        for pool in _pools(self._understanding, self._questions):
            if len(self._chosen) >= wanted:
                break
            spent = {a.question.id for a in self._chosen}
            fresh = [q for q in pool if q.id not in spent and self._may_quote(q)]
            options = [asked for q in fresh if (asked := self.put(q, entry_ids)) is not None]
            if options:
                self._chosen.append(max(options, key=self._worth))
        return [a.made for a in self._chosen]

    def _may_quote(self, question: Question) -> bool:
        """Whether it quotes nothing, or few do so far and no other that is about nothing in particular."""
        if SLOT not in question.text:
            return True
        quoting = [a.question for a in self._chosen if SLOT in a.question.text]
        general = any(_is_general(q) for q in quoting) and _is_general(question)
        return len(quoting) < MOST_QUOTING and not general

    def put(self, question: Question, entry_ids: tuple[str, ...] = ()) -> Asked | None:
        """The question on the best anchor that fits and passes, if there is one."""
        for anchor in self._fitting(question):
            if SLOT in question.text and self._is_spent(anchor):
                continue
            text = question.text
            evidence = anchor.span
            if anchor.phrase is not None and SLOT in text:
                text = text.replace(SLOT, f"“{anchor.phrase.of(self._understanding.text)}”")
                evidence = anchor.phrase
            made = SupervisionQuestion(
                question=text,
                function=question.function,
                lens=question.lens,
                evidence=(evidence,),
                entry_ids=entry_ids,
            )
            if SLOT not in text and not question_reasons(made, self._understanding.text):
                return Asked(question, made, anchor)
        return None

    def sureness_of(self, question: Question) -> float:
        """How sure a theme of the text is that the question is about, from 0 to 1."""
        return max((t.score for t in self._understanding.themes if t.theme in question.themes), default=0.0)

    def _fitting(self, question: Question) -> list[Anchor]:
        """Anchors for the question, best first: fresh words, the words that show its theme, the most telling."""
        held = [t.theme for t in self._understanding.themes if t.theme in question.themes]
        showing = [e for theme in held for e in self._understanding.shown(theme)]
        if question.finding is not None:
            current = self._understanding.screening.current
            showing = [
                f.span
                for f in current
                if f.kind is question.finding and question.subject in {None, f.subject}
            ]
        fitting = [
            a
            for a in self._anchors
            if _bears(a, question)
            and (SLOT not in question.text or not self._pressing or _shows(a, self._pressing))
            and (question.finding is None or SLOT not in question.text or _quotes(a, showing))
            and (_shows(a, showing) or (_is_open(question) and a.facets & set(question.facets)))
        ]
        if SLOT not in question.text:
            fitting = fitting or list(self._anchors)
        return sorted(
            fitting,
            key=lambda a: (self._is_spent(a), not _shows(a, showing), _shows(a, self._named), -a.weight),
        )

    def _worth(self, asked: Asked) -> float:
        """What readers would say of it, so that functions and lenses stay mixed and not every debrief asks the same."""
        question = asked.question
        functions = [a.question.function for a in self._chosen]
        lenses = [a.question.lens for a in self._chosen]
        worth = load_question_weights().worth(
            question, theme=self.sureness_of(question), quoted=asked.anchor.weight, enough=ENOUGH
        )
        return (
            worth
            + MIX * self._functions[question.function] / (1 + functions.count(question.function))
            + MIX * 0.5 * self._lenses[question.lens] / (1 + lenses.count(question.lens))
            + 0.8 * (question.facets == ASKED_BACK)
            + CHANGE * self._turn.share(question.id)
        )

    def _is_spent(self, anchor: Anchor) -> bool:
        return _shows(anchor, [e for a in self._chosen for e in a.made.evidence])


def _meets_somebody(understanding: Understanding, current: AbstractSet[FindingKind]) -> bool:
    """Whether the text tells of a client, or of one person who speaks or acts, and of nobody who did harm or died."""
    if current & NOT_TO_MEET:
        return False
    if any(s.experiencer is Subject.CLIENT for s in understanding.sentences):
        return True
    return any(
        t.text.lower() in {"he", "she"} and t.dep.startswith("nsubj")
        for t in understanding.screening.parse.tokens
    )


def _is_general(question: Question) -> bool:
    """Whether it is about no theme and no finding."""
    return not question.themes and question.finding is None


def _shows(anchor: Anchor, spans: Sequence[Span]) -> bool:
    return any(anchor.span.overlaps(s) for s in spans)


def _quotes(anchor: Anchor, spans: Sequence[Span]) -> bool:
    """Whether the phrase itself, and not only its sentence, holds a good part of the words."""
    return anchor.phrase is not None and any(tells_of(anchor.phrase, s) for s in spans)


def _is_open(question: Question) -> bool:
    """Whether it may hang on words that do not show what it is about: it is about nothing in particular, or quotes none."""
    return question.finding is None and not (question.themes and SLOT in question.text)


def _bears(anchor: Anchor, question: Question) -> bool:
    """Whether the phrase of the anchor may stand in the question: a clause, and the writer's own unless it looks outward."""
    if SLOT not in question.text:
        return True
    if question.facets == ASKED_BACK and not anchor.asks:
        return False
    if anchor.phrase is None or not anchor.reads_alone or anchor.phrase.end - anchor.phrase.start < SHORTEST:
        return False
    if not (anchor.own and anchor.weight >= WORTH_QUOTING) and question.finding is None:
        return False
    if question.themes and (Facet.STRENGTH in anchor.facets) is not (Theme.GROWTH in question.themes):
        return False
    outward = question.lens in OUTWARD and question.function is not Function.RESTORATIVE
    return anchor.speaks or outward or question.finding is not None


def _pools(understanding: Understanding, questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Which questions come next: duties first, then themes, the surer the more, then general ones."""
    current = understanding.screening.current
    postvention = [q for q in questions if q.id.startswith("postvention")]
    if understanding.screening.route is Route.POSTVENTION:
        for _ in range(QUESTIONS):
            yield postvention
        return
    told = list(dict.fromkeys((f.kind, f.subject) for f in current if f.kind is not FindingKind.CLIENT_DEATH))
    for kind, subject in (told * 2)[:2]:
        yield [q for q in questions if q.finding is kind and q.subject in {None, subject}]
    general = [q for q in questions if _is_general(q)]
    for theme in _asked_about(understanding):
        yield (
            general if theme is None else [q for q in questions if theme in q.themes and q not in postvention]
        )
    for _ in range(QUESTIONS):
        yield general


def _asked_about(understanding: Understanding) -> Iterator[Theme | None]:
    """What each question is about: the surer a theme the more of them, and none in particular where nothing is sure."""
    held = set(themes_shown(understanding))
    sure: dict[Theme | None, float] = {t.theme: t.score for t in understanding.themes if t.theme in held}
    sure[None] = IN_GENERAL
    asked: list[Theme | None] = []
    for _ in range(QUESTIONS):
        asked.append(max(sure, key=lambda theme: sure[theme] / (1 + asked.count(theme))))
    yield from asked
