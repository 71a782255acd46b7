"""What is written and shown: drafts, verified statements, debriefs and what is withheld."""

from datetime import date
from typing import Literal

from pydantic import Field, JsonValue

from assistant.model.screening import Finding
from assistant.model.text import Frozen, Hint, Redaction, Span
from assistant.model.understanding import Quote, ThemeScore
from knowledge.entry import Source
from knowledge.safety_card import CrisisResource, FollowUp
from knowledge.vocabulary import Check, Function, Grade, Lens, Route

When = Literal["now", "this_week", "supervision"]
Answer = Literal["about_me", "about_client", "handled", "debrief_anyway"]
MAX_STRATEGIES = 3
MIN_QUESTIONS, MAX_QUESTIONS = 3, 7
MAX_QUESTION_WORDS = 30


class Statement(Frozen):
    """One sentence of the summary and what it rests on."""

    text: str = Field(repr=False)
    evidence: tuple[Span, ...]


class SupervisionQuestion(Frozen):
    """One question for supervision and what it rests on."""

    question: str = Field(repr=False)
    function: Function
    lens: Lens
    evidence: tuple[Span, ...]
    entry_ids: tuple[str, ...] = ()


BEHIND_A_CARD = frozenset({Route.URGENT, Route.CRISIS})
"""Where a card says what comes before any step of the library's."""


def is_beside_a_card(when: When, route: Route) -> bool:
    """Whether a step for this time stands beside a card that says what comes before it."""
    return when == "now" and route in BEHIND_A_CARD


class Strategy(Frozen):
    """One entry of the library, chosen for this reflection."""

    entry_id: str
    version: int
    title: str
    when: When
    why: str
    why_evidence: tuple[Span, ...]
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    evidence_grade: Grade
    extrapolated: bool
    sources: tuple[Source, ...]
    passage: Quote
    ask: str = ""
    """What to say to whoever the steps are for; empty where they are the writer's own."""


Sentence = Statement | SupervisionQuestion
"""What a writer writes."""


class Draft(Frozen):
    """What a writer proposes; nothing of it is shown before it is verified."""

    writer: str
    summary: tuple[Statement, ...]
    strategies: tuple[Strategy, ...]
    supervision: tuple[SupervisionQuestion, ...]


class Reason(Frozen):
    """Why a statement may not be shown."""

    check: Check
    detail: str


class Verdict(Frozen):
    """Whether one statement may be shown to the writer, and on what it rests."""

    supported: bool
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Span, ...] = ()


class VerificationCounts(Frozen):
    """How much of a draft was kept."""

    kept: int = 0
    cut: int = 0
    repaired: int = 0
    fell_back: bool = False
    replaced: int = 0
    """Guided sentences that stand where a model's were cut."""


class Verification(Frozen):
    """A draft after the checks: only what passed, with counts and the reasons of each cut."""

    draft: Draft
    counts: VerificationCounts
    cut_reasons: tuple[Reason, ...] = ()


class Resource(Frozen):
    """A person or service to turn to."""

    name: str
    contact: str
    certainty: Literal["high", "check"] = "high"
    hours: str | None = None
    note: str | None = None
    """Whom it serves, where that is not everybody, and what to know before."""
    checked_on: date | None = None
    """When it was last compared with its source; nobody rang it for that."""

    @classmethod
    def of(cls, line: CrisisResource) -> "Resource":
        """What a reader needs of a line."""
        return cls(**line.model_dump(include=set(cls.model_fields)))


class Card(Frozen):
    """Fixed, reviewed words for something that cannot wait."""

    id: str
    title: str
    body: str
    resources: tuple[Resource, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    handled_line: str | None = None


class Egress(Frozen):
    """One request that left this machine: where to, how much, and the hash of its bytes."""

    to: str
    bytes: int
    sha256: str


class ModelUse(Frozen):
    """What one reflection's exchange with a language model came to; never text."""

    receipt: str
    """Joins the debrief to the lines of the egress ledger."""
    prompts: tuple[str, ...] = ()
    requests: int = 0
    tokens_sent: int = 0
    tokens_received: int = 0
    cost: float | None = None
    """By the prices in `AFTERWORD_MODEL_PRICES`; nothing where none are set."""
    note: str | None = None
    """Why the guided writer took over, where it did."""


class Outcome(Frozen):
    """What every reflection gets back; the public contract fixes these fields."""

    id: JsonValue = None
    release: str | None = None
    writer: str = "guided"
    text: str = Field(repr=False)
    redactions: tuple[Redaction, ...] = ()
    hints: tuple[Hint, ...] = ()
    route: Route
    findings: tuple[Finding, ...] = ()
    cards: tuple[Card, ...] = ()
    themes: tuple[ThemeScore, ...] = ()
    summary: tuple[Statement, ...] = ()
    acknowledgement: Statement | None = None
    """Fixed words for what the writer carries, and the words of theirs that show it."""
    strategies: tuple[Strategy, ...] = ()
    supervision: tuple[SupervisionQuestion, ...] = ()
    verification: VerificationCounts = VerificationCounts()
    egress: tuple[Egress, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)
    answer: Answer | None = None
    model_use: ModelUse | None = None


class Debrief(Outcome):
    """The whole result of one reflection: summary, strategies and questions, each with its evidence."""


class Withheld(Outcome):
    """A normal outcome: a fixed card comes first and nothing is generated."""
