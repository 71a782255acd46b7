"""The words of an agenda for supervision, as frozen models; `afterword prep` prints them."""

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from assistant.model.debrief import Card, Strategy, SupervisionQuestion
from assistant.model.text import Frozen, Span
from assistant.model.understanding import Understanding
from knowledge.vocabulary import Function, Lens, Route, Theme

Priority = Literal["urgent", "main", "if_time"]
Sharing = Literal["choose", "off"]
FEWEST_MINUTES = 2
"""Nothing can be said in less."""


class Place(Frozen):
    """A stretch of the de-identified text of one file."""

    file: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class AgendaFile(Frozen):
    """One reflection, de-identified; every place points into its text."""

    file: str
    text: str = Field(repr=False)


class AgendaItem(Frozen):
    """One thing to bring: in the writer's own words, with one question and the minutes for it."""

    title: str = Field(repr=False)
    minutes: int
    priority: Priority
    function: Function
    question: str = Field(repr=False)
    why: str = Field(repr=False)
    evidence: tuple[Place, ...]
    entry_ids: tuple[str, ...] = ()
    status_question: str | None = None
    """Asked beside an urgent item: is every step done?"""
    lens: Lens | None = None
    own: bool = False
    """Added by the writer, on whose word alone it rests; every other line has evidence."""


class Pattern(Frozen):
    """A theme that shows in several reflections."""

    theme: Theme
    files: tuple[str, ...]
    eased: bool = False
    """It showed early on and not in the latest ones."""


class CarriedOver(Frozen):
    """Something left from an earlier agenda."""

    text: str = Field(repr=False)
    agreed_on: date | None = None
    done: bool = False
    done_on: date | None = None


class WithheldFile(Frozen):
    """A reflection that gives nothing to the agenda: its card comes first, and nobody else sees it."""

    file: str
    route: Route
    cards: tuple[Card, ...]


class Notice(Frozen):
    """Fixed cards of a reflection that is on the agenda."""

    file: str
    cards: tuple[Card, ...]


class Agenda(Frozen):
    """One page for one hour; the writer's own copy."""

    minutes: int
    ask: str | None = Field(default=None, repr=False)
    files: tuple[AgendaFile, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    carried_over: tuple[CarriedOver, ...] = ()
    withheld: tuple[WithheldFile, ...] = ()
    release: str | None = None
    notices: tuple[Notice, ...] = ()
    sharing: Sharing = "choose"
    """`off` where the supervisor is the concern."""
    not_placed: tuple[AgendaItem, ...] = ()
    """What cannot wait and found no minutes; a longer session would hold it."""
    made_on: date | None = None


class SharedItem(Frozen):
    """One ticked line as the supervisor reads it: no file, no text, no evidence."""

    title: str = Field(repr=False)
    minutes: int
    priority: Priority
    function: Function
    question: str = Field(repr=False)


class SharedCopy(Frozen):
    """What the supervisor's copy shows: ticked lines and nothing else."""

    minutes: int
    ask: str | None = Field(default=None, repr=False)
    items: tuple[SharedItem, ...] = ()
    carried_over: tuple[CarriedOver, ...] = ()
    made_on: date | None = None


class Prepared(NamedTuple):
    """One reflection that passed every stage, ready for an agenda."""

    file: str
    understanding: Understanding
    questions: tuple[SupervisionQuestion, ...]
    strategies: tuple[Strategy, ...]
    cards: tuple[Card, ...]
    release: str

    @property
    def text(self) -> str:
        """The de-identified text."""
        return self.understanding.text

    def place(self, span: Span) -> Place:
        """A span of this text, as a place on the agenda."""
        return Place(file=self.file, start=span.start, end=span.end)


class Line(NamedTuple):
    """An item before it has its minutes, and how much it weighs."""

    item: AgendaItem
    weight: int
