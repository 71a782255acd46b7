"""One supervision question of the bank."""

from typing import Literal

from pydantic import Field

from knowledge.entry import Content
from knowledge.vocabulary import Facet, FindingKind, Function, Lens, Theme

DevelopmentalLevel = Literal[1, 2, 3]
"""Of the integrated developmental model: beginning, in the middle, experienced."""
SLOT = "$quote"
"""Where a short phrase of the writer's own words goes."""


class Question(Content):
    """A question by theme, Proctor function, lens and developmental level."""

    id: str
    themes: tuple[Theme, ...] = ()
    function: Function
    lens: Lens
    level: DevelopmentalLevel | Literal["any"] = "any"
    text: str
    anchor: bool
    """Whether the text holds the slot for the writer's words."""
    facets: tuple[Facet, ...] = Field(min_length=1)
    finding: FindingKind | None = None

    def fits(self, level: DevelopmentalLevel | None) -> bool:
        """Whether it is for this developmental level, or for any."""
        return level is None or self.level in {level, "any"}
