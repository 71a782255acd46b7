"""What can go wrong, and who can mend it.

AssistantError
├── ReflectionError        the writer can mend it
├── SetupError             the operator can: a model or the index is missing or wrong
├── KnowledgeError         a curator can
├── JournalError           the writer can: wrong passphrase, damaged or locked journal
├── AppealError            the writer can: a text may not be kept as a case, or the file of them cannot be read
└── ModelError             nobody needs to: the guided writer takes over
    ├── ModelBusy          it asks to be called again later, or the connection failed; tried again, not for long
    ├── ModelTooSlow       the time that a reflection may take is over
    ├── ModelRefused       it will not answer this request: key, quota, content filter
    ├── MalformedAnswer    cut off, no JSON, or not what was asked for
    ├── ModelCancelled     the writer stopped it
    └── EgressUnrecorded   the egress ledger cannot be written, so nothing was sent

Messages say what happened, what it means for the text, and the one thing to do.
They never hold text of a reflection.
"""

from typing import ClassVar, Literal

ReflectionFault = Literal[
    "malformed_line", "missing_field", "empty_text", "not_text", "too_long", "unsupported_language"
]


class AssistantError(Exception):
    """Anything that Afterword reports as its own."""


class ReflectionError(AssistantError):
    """The text cannot be taken as it is; nothing was kept and nothing was sent."""

    def __init__(self, fault: ReflectionFault, message: str) -> None:
        super().__init__(message)
        self.fault: ReflectionFault = fault


class SetupError(AssistantError):
    """A model, the index or a setting is missing or wrong; the message names the command that mends it."""


class KnowledgeError(AssistantError):
    """Content breaks a rule of the library; the message names file and field."""


class JournalError(AssistantError):
    """The journal cannot be opened or written; nothing that was kept is lost."""


class AppealError(AssistantError):
    """A text was not kept as a case, or what was kept cannot be read; the message says why."""


class ModelError(AssistantError):
    """A language model failed; the guided writer takes over."""

    retryable: ClassVar[bool] = False
    note: ClassVar[str] = "The language model failed."
    """What the person who reads the debrief is told."""


class ModelBusy(ModelError):
    """The model's server could not take the request now."""

    retryable: ClassVar[bool] = True
    note: ClassVar[str] = "The language model could not be reached or was too busy."

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds that the server asked us to wait."""


class ModelTooSlow(ModelError):
    """No whole answer came in time."""

    note: ClassVar[str] = "The language model took too long."


class ModelRefused(ModelError):
    """The model or its server will not answer this request."""

    note: ClassVar[str] = "The language model refused the request."


class MalformedAnswer(ModelError):
    """The answer was cut off or is not what was asked for."""

    note: ClassVar[str] = "The language model's answer could not be used."


class ModelCancelled(ModelError):
    """Somebody stopped the model before it was done."""

    note: ClassVar[str] = "The language model was stopped."


class EgressUnrecorded(ModelError):
    """What would be sent could not be recorded, so it was not sent."""

    note: ClassVar[str] = "The egress ledger could not be written, so nothing was sent to the language model."
