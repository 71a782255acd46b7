"""A receipt: what a debrief was made with and of, without a word of it."""

from datetime import date
from typing import Literal

from pydantic import Field, JsonValue

from assistant.model.debrief import Answer, Egress, ModelUse, VerificationCounts
from assistant.model.text import Frozen
from knowledge.vocabulary import Locale, Route, Theme

Kind = Literal[
    "text", "release", "model", "weights", "prompts", "content", "settings", "masking", "route", "shown"
]


class Making(Frozen):
    """Everything besides the reflection that decides what a debrief says."""

    afterword: str
    """Version of the program."""
    release: str | None
    model: str
    """`none`, `PROVIDER:MODEL`, or `gguf:` with the name of the file and no folder."""
    model_file: str | None = None
    """SHA-256 of a GGUF file."""
    seed: int
    locale: Locale
    answer: Answer | None = None
    day: date
    """Entries past their review are not offered, so the day decides too."""
    weights: dict[str, str]
    """SHA-256 of every trained file and of what was fitted on dev cases."""
    prompts: dict[str, str]
    content: dict[str, str]
    """SHA-256 of rules, questions and cards; the entries belong to the release."""


class Receipt(Frozen):
    """Content-free: settings, counts, ids, times, and hashes that only the reflection itself opens."""

    version: Literal[1] = 1
    id: str
    """Joins it to the lines of the egress ledger."""
    made: Making
    writer: str
    salt: str
    text: str
    """Keyed hash of the reflection, as every hash below."""
    masking: str
    outcome: str
    shown: dict[str, str]
    """Each sentence, strategy and card by its place, such as `summary 1`, with the hash of its words."""
    route: Route
    rules: tuple[str, ...]
    entries: tuple[str, ...]
    themes: tuple[Theme, ...]
    masked: dict[str, int]
    """How many identifiers of each kind."""
    counts: VerificationCounts
    model_use: ModelUse | None = None
    egress: tuple[Egress, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)


class Difference(Frozen):
    """One thing that is not as the receipt says, and which."""

    kind: Kind
    what: tuple[str, ...] = ()


class ReplayResult(Frozen):
    """`afterword replay`."""

    id: JsonValue = None
    receipt: str
    same: bool
    differences: tuple[Difference, ...] = ()
