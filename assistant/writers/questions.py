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
from assistant.writers.phrases import words_in
from assistant.writers.turn import Turn
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
FUNCTION_OF_THEME = {
    Function.RESTORATIVE: {
        Theme.EXHAUSTION, Theme.AROUSAL, Theme.INTRUSION, Theme.GRIEF_LOSS, Theme.ISOLATION, Theme.SPILLOVER,
        Theme.IDENTITY_STRESS,
    },
    Function.NORMATIVE: {Theme.BOUNDARIES, Theme.MORAL_DISTRESS, Theme.SAFETY_THREAT, Theme.WORKLOAD},
    Function.FORMATIVE: {
        Theme.SELF_DOUBT, Theme.COUNTERTRANSFERENCE, Theme.GROWTH, Theme.WORLDVIEW, Theme.AVOIDANCE,
    },
}  # fmt: skip
"""What a theme asks of supervision first: to be restored, to settle a duty, or to learn."""
LENS_OF_FACET = {
    Facet.OWN_FEELING: Lens.CLINICIAN,
    Facet.BODY: Lens.CLINICIAN,
    Facet.THOUGHT: Lens.CLINICIAN,
    Facet.STRENGTH: Lens.CLINICIAN,
    Facet.RELATIONSHIP: Lens.RELATIONSHIP,
    Facet.CLIENT_STORY: Lens.CLIENT,
    Facet.ACTION_TAKEN: Lens.INTERVENTIONS,
    Facet.EVENT: Lens.INTERVENTIONS,
    Facet.SYSTEM: Lens.CONTEXT,
    Facet.NEED: Lens.SUPERVISORY_RELATIONSHIP,
    Facet.QUESTION: Lens.SUPERVISORY_RELATIONSHIP,
}
LENS_OF_THEME = {
    Theme.COUNTERTRANSFERENCE: Lens.RELATIONSHIP,
    Theme.BOUNDARIES: Lens.RELATIONSHIP,
    Theme.WORKLOAD: Lens.CONTEXT,
    Theme.MORAL_DISTRESS: Lens.CONTEXT,
    Theme.SAFETY_THREAT: Lens.CONTEXT,
    Theme.IDENTITY_STRESS: Lens.CONTEXT,
    Theme.ISOLATION: Lens.SUPERVISORY_RELATIONSHIP,
    Theme.SELF_DOUBT: Lens.INTERVENTIONS,
}
OUTWARD = frozenset({Lens.CLIENT, Lens.RELATIONSHIP, Lens.CONTEXT})
"""Lenses under which a question may hang on what somebody else did; the others take the writer's own words."""
ASKED_BACK = (Facet.QUESTION,)
"""What a question is about that hands the writer's own question on; it comes before others that quote."""
SOMEBODY = re.compile(r"\bthis (?:person|client)|\byou two\b|\bthe two of you\b", re.IGNORECASE)
"""A question that supposes somebody with whom the writer works."""
SUPERVISOR = re.compile(r"\byour supervisor\b", re.IGNORECASE)
"""A question that leads back to who is the source of the concern, where a supervisor is."""
NOT_TO_MEET = frozenset(
    {FindingKind.VIOLENCE_TOWARD_CLINICIAN, FindingKind.SUPERVISOR_CONCERN, FindingKind.CLIENT_DEATH}
)
"""Beside these "this person" may be who did harm, or who is dead."""


class _Asked(NamedTuple):
    question: Question
    made: SupervisionQuestion
    worth: float


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
        if not _meets_somebody(understanding, current):
            unfit.append(SOMEBODY)
        fitting = [q for q in questions if q.fits(level) and not q.is_answered_by(understanding.text)]
        self._questions = [q for q in fitting if not any(p.search(q.text) for p in unfit)]
        self._understanding = understanding
        self._anchors = anchors
        self._turn = turn
        self._named = named
        self._chosen: list[_Asked] = []
        self._functions = _function_weights(understanding)
        self._lenses = _lens_weights(understanding, anchors)

    def choose(self, entry_ids: tuple[str, ...]) -> list[SupervisionQuestion]:
        """Three to five, duties first; each has passed every fixed check."""
        more = len(words_in(self._understanding.text)) // WORDS_FOR_ONE_MORE
        wanted = min(MIN_QUESTIONS + more, QUESTIONS)
        for pool in _pools(self._understanding, self._questions):
            if len(self._chosen) >= wanted:
                break
            asked = {a.question.id for a in self._chosen}
            fresh = [q for q in pool if q.id not in asked and self._may_quote(q)]
            options = [made for q in fresh for made in self._ways(q, entry_ids)]
            if options:
                self._chosen.append(max(options, key=lambda a: a.worth))
        return [a.made for a in self._chosen]

    def _may_quote(self, question: Question) -> bool:
        """Whether it quotes nothing, or few do so far and no other that is about nothing in particular."""
        if SLOT not in question.text:
            return True
        quoting = [a.question for a in self._chosen if SLOT in a.question.text]
        general = any(_is_general(q) for q in quoting) and _is_general(question)
        return len(quoting) < MOST_QUOTING and not general

    def _ways(self, question: Question, entry_ids: tuple[str, ...]) -> Iterator[_Asked]:
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
                yield _Asked(question, made, self._worth(question))
                return

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
            and (question.finding is None or SLOT not in question.text or _quotes(a, showing))
            and (_shows(a, showing) or (_is_open(question) and a.facets & set(question.facets)))
        ]
        if SLOT not in question.text:
            fitting = fitting or list(self._anchors)
        return sorted(
            fitting,
            key=lambda a: (self._is_spent(a), not _shows(a, showing), _shows(a, self._named), -a.weight),
        )

    def _worth(self, question: Question) -> float:
        functions = [a.question.function for a in self._chosen]
        lenses = [a.question.lens for a in self._chosen]
        quoting = any(SLOT in a.question.text for a in self._chosen)
        return (
            self._functions[question.function] / (1 + functions.count(question.function))
            + 0.5 * self._lenses[question.lens] / (1 + lenses.count(question.lens))
            + 0.5 * (SLOT in question.text and (not quoting or not _is_general(question)))
            + 0.8 * (question.facets == ASKED_BACK)
            + 0.3 * (question.level == "any")
            + 0.9 * self._turn.share(question.id)
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


def _function_weights(understanding: Understanding) -> dict[Function, float]:
    """One for each function, and up to one more for what the themes and findings ask."""
    weights = dict.fromkeys(Function, 1.0)
    for rank, theme in enumerate(themes_shown(understanding)):
        for function, themes in FUNCTION_OF_THEME.items():
            if theme in themes:
                weights[function] = min(2.0, weights[function] + 1.0 / (1 + rank))
    if understanding.screening.current:
        weights[Function.NORMATIVE] = 2.0
    return weights


def _lens_weights(understanding: Understanding, anchors: Sequence[Anchor]) -> dict[Lens, float]:
    """The clinician's eye first, since a reflection is about its writer; then where the text looks."""
    weights = dict.fromkeys(Lens, 0.7)
    weights[Lens.CLINICIAN] = 1.4
    own = [a for a in anchors if a.own] or list(anchors)
    for anchor in own:
        for facet in anchor.facets:
            weights[LENS_OF_FACET[facet]] += 1.0 / len(own)
    for theme in themes_shown(understanding):
        weights[LENS_OF_THEME.get(theme, Lens.CLINICIAN)] += 0.4
    return weights


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
