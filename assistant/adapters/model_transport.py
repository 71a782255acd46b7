"""Between the vendor's client and the wire: notes the exact bytes, or shows them and sends nothing."""

import hashlib
from collections.abc import Callable

import httpx2

from assistant.exchange import Exchange
from assistant.model.debrief import Egress

Sent = Callable[[Egress, str], None]
"""Told of a request that left this machine, and the receipt that it belongs to."""
CONNECT_SECONDS = 5.0
NOTHING_LEFT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.UnsupportedProtocol)
"""Faults before a byte of the body can have been sent."""


class Previewed(Exception):  # noqa: N818 - not a fault: the bytes were shown
    """The request was shown instead of sent."""


class PreviewTransport(httpx2.BaseTransport):
    """Keeps the body of the request and goes no further."""

    body: bytes = b""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Keep the bytes."""
        self.body = request.read()
        raise Previewed


class RecordingTransport(httpx2.BaseTransport):
    """Sends on, within the time that is left, and notes what left."""

    def __init__(
        self,
        onward: httpx2.BaseTransport,
        to: str | None,
        exchange: Exchange,
        sent: Sent,
        read_seconds: float,
    ) -> None:
        """Take the real transport, the destination by name (nothing: this machine) and the exchange."""
        self._onward = onward
        self._to = to
        self._exchange = exchange
        self._sent = sent
        self._read_seconds = read_seconds

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One request; it counts as sent unless the connection itself failed."""
        body = request.read()
        left = max(0.1, self._exchange.left)
        request.extensions["timeout"] = {
            "connect": min(CONNECT_SECONDS, left),
            "pool": min(CONNECT_SECONDS, left),
            "write": left,
            "read": min(self._read_seconds, left),
        }
        try:
            response = self._onward.handle_request(request)
        except NOTHING_LEFT:
            raise
        except httpx2.TransportError:
            self._note(body)
            raise
        self._note(body)
        return response

    def _note(self, body: bytes) -> None:
        if self._to is None:
            return
        egress = Egress(to=self._to, bytes=len(body), sha256=hashlib.sha256(body).hexdigest())
        self._exchange.egress.append(egress)
        self._sent(egress, self._exchange.receipt)
