"""What proof and streaming add to a language model: a scripted server at a real model's pace, read bare and through us."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import SecretStr

from assistant.adapters.langchain_model import Endpoint, LangChainModel
from assistant.composing import Proof
from assistant.model.debrief import Statement
from assistant.model.text import Reflection
from assistant.model.understanding import Understanding
from assistant.pipeline import screened_of, understood
from assistant.wiring import Ports
from assistant.writers.model import ModelWriter
from assistant.writers.offer import offer_of
from evals.case import StatementsCase, load_cases

FIRST_TOKEN, PAUSE, PIECE = 0.4, 0.06, 16
"""Seconds to the first piece, between pieces, and characters of a piece: about 65 tokens a second."""
TEXTS, FEWEST_TOLD = 3, 3
SECONDS = 60
QUESTIONS = (
    "What would help you bring this to supervision?",
    "What do you need from your supervisor?",
    "Where do you notice this in yourself?",
)


class Script(NamedTuple):
    """A reflection, read, and an answer of which every sentence passes."""

    understanding: Understanding
    answer: str


class Timing(NamedTuple):
    """Seconds to the first sentence and to the end."""

    first: float
    last: float


def timed(ports: Ports, rounds: int) -> tuple[list[Timing], list[Timing]]:
    """Bare and through us, taking turns; the first of each warms up untold."""
    bare: list[Timing] = []
    ours: list[Timing] = []
    for script in scripts(ports):
        with served(script.answer) as url:
            model = LangChainModel("scripted", endpoint=partial(Endpoint, url, SecretStr("k"), None))
            for turn in range(rounds + 1):
                bare_one, our_one = _bare(url, model, script), _ours(model, script, ports)
                if turn:
                    bare.append(bare_one)
                    ours.append(our_one)
    return bare, ours


def scripts(ports: Ports) -> tuple[Script, ...]:
    """Dev reflections with faithful statements that pass, so that no repair is asked for."""
    gathered: dict[str, list[str]] = {}
    for case in load_cases(StatementsCase, "statements", "dev"):
        if case.supported:
            gathered.setdefault(case.reflection, []).append(case.statement)
    made = (_script(text, told, ports) for text, told in gathered.items())
    return tuple(script for script, _ in zip(filter(None, made), range(TEXTS), strict=False))


@contextmanager
def served(answer: str) -> Iterator[str]:
    """A server on this machine that streams the answer at its pace; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            started = time.monotonic()
            for at, event in enumerate(_events(answer)):
                time.sleep(max(0.0, started + FIRST_TOKEN + at * PAUSE - time.monotonic()))
                self.wfile.write(event)
                self.wfile.flush()

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _script(text: str, told: Sequence[str], ports: Ports) -> Script | None:
    understanding = understood(screened_of(Reflection(text=text), ports=ports), ports=ports)
    keys = offer_of(understanding, ()).sentences
    proof = Proof(understanding, ports)
    passing = [
        {"sentences": [key], "text": words}
        for words in told
        for key in [
            next((k for k, span in keys.items() if not proof(Statement(text=words, evidence=(span,)))), None)
        ]
        if key is not None
    ]
    if len(passing) < FEWEST_TOLD:
        return None
    asked = [
        {"sentences": ["s1"], "function": "restorative", "lens": "clinician", "text": q} for q in QUESTIONS
    ]
    return Script(understanding, json.dumps({"summary": passing[:5], "questions": asked}))


def _bare(url: str, model: LangChainModel, script: Script) -> Timing:
    """The same bytes sent by hand, and what comes read and not looked at."""
    body = model.preview(offer_of(script.understanding, ()).request)
    ends = script.answer.index("}") + 1
    at = urlsplit(url)
    started = time.perf_counter()
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=SECONDS)
    connection.request("POST", f"{at.path}/chat/completions", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    first, received = 0.0, 0
    while line := response.readline():
        received += len(_content(line))
        if not first and received >= ends:
            first = time.perf_counter() - started
    connection.close()
    return Timing(first, time.perf_counter() - started)


def _ours(model: LangChainModel, script: Script, ports: Ports) -> Timing:
    writer = ModelWriter(model, seconds=SECONDS)
    proof = Proof(script.understanding, ports)
    heard: list[float] = []
    started = time.perf_counter()
    proven = writer.write(
        script.understanding, (), proof=proof, hear=lambda _s: heard.append(time.perf_counter() - started)
    )
    last = time.perf_counter() - started
    if proven.cut or proven.use.requests != 1:
        raise ValueError("the scripted answer was not kept whole, so its time says nothing")
    return Timing(heard[0], last)


def _events(answer: str) -> Iterator[bytes]:
    yield _event({"role": "assistant", "content": ""})
    for at in range(0, len(answer), PIECE):
        yield _event({"content": answer[at : at + PIECE]})
    yield _event({}, "stop") + b"data: [DONE]\n\n"


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _content(line: bytes) -> str:
    if not line.startswith(b"data: {"):
        return ""
    return str(json.loads(line[6:])["choices"][0]["delta"].get("content", ""))


Ratios = Callable[[Sequence[float], Sequence[float]], float]


def model_ratios(bare: Sequence[Timing], ours: Sequence[Timing], ratio: Ratios) -> dict[str, float]:
    """To the end, and to the first sentence that may be shown."""
    return {
        "model_proved_vs_bare": ratio([t.last for t in ours], [t.last for t in bare]),
        "first_sentence_vs_model": ratio([t.first for t in ours], [t.first for t in bare]),
    }
