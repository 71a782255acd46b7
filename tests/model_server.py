"""An OpenAI-compatible server for tests: scripted, or a real one behind it; records every body, injects faults."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import urlsplit

Fault = Literal[
    "429",
    "500",
    "401",
    "silent",
    "slow",
    "truncated",
    "broken_off",
    "malformed",
    "refusal",
    "filtered",
    "cut",
]
Script = Callable[[dict[str, Any]], str]
"""From a request's JSON to the words of the answer."""
PIECE = 24
"""Characters of a streamed piece."""


class ModelServer:
    """`with ModelServer(script) as server:` listens at `server.url`; `server.bodies` is what reached it."""

    def __init__(
        self,
        script: Script | None = None,
        *,
        upstream: str | None = None,
        key: str = "",
        faults: tuple[Fault | None, ...] = (),
        retry_after: str | None = None,
        pause: float = 0.0,
        role_in_each_piece: bool = False,
    ) -> None:
        self.bodies: list[bytes] = []
        self.heads: list[dict[str, str]] = []
        self.times: list[float] = []
        self.pieces_sent = 0
        self._script, self._upstream, self._key = script, upstream, key
        self._faults, self._retry_after, self.pause = list(faults), retry_after, pause
        self._role_in_each_piece = role_in_each_piece
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                outer._respond(self)

            def log_message(self, *_: Any) -> None:
                """Nothing of a test's reflection is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _respond(self, asked: BaseHTTPRequestHandler) -> None:
        body = asked.rfile.read(int(asked.headers["content-length"]))
        self.bodies.append(body)
        self.heads.append(dict(asked.headers))
        self.times.append(time.monotonic())
        fault = self._faults.pop(0) if self._faults else None
        asked.close_connection = True
        try:
            if fault in {"429", "500", "401"}:
                self._status(asked, int(fault))
                return
            if fault == "silent":
                time.sleep(20)
                return
            self._stream(asked, body, fault)
        except OSError:
            return

    def _status(self, asked: BaseHTTPRequestHandler, status: int) -> None:
        said = b'{"error": {"message": "no", "type": "test"}}'
        asked.send_response(status)
        if self._retry_after is not None:
            asked.send_header("Retry-After", self._retry_after)
        asked.send_header("Content-Type", "application/json")
        asked.send_header("Content-Length", str(len(said)))
        asked.end_headers()
        asked.wfile.write(said)

    def _stream(self, asked: BaseHTTPRequestHandler, body: bytes, fault: Fault | None) -> None:
        asked.send_response(200)
        asked.send_header("Content-Type", "text/event-stream")
        asked.end_headers()
        for at, event in enumerate(self._events(body, fault)):
            if fault == "slow" and at:
                time.sleep(20)
            if fault == "broken_off" and at == 4:
                return
            time.sleep(self.pause)
            asked.wfile.write(event)
            asked.wfile.flush()
            self.pieces_sent += 1

    def _events(self, body: bytes, fault: Fault | None) -> Iterator[bytes]:
        if self._upstream is not None and fault not in {"malformed", "refusal"}:
            forwarded = self._forwarded(body)
            yield from _truncated(forwarded) if fault == "truncated" else forwarded
            return
        words = self._script(json.loads(body)) if self._script else "{}"
        if fault == "malformed":
            words = "Sure! Here is your debrief: you are fine."
        if fault == "truncated":
            words = words[: len(words) * 2 // 3]
        yield _piece({"role": "assistant", "content": ""})
        if fault == "refusal":
            yield _piece({"refusal": "I cannot."})
            words = ""
        role = {"role": "assistant"} if self._role_in_each_piece else {}
        for at in range(0, len(words), PIECE):
            yield _piece({**role, "content": words[at : at + PIECE]})
        finish = {"filtered": "content_filter", "cut": "length"}.get(fault or "", "stop")
        yield _event({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        usage = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}
        yield _event({"choices": [], "usage": usage})
        yield b"data: [DONE]\n\n"

    def _forwarded(self, body: bytes) -> Iterator[bytes]:
        at = urlsplit(self._upstream or "")
        connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=300)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"}
        connection.request("POST", f"{at.path}/chat/completions", body, headers)
        response = connection.getresponse()
        try:
            while line := response.readline():
                yield line
        finally:
            connection.close()


def _truncated(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The first two thirds of the pieces that hold words, then an end that says that this was all."""
    whole = list(lines)
    worded = [at for at, line in enumerate(whole) if _words(line)]
    last = worded[len(worded) * 2 // 3]
    yield from whole[:last]
    yield from (line.replace(b'"length"', b'"stop"') for line in whole[last:] if not _words(line))


def _words(line: bytes) -> str:
    """The words that a line of a stream adds to the answer."""
    if not line.startswith(b"data: {"):
        return ""
    return "".join(c["delta"].get("content") or "" for c in json.loads(line[6:])["choices"])


def _piece(delta: dict[str, str]) -> bytes:
    return _event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})


def _event(fields: dict[str, Any]) -> bytes:
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", **fields}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def sentences_of(request: dict[str, Any]) -> dict[str, str]:
    """Key to sentence, as a model reads them in the request."""
    told = request["messages"][1]["content"].split("<<<REFLECTION\n")[1].split("\nREFLECTION>>>")[0]
    lines = (line.partition(": ") for line in told.splitlines())
    return {head.split(" ")[0]: text for head, _, text in lines}


def is_repair(request: dict[str, Any]) -> bool:
    """Whether this is the second round."""
    return len(request["messages"]) > 2
