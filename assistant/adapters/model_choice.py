"""From a setting such as `openai:MODEL` to a language model: address, key and ledger."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import keyring
from keyring.errors import KeyringError
from pydantic import SecretStr

from assistant.adapters.egress_ledger import EgressLedger
from assistant.adapters.gguf_server import GgufServer, bounded
from assistant.adapters.langchain_model import Endpoint, LangChainModel
from assistant.errors import SetupError
from assistant.exchange import LanguageModel
from assistant.settings import Settings

OPENAI = "https://api.openai.com/v1"
KEYRING_SERVICE, KEYRING_NAME = "afterword", "OPENAI_API_KEY"
UNUSED_KEY = SecretStr("unused")
"""Sent where a compatible server needs no key; the client insists on one."""


def chosen_model(settings: Settings) -> LanguageModel:
    """The model that `AFTERWORD_MODEL` names; nothing is sent and nothing loaded yet.

    Raises:
        SetupError: its provider is not one that we know, or its key or file is missing.

    """
    provider, _, model = settings.model.partition(":")
    ledger = EgressLedger(settings.home)
    match provider:
        case "openai":
            endpoint = openai_endpoint(settings)
            omits = frozenset(f.strip() for f in settings.model_omits.split(",") if f.strip())
            return LangChainModel(
                model, endpoint=lambda: endpoint, ledger=ledger, omits=omits, tokens=settings.model_tokens
            )
        case "gguf":
            server = _server(Path(model).expanduser().absolute())
            return LangChainModel(
                server.name,
                endpoint=lambda: Endpoint(server.address, SecretStr(server.key), None),
                tokens=settings.model_tokens,
                silence=settings.model_seconds,
                shape=bounded,
            )
        case _:
            from assistant.adapters.any_provider import AnyProviderModel  # noqa: PLC0415 - untested and rare

            return AnyProviderModel(provider, model, ledger=ledger)


def openai_endpoint(settings: Settings) -> Endpoint:
    """OpenAI, or the compatible server that `OPENAI_BASE_URL` names.

    Raises:
        SetupError: the address is none, or OpenAI's own has no key.

    """
    address = settings.openai_base_url or OPENAI
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SetupError("OPENAI_BASE_URL is not an address such as http://127.0.0.1:8000/v1.")
    key = settings.openai_api_key or _kept_key()
    if key is None and settings.openai_base_url is None:
        raise SetupError(
            "There is no key for OpenAI, so no model can be called and nothing was sent. "
            f"Set OPENAI_API_KEY, or run: keyring set {KEYRING_SERVICE} {KEYRING_NAME}"
        )
    return Endpoint(address, key or UNUSED_KEY, parts.netloc.rpartition("@")[2])


def _kept_key() -> SecretStr | None:
    try:
        kept = keyring.get_password(KEYRING_SERVICE, KEYRING_NAME)
    except KeyringError:
        return None
    return SecretStr(kept) if kept else None


@cache
def _server(path: Path) -> GgufServer:
    """One server a file, however often the ports are built: a model takes memory."""
    return GgufServer(path)
