"""Reads a model's answer in a thread of its own, so that time and cancellation hold even while it is silent."""

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread

from assistant.errors import AssistantError, ModelError, SetupError
from assistant.exchange import TICK, Exchange

Heard = str | AssistantError | None
"""A piece of the answer, what went wrong, or its end."""


def read_aside(
    answer: Iterator[str], exchange: Exchange, fault_of: Callable[[Exception], ModelError]
) -> Iterator[str]:
    """The answer piece by piece.

    Raises:
        ModelError: the answer broke, its time is over, or the writer stopped it.
        SetupError: the model is not there at all.

    """
    pieces: SimpleQueue[Heard] = SimpleQueue()
    left = Event()
    Thread(target=_read, args=(answer, pieces, left, fault_of), daemon=True).start()
    try:
        while True:
            exchange.check()
            try:
                piece = pieces.get(timeout=TICK)
            except Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, AssistantError):
                raise piece
            yield piece
    finally:
        left.set()


def _read(
    answer: Iterator[str],
    pieces: "SimpleQueue[Heard]",
    left: Event,
    fault_of: Callable[[Exception], ModelError],
) -> None:
    try:
        for piece in answer:
            if left.is_set():
                return
            pieces.put(piece)
    except (ModelError, SetupError) as error:
        pieces.put(error)
    except Exception as error:  # noqa: BLE001 - a vendor's error may hold text; its kind is enough
        pieces.put(fault_of(error))
    else:
        pieces.put(None)
