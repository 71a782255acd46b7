"""What a language model would be sent, and what was; no Streamlit here."""

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from assistant.adapters.egress_ledger import EgressLedger, LedgerLine
from assistant.model.text import Reflection
from assistant.pipeline import preview as preview_of
from assistant.settings import Settings
from assistant.wiring import Ports
from ui.service import Choices, ports_for

OPENAI_HOST = "api.openai.com"


class Preview(NamedTuple):
    """The first request, before anybody said yes to it."""

    model: str
    to: str | None
    """Nothing where the model runs on this machine."""
    in_the_clear: bool
    """Whether it would travel without encryption."""
    body: bytes

    @property
    def sha256(self) -> str:
        """The hash that the ledger will name."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def about_you(self) -> str:
        """The part of the request that is made from the reflection, as a person reads it."""
        return "\n\n".join(_said_as_user(self.body)) or self.body.decode("utf-8", "replace")


def preview(text: str, *, ports: Ports, choices: Choices) -> Preview | None:
    """What a debrief would send first; nothing where no model may speak. Nothing is sent.

    Raises:
        AssistantError: the text cannot be taken as it is, or a stage failed.

    """
    settings = Settings()
    if settings.model == "none" or settings.is_off:
        return None
    body = preview_of(Reflection(text=text), ports=ports_for(ports, choices._replace(may_send=True)))
    if not body:
        return None
    return Preview(ports.writer.name, destination(settings), settings.sends_in_the_clear, body)


def destination(settings: Settings) -> str | None:
    """The host, or the provider, that requests go to; nothing where the model runs inside Afterword."""
    provider = settings.model.partition(":")[0]
    if provider == "openai":
        return urlsplit(settings.openai_base_url or "").netloc.rpartition("@")[2] or OPENAI_HOST
    return None if provider == "gguf" else provider


def is_switched_off() -> bool:
    """Whether a model is set that an administrator's switch keeps silent."""
    settings = Settings()
    return settings.model != "none" and settings.is_off


def sent_so_far(most: int) -> tuple[LedgerLine, ...]:
    """The latest requests that left this machine, newest first.

    Raises:
        SetupError: the ledger cannot be read.

    """
    return tuple(reversed(EgressLedger(Settings().home).lines()))[:most]


def _said_as_user(body: bytes) -> Iterator[str]:
    """The user's turns of a request in the Chat Completions form; none where it has another form."""
    try:
        messages = json.loads(body)["messages"]
        yield from (m["content"] for m in messages if m["role"] == "user")
    except (ValueError, KeyError, TypeError):
        return
