"""What can go wrong, and who can mend it.

AssistantError
├── ReflectionError        the writer can mend it
├── SetupError             the operator can: a model or the index is missing or wrong
├── KnowledgeError         a curator can
├── JournalError           the writer can: wrong passphrase, damaged or locked journal
└── ModelError             nobody needs to: the guided writer takes over

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


class ModelError(AssistantError):
    """A language model failed; the guided writer takes over."""

    retryable: ClassVar[bool] = False
