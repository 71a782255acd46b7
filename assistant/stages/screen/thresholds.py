"""Calibrated numbers of the classifier layer; kept in `assistant/weights/screening.json`."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from assistant.model.text import Frozen
from knowledge.vocabulary import FindingKind


class KindThreshold(Frozen):
    """Two probabilities: from one on a thing may be so, from the other it is held to be so."""

    maybe: float = Field(ge=0, le=1)
    """From here it supports a rule; the writer's own danger becomes a question."""
    sure: float = Field(ge=0, le=1)
    """From here it counts on its own."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.maybe > self.sure:
            raise ValueError("maybe: must not be above sure")
        return self


class QuietThreshold(Frozen):
    """What is next to nothing."""

    danger: float = Field(ge=0, le=1)
    """Of `crisis` and `clarify` together."""
    attention: float = Field(ge=0, le=1)
    """Of anything that may not wait."""


class ScreeningThresholds(Frozen):
    """Calibrated on dev cases."""

    kinds: Mapping[FindingKind, KindThreshold]
    """Of a kind by itself, whoever has it and whenever."""
    danger: KindThreshold
    """Of `crisis` and `clarify` together from where to ask; of `crisis` from where to be sure."""
    quiet: QuietThreshold
    """Below these a rule does not count alone."""
    attention: KindThreshold
    """Of anything that may not wait: from where a rule is supported, and from where it counts alone."""
    request: KindThreshold
    """Of a whole text that asks for `decline`: below the one it reflects, from the other it does nothing but ask."""
    whole: float = Field(ge=0, le=1)
    """Weight of the whole text's route beside that of the sentence that comes nearest to it."""

    @model_validator(mode="after")
    def _every_kind(self) -> Self:
        missing = sorted(set(FindingKind) - set(self.kinds))
        if missing:
            raise ValueError(f"kinds: no threshold for {', '.join(missing)}")
        return self
