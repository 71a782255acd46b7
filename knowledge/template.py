"""Fixed words around what a writer tells: guided templates and questions that ask, and sentences that meet."""

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import Field

from knowledge.entry import Content
from knowledge.vocabulary import Function, Theme

ROOT = Path(__file__).parent / "templates"
C = TypeVar("C", bound=Content)
FIRST, SECOND = "$first", "$second"
"""Where two short phrases of the writer's own words go."""


class Step(Content):
    """One stage of a model, and a question for it in our own words."""

    stage: str
    question: str


class GuidedTemplate(Content):
    """A way to write a reflection step by step; every step may be skipped."""

    id: str
    title: str
    credit: str | None = None
    """Whose model it is; stage names are theirs, questions are ours."""
    use: str
    minutes: int
    default: bool = False
    steps: tuple[Step, ...] = Field(min_length=2)
    reviewed_by: tuple[str, ...] = ()


class PatternQuestion(Content):
    """One question about what recurs, or what eased, across reflections."""

    id: str
    themes: tuple[Theme, ...] = ()
    function: Function
    when: Literal["recurs", "eased"]
    text: str


class Acknowledgement(Content):
    """What is said to writers whose own sentence names something they carry."""

    id: str
    shows: tuple[str, ...]
    """Expressions over whole words that name it."""
    texts: tuple[str, ...]
    """One of them is said."""
    good: bool = False
    """Whether it is good news, and not a burden."""


@cache
def load_templates() -> tuple[GuidedTemplate, ...]:
    """Every guided template, the default one first."""
    found = _load("guided.yaml", GuidedTemplate)
    return tuple(sorted(found, key=lambda t: not t.default))


@cache
def load_pattern_questions() -> tuple[PatternQuestion, ...]:
    """Every question about patterns."""
    return _load("pattern_questions.yaml", PatternQuestion)


@cache
def load_acknowledgements() -> tuple[Acknowledgement, ...]:
    """Every acknowledgement, what is met first before the others."""
    return _load("acknowledgements.yaml", Acknowledgement)


def _load(name: str, model: type[C]) -> tuple[C, ...]:
    rows = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return tuple(model.model_validate(row) for row in rows)
