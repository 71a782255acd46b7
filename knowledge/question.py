"""One supervision question of the bank."""

import math
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from knowledge.entry import Content
from knowledge.vocabulary import Facet, FindingKind, Function, Lens, Subject, Theme
from knowledge.wording import has_words

SLOT = "$quote"
"""Where a short phrase of the writer's own words goes."""


class Question(Content):
    """A question by theme, Proctor function, lens and developmental level."""

    id: str
    themes: tuple[Theme, ...] = ()
    function: Function
    lens: Lens
    level: Literal[1, 2, 3, "any"] = "any"
    """Developmental level (IDM)."""
    text: str
    anchor: bool
    """Whether the text holds the slot for the writer's words."""
    facets: tuple[Facet, ...] = Field(min_length=1)
    finding: FindingKind | None = None
    subject: Subject | None = None
    """Of whom the finding must be told; none: of anybody."""
    unless: tuple[str, ...] = ()
    """Words by which a writer tells what the question would ask."""

    def fits(self, level: int | None) -> bool:
        """Whether it is for this developmental level, or for any."""
        return level is None or self.level in {level, "any"}

    def is_answered_by(self, text: str) -> bool:
        """Whether the reflection has words by which a writer tells what the question would ask."""
        return has_words(text, self.unless)


class QuestionWeights(Content):
    """What readers' grades taught about which question is worth asking: log-odds, each times what its name says, in one sum."""

    bias: float
    theme: float
    """How sure a theme is that it is about, from 0 to 1."""
    finding: float
    """Whether it is about what was found."""
    quotes: float
    """Whether it quotes the writer."""
    quoted: float
    """How much the quoted sentence matters, as log-odds."""
    questions: Mapping[str, float]
    """The question itself; one that nobody has graded is taken as an average one."""

    def worth(self, question: Question, *, theme: float, quoted: float, enough: float = math.inf) -> float:
        """Log-odds that a reader would take this question along; its own number counts as far as it is `enough`."""
        quotes = SLOT in question.text
        return (
            self.bias
            + self.theme * theme
            + self.finding * (question.finding is not None)
            + (self.quotes + self.quoted * quoted) * quotes
            + min(self.questions.get(question.id, 0.0), enough)
        )
