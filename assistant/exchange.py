"""What is said to a language model, and what one reflection's exchange with it comes to."""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from assistant.errors import ModelCancelled, ModelTooSlow
from assistant.model.debrief import Egress

SEED = 7
"""Sent with every request, so that a server which heeds it answers the same request the same way."""
TICK = 0.05
"""Seconds between two looks at whether the writer stopped us."""


class Message(NamedTuple):
    """One turn of what is said."""

    role: Literal["system", "user", "assistant"]
    content: str


class ModelRequest(NamedTuple):
    """What a model is asked, and the JSON schema that its answer must have."""

    name: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any]


class Price(NamedTuple):
    """What a million tokens cost, in the operator's own currency."""

    sent: float
    received: float


def never() -> bool:
    """Nobody stops the model."""
    return False


@dataclass
class Exchange:
    """Everything between one reflection and one model: until when, what was sent, what it cost."""

    seconds: float
    stop: Callable[[], bool] = never
    receipt: str = field(default_factory=lambda: uuid.uuid4().hex)
    egress: list[Egress] = field(default_factory=list)
    tokens_sent: int = 0
    tokens_received: int = 0
    requests: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.started + self.seconds - time.monotonic()

    def check(self) -> None:
        """Go on only while there is time and nobody stopped us.

        Raises:
            ModelCancelled: the writer stopped it.
            ModelTooSlow: the time is over.

        """
        if self.stop():
            raise ModelCancelled("The model was stopped before it was done.")
        if self.left <= 0:
            raise ModelTooSlow(f"The model was not done after {self.seconds:g} seconds.")

    def wait(self, seconds: float) -> None:
        """Wait, and wake when somebody stops us or the time is over.

        Raises:
            ModelCancelled: the writer stopped it.
            ModelTooSlow: the time is over.

        """
        until = time.monotonic() + seconds
        while (rest := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(TICK, rest))


class LanguageModel(Protocol):
    """Any language model, local or far."""

    @property
    def name(self) -> str:
        """As the debrief names its writer."""
        ...

    def preview(self, request: ModelRequest) -> bytes:
        """The exact bytes that `answer` would send; nothing is sent."""
        ...

    def answer(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        """The answer, piece by piece; what left this machine is noted in the exchange.

        Raises:
            ModelError: no whole answer came; pieces that were given before are void.

        """
        ...
