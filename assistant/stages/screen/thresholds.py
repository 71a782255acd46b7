"""Calibrated numbers of the classifier layer; kept in `assistant/weights/screening.json`."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from assistant.model.text import Frozen
from knowledge.vocabulary import FindingKind


class KindThreshold(Frozen):
    """Two probabilities for one kind of finding."""

    maybe: float = Field(ge=0, le=1)
    """From here it supports a rule; the writer's own risk becomes a question."""
    sure: float = Field(ge=0, le=1)
    """From here it counts on its own."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.maybe > self.sure:
            raise ValueError("maybe: must not be above sure")
        return self


class ScreeningThresholds(Frozen):
    """Calibrated on dev cases."""

    kinds: Mapping[FindingKind, KindThreshold]
    risks: Mapping[FindingKind, KindThreshold]
    """For the kinds that can lead to `crisis`: from where to ask, and from where to be sure."""
    unclear: float = 0.5
    """Probability from which a sure danger is still unclear."""

    @model_validator(mode="after")
    def _every_kind(self) -> Self:
        missing = sorted(set(FindingKind) - set(self.kinds))
        if missing:
            raise ValueError(f"kinds: no threshold for {', '.join(missing)}")
        return self
