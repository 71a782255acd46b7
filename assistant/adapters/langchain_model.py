"""Any OpenAI-compatible server through LangChain: exact bytes noted, faults made ours, time kept."""

import contextlib
import random
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from time import time
from typing import Any, NamedTuple

import httpx2
import langsmith
import openai
from langchain_core.messages import BaseMessageChunk
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.adapters.egress_ledger import EgressLedger
from assistant.adapters.model_transport import Previewed, PreviewTransport, RecordingTransport
from assistant.adapters.model_worker import read_aside
from assistant.errors import MalformedAnswer, ModelBusy, ModelError, ModelRefused, ModelTooSlow, SetupError
from assistant.exchange import SEED, Exchange, ModelRequest
from assistant.model.debrief import Egress

ATTEMPTS = 3
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
READ_SECONDS = 30.0
"""The longest silence of a server within an answer."""
ANSWER_TOKENS = 1600
TRY_LATER = frozenset({408, 409, 425, 429})
NOWHERE = "http://127.0.0.1/v1"


class Endpoint(NamedTuple):
    """Where a model is served; `to` is nothing where no byte leaves this machine."""

    base_url: str
    key: SecretStr
    to: str | None


class LangChainModel:
    """A model behind the Chat Completions interface."""

    def __init__(
        self,
        name: str,
        *,
        endpoint: Callable[[], Endpoint],
        ledger: EgressLedger | None = None,
        omits: frozenset[str] = frozenset(),
        tokens: int = ANSWER_TOKENS,
        silence: float = READ_SECONDS,
        shape: Callable[[Mapping[str, Any]], dict[str, Any]] = dict,
    ) -> None:
        """Take the model's name, how to find its server, and who is told of each request that left.

        Args:
            name: as the server knows it.
            endpoint: asked when something is first sent; may load a local model.
            ledger: told of every request that left this machine.
            omits: request fields that the server rejects.
            tokens: the most that an answer may have.
            silence: the longest that the server may say nothing.
            shape: from our schema to the one that the server is sent.

        """
        self.name = name
        self._endpoint = endpoint
        self._ledger = ledger
        self._omits = omits
        self._tokens = tokens
        self._silence = silence
        self._shape = shape
        self._onward: httpx2.BaseTransport | None = None

    def preview(self, request: ModelRequest) -> bytes:
        """The exact bytes that `answer` would send, made by the same code; no socket is opened."""
        shown = PreviewTransport()
        with contextlib.suppress(Previewed, openai.APIConnectionError):
            next(self._chunks(request, shown, Endpoint(NOWHERE, SecretStr("-"), None)), None)
        return shown.body

    def answer(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        """The answer piece by piece, from a few attempts within the time."""
        return read_aside(self._tried(request, exchange), exchange, fault_of)

    def _tried(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        """A few attempts; none after the first piece of an answer, none beyond the time."""
        for attempt in range(1, ATTEMPTS + 1):
            begun = False
            try:
                for piece in self._once(request, exchange):
                    begun = True
                    yield piece
            except Exception as error:
                if isinstance(error, SetupError):
                    raise
                fault = fault_of(error)
                pause = _pause(attempt, fault)
                if begun or not fault.retryable or attempt == ATTEMPTS or pause >= exchange.left:
                    raise fault from None
                exchange.wait(pause)
            else:
                return

    def _once(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        exchange.check()
        endpoint = self._endpoint()
        self._onward = self._onward or httpx2.HTTPTransport(trust_env=False)
        if endpoint.to is not None and self._ledger is not None:
            self._ledger.check()
        transport = RecordingTransport(self._onward, endpoint.to, exchange, self._note, self._silence)
        exchange.requests += 1
        finish: str | None = None
        for chunk in self._chunks(request, transport, endpoint):
            _count(chunk, exchange)
            if chunk.additional_kwargs.get("refusal"):
                raise ModelRefused("The model refused to answer.")
            finish = chunk.response_metadata.get("finish_reason") or finish
            if isinstance(chunk.content, str) and chunk.content:
                yield chunk.content
        _check_finish(finish)

    def _note(self, egress: Egress, receipt: str) -> None:
        if self._ledger is not None:
            self._ledger.write(egress, receipt)

    def _chunks(
        self, request: ModelRequest, transport: httpx2.BaseTransport, endpoint: Endpoint
    ) -> Iterator[BaseMessageChunk]:
        fields: dict[str, Any] = {"temperature": 0, "seed": SEED, "store": False, "max_tokens": self._tokens}
        chat = ChatOpenAI(
            model=self.name,
            base_url=endpoint.base_url,
            api_key=endpoint.key,
            http_client=httpx2.Client(transport=transport, trust_env=False),
            http_async_client=httpx2.AsyncClient(transport=httpx2.MockTransport(_unused), trust_env=False),
            max_retries=0,
            timeout=self._silence,
            use_responses_api=False,
            stream_usage="stream_options" not in self._omits,
            **{k: v for k, v in fields.items() if k not in self._omits},
        )
        form = {
            "type": "json_schema",
            "json_schema": {"name": request.name, "strict": True, "schema": self._shape(request.schema)},
        }
        messages = [(m.role, m.content) for m in request.messages]
        with langsmith.tracing_context(enabled=False):
            yield from chat.stream(messages, response_format=form)


def fault_of(error: Exception) -> ModelError:
    """A vendor's error as ours; nothing of its message is kept, for it may hold text."""
    kind = type(error).__name__
    fault: ModelError
    match error:
        case ModelError():
            fault = error
        case openai.APIStatusError():
            fault = _refused(error)
        case openai.APITimeoutError() | httpx2.TimeoutException():
            fault = ModelTooSlow(f"The model's server was silent for too long ({kind}).")
        case openai.APIConnectionError() | httpx2.TransportError():
            fault = ModelBusy(f"The model's server could not be reached, or the connection broke ({kind}).")
        case openai.LengthFinishReasonError():
            fault = MalformedAnswer("The model's answer was cut off (length).")
        case openai.ContentFilterFinishReasonError():
            fault = ModelRefused("The model's server filtered the answer.")
        case _:
            fault = MalformedAnswer(f"The model's answer could not be read ({kind}).")
    return fault


def _refused(error: openai.APIStatusError) -> ModelError:
    said = f"The model's server answered {error.status_code}."
    if error.status_code in TRY_LATER or error.status_code >= 500:  # noqa: PLR2004 - a server's own fault
        return ModelBusy(said, retry_after=retry_after(error.response.headers))
    return ModelRefused(said)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to be left alone: a number or a date."""
    asked = headers.get("retry-after")
    if asked is None:
        return None
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time())
    except ValueError:
        return None


def _pause(attempt: int, fault: ModelError) -> float:
    """As long as the server asked for, or twice as long each time; with jitter, so that no crowd comes back at once."""
    asked = fault.retry_after if isinstance(fault, ModelBusy) else None
    if asked is not None:
        return asked * random.uniform(1.0, 1.1)
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (attempt - 1)) * random.uniform(0.5, 1.0)


def _count(chunk: BaseMessageChunk, exchange: Exchange) -> None:
    """What the request cost; the last chunk of a stream says it, once.

    Where a server names the role in every piece, as Ollama does, the SDK's whole message has no role that LangChain
    knows; the count then stands only in the metadata.
    """
    usage: Mapping[str, Any] = getattr(chunk, "usage_metadata", None) or {}
    told: Mapping[str, Any] = chunk.response_metadata.get("token_usage") or {}
    exchange.tokens_sent += usage.get("input_tokens") or told.get("prompt_tokens") or 0
    exchange.tokens_received += usage.get("output_tokens") or told.get("completion_tokens") or 0


def _check_finish(finish: str | None) -> None:
    if finish == "content_filter":
        raise ModelRefused("The model's server filtered the answer.")
    if finish != "stop":
        raise MalformedAnswer(f"The model's answer was cut off ({finish or 'no end'}).")


def _unused(_request: httpx2.Request) -> httpx2.Response:
    """Nothing is sent asynchronously; given only so that no second connection pool is built."""
    raise httpx2.ConnectError("unused")
