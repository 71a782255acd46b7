"""The guided writer: the writer's own sentences, turned to them, and questions from the bank. No model."""

from collections.abc import Sequence

from assistant.model.debrief import Draft, Egress, Strategy
from assistant.model.understanding import Understanding
from assistant.writers.anchors import anchors
from assistant.writers.questions import QuestionChooser
from assistant.writers.summary import summary_of
from assistant.writers.turn import Turn
from knowledge.question import Question


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
        """A summary of two to seven sentences and three to five questions; nothing leaves."""
        turn = Turn(understanding.text + release)
        found = anchors(understanding)
        named = [e for s in strategies for e in s.why_evidence if e.of(understanding.text) in s.why]
        chooser = QuestionChooser(self._questions, understanding, found, turn, level=self._level, named=named)
        draft = Draft(
            writer=self.name,
            summary=tuple(summary_of(understanding, found, turn)),
            strategies=tuple(strategies),
            supervision=tuple(
                chooser.choose(tuple(s.entry_id for s in strategies if s.when == "supervision"))
            ),
        )
        return draft, ()
