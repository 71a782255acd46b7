"""The words of an eval: a case is asked, an outcome answers, a score says how well and why."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self, TypeVar

from pydantic import Field

from assistant.model.text import Frozen, Span
from knowledge.vocabulary import (
    Approach,
    Certainty,
    Check,
    Currency,
    Facet,
    FindingKind,
    IdentifierKind,
    Route,
    Subject,
    Theme,
)

CASES = Path(__file__).parent / "cases"
Split = Literal["dev", "test", "local"]
"""Authored for tuning, authored for measuring, or kept by a writer on this machine."""


class Case(Frozen):
    """One question put to the product, with the answer that its author expects."""

    id: str
    author: str
    family: str
    voice: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        """Slices to which every score of this case belongs."""
        return (f"author:{self.author}", f"family:{self.family}")


class GoldFinding(Span):
    """What an author marked for screening."""

    kind: FindingKind
    subject: Subject | None
    currency: Currency
    certainty: Certainty


class ScreeningCase(Case):
    """A reflection with its route and findings."""

    text: str
    route: Route
    findings: tuple[GoldFinding, ...]


class SummariesCase(Case):
    """A de-identified reflection and which of its sentences belong into a summary."""

    text: str
    core: tuple[Span, ...]
    """Without which a summary misses the point."""
    worth: tuple[Span, ...]
    """The same, and what else would be right to tell."""


class GoldIdentifier(Span):
    """What an author marked for masking."""

    kind: IdentifierKind
    label: str


class IdentifiersCase(Case):
    """A text with what must be masked and what looks like it."""

    text: str
    identifiers: tuple[GoldIdentifier, ...]
    decoys: tuple[Span, ...]


class GoldSentence(Span):
    """One sentence as its author read it."""

    facet: Facet
    experiencer: Subject
    intensity: int
    themes: tuple[Theme, ...]


class ThemesCase(Case):
    """A reflection with the themes that hold for its writer."""

    text: str
    themes: tuple[Theme, ...]
    sentences: tuple[GoldSentence, ...]


class RetrievalCase(Case):
    """A query with the approaches that would help; none where the library has no answer."""

    query: str
    approaches: tuple[Approach, ...]
    themes: tuple[Theme, ...]


class StatementsCase(Case):
    """A statement about a reflection, faithful or not."""

    reflection: str
    statement: str
    supported: bool
    check: Check | None


class ReflectionCase(Case):
    """A reflection to debrief; what makes its debrief good needs no author's answer."""

    text: str


class Score(Frozen):
    """One observation of one metric on one case."""

    metric: str
    value: float | None
    """From 0 to 1; none means that it could not be scored, which is never a pass."""

    answer: str
    """What the product said."""

    explanation: str
    """What was expected, in plain words."""

    weight: float = Field(default=1.0, ge=0)
    """How much it counts beside other scores of its metric (characters, say)."""

    tags: tuple[str, ...] = ()
    """Slices to which it belongs besides those of its case."""

    @classmethod
    def right(cls, metric: str, ok: bool, answer: object, expected: object, *tags: str) -> Self:
        """A yes or no."""
        return cls(
            metric=metric, value=float(ok), answer=str(answer), explanation=f"expected {expected}", tags=tags
        )

    @classmethod
    def unscored(cls, metric: str, why: str) -> Self:
        """Neither right nor wrong: the check itself failed."""
        return cls(metric=metric, value=None, answer="", explanation=why)


C = TypeVar("C", bound=Case)


class Outcome(NamedTuple):
    """What one system answered to one case, and the scores of that answer."""

    case: Case
    system: str
    answer: Any
    """Of the suite's own type; none when the system failed."""
    scores: tuple[Score, ...]

    @property
    def missed(self) -> tuple[Score, ...]:
        """Scores that are not full marks."""
        return tuple(s for s in self.scores if s.value is None or s.value < 1)


@cache
def load_cases(kind: type[C], suite: str, split: Split, folder: Path = CASES) -> tuple[C, ...]:
    """Every authored case of a suite and split; none when nobody has written any."""
    path = folder / f"{suite}-{split}.jsonl"
    if not path.is_file():
        return ()
    return tuple(kind.model_validate(row) for row in _rows(path))


def _rows(path: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
