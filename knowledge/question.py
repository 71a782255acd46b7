"""One supervision question of the bank."""

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
