"""Any other provider that LangChain knows, untested: its own client decides the bytes, so what we hand over is noted."""

import hashlib
import json
from collections.abc import Iterator

import langsmith
from langchain.chat_models import init_chat_model

from assistant.adapters.egress_ledger import EgressLedger
from assistant.adapters.model_worker import read_aside
from assistant.errors import MalformedAnswer, ModelBusy, ModelError, SetupError
from assistant.exchange import Exchange, ModelRequest
from assistant.model.debrief import Egress


class AnyProviderModel:
    """One attempt, the whole answer at once; every sentence is proved as any other's."""

    def __init__(self, provider: str, model: str, *, ledger: EgressLedger) -> None:
        """Take the provider and its model by name.

        Raises:
            SetupError: LangChain does not know the provider, or its package or key is missing.

        """
        self.name = model
        self._to = f"{provider} (through its own client)"
        self._ledger = ledger
        try:
            self._chat = init_chat_model(model, model_provider=provider, temperature=0)
        except Exception as error:  # noqa: BLE001 - a vendor's own faults; its message may name a key
            raise SetupError(
                f"The provider {provider!r} cannot be used ({type(error).__name__}). Providers other than openai and "
                f"gguf are untested here; most need their package: pip install langchain-{provider}"
            ) from None

    def preview(self, request: ModelRequest) -> bytes:
        """What would be handed to the provider's client; the client decides the bytes on the wire."""
        handed = {"messages": [m._asdict() for m in request.messages], "schema": dict(request.schema)}
        return json.dumps(handed, ensure_ascii=False).encode()

    def answer(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        """The answer in one piece."""
        return read_aside(self._once(request, exchange), exchange, _fault_of)

    def _once(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        exchange.check()
        self._ledger.check()
        handed = self.preview(request)
        egress = Egress(to=self._to, bytes=len(handed), sha256=hashlib.sha256(handed).hexdigest())
        exchange.requests += 1
        exchange.egress.append(egress)
        self._ledger.write(egress, exchange.receipt)
        asked = self._chat.with_structured_output({"title": request.name, **request.schema})
        with langsmith.tracing_context(enabled=False):
            yield json.dumps(asked.invoke([(m.role, m.content) for m in request.messages]))


def _fault_of(error: Exception) -> ModelError:
    kind = type(error).__name__
    if isinstance(error, ModelError):
        return error
    if isinstance(error, TypeError | ValueError):
        return MalformedAnswer(f"The model's answer could not be read ({kind}).")
    return ModelBusy(f"The provider's client failed ({kind}).")
