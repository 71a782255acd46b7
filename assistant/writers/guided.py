"""The guided writer: the writer's own sentences, turned to them, and questions from the bank. No model."""

from collections.abc import Iterator, Sequence

from assistant.fixed_checks import fixed_reasons, is_derived
from assistant.model.debrief import Draft, Egress, Statement, Strategy
from assistant.model.understanding import Understanding
from assistant.writers.anchors import Anchor, anchors
from assistant.writers.phrases import quotable, words_in
from assistant.writers.questions import QuestionChooser
from assistant.writers.second_person import in_second_person
from assistant.writers.turn import Turn
from assistant.writers.units import LONGEST_SENTENCE
from assistant.writers.wording import PLAIN_FRAMES, frames_for, tells_of_strength
from knowledge.question import Question
from knowledge.vocabulary import Facet
from knowledge.wording import is_graphic, pattern

FEWEST_SENTENCES, ENOUGH, MOST_SENTENCES = 2, 3, 4
TELLING = 1.2
"""Weight below which a sentence is left out once enough has been said."""


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
        turn = Turn(understanding.text + release)
        found = anchors(understanding)
        chooser = QuestionChooser(self._questions, understanding, found, turn, level=self._level)
        draft = Draft(
            writer=self.name,
            summary=tuple(summary_of(understanding, found, turn)),
            strategies=tuple(strategies),
            supervision=tuple(
                chooser.choose(tuple(s.entry_id for s in strategies if s.when == "supervision"))
            ),
        )
        return draft, ()


def summary_of(understanding: Understanding, found: Sequence[Anchor], turn: Turn) -> list[Statement]:
    """What mattered most to the writer, in the order in which it was told, and what held if something did."""
    said: list[Statement] = []
    frames: list[str] = []
    for anchor in _worth_telling(found):
        if len(said) >= MOST_SENTENCES or (len(said) >= FEWEST_SENTENCES and not anchor.own):
            break
        if len(said) >= ENOUGH and anchor.weight < TELLING:
            break
        statement = next(_proposals(understanding, anchor, turn, frames), None)
        if statement is not None and statement not in {s.text for s in said}:
            said.append(Statement(text=statement, evidence=(anchor.span,)))
    return sorted(said, key=lambda s: s.evidence[0].start)


def _worth_telling(found: Sequence[Anchor]) -> Sequence[Anchor]:
    """Most telling first, with the best strength among those that will be told."""
    strength = next((a for a in found if a.own and Facet.STRENGTH in a.facets), None)
    if strength is None or strength in found[:MOST_SENTENCES]:
        return found
    rest = [a for a in found if a is not strength]
    return (*rest[: ENOUGH - 1], strength, *rest[ENOUGH - 1 :])


def _proposals(understanding: Understanding, anchor: Anchor, turn: Turn, used: list[str]) -> Iterator[str]:
    """Ways to say one sentence, best first, each of which the checks pass; a quoted one marks its frame as used."""
    text, parse = understanding.text, understanding.screening.parse
    if anchor.own and Facet.STRENGTH not in anchor.facets:
        turned = in_second_person(parse, anchor.span)
        if turned is not None and _may_be_said(turned, understanding):
            yield turned
    phrases = [p for p in (anchor.phrase, *quotable(text, anchor.span)) if p is not None]
    for phrase in phrases:
        words = phrase.of(text)
        for frame in _frames(anchor, words, turn, used):
            statement = frame.format(f"“{words}”")
            if not fixed_reasons(statement, text) and is_derived(statement, parse):
                used.append(frame)
                yield statement


def _frames(anchor: Anchor, words: str, turn: Turn, used: Sequence[str]) -> Sequence[str]:
    """The fitting frames in an order of this text, those not used yet first."""
    if anchor.own and tells_of_strength(words):
        fitting = frames_for(Facet.STRENGTH, words)
    elif anchor.own:
        fitting = frames_for(anchor.facet, words)
    else:
        fitting = PLAIN_FRAMES
    options = fitting if not set(fitting) <= set(used) else PLAIN_FRAMES
    return sorted(options, key=lambda f: (used.count(f), turn.order(f)))


def _may_be_said(turned: str, understanding: Understanding) -> bool:
    """Short enough, gentle, without words that minimise, and passed by every fixed check."""
    return (
        len(words_in(turned)) <= LONGEST_SENTENCE
        and not is_graphic(turned)
        and pattern("cheer").search(turned) is None
        and not fixed_reasons(turned, understanding.text)
    )
