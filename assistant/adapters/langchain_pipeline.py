"""The pipeline as a LangChain Runnable: invoke, batch, and a stream of stage events."""

from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.model.debrief import Debrief, Withheld
from assistant.model.text import Reflection
from assistant.pipeline import debrief
from assistant.wiring import Ports


class StageDone(NamedTuple):
    """One stage ended; holds no text."""

    stage: str
    milliseconds: float


class DebriefRunnable(Runnable[Reflection, Any]):
    """`invoke` gives the outcome; `stream` gives each `StageDone` and then the outcome."""

    def __init__(self, ports: Ports) -> None:
        """Take the wired ports."""
        self._ports = ports

    def invoke(
        self,
        input: Reflection,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Debrief | Withheld:
        """The debrief of one reflection, or why not."""
        del config, kwargs
        return debrief(input, ports=self._ports)

    def stream(
        self,
        input: Reflection,
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[StageDone | Debrief | Withheld]:
        """Each stage as it ends, then the outcome; an error of the pipeline is raised here."""
        del config, kwargs
        events: SimpleQueue[StageDone | Debrief | Withheld | Exception] = SimpleQueue()

        def work() -> None:
            try:
                outcome = debrief(
                    input, ports=self._ports, watch=lambda stage, ms: events.put(StageDone(stage, ms))
                )
            except Exception as error:  # noqa: BLE001 - handed to the thread that asked
                events.put(error)
            else:
                events.put(outcome)

        Thread(target=work, daemon=True).start()
        while True:
            event = events.get()
            if isinstance(event, Exception):
                raise event
            yield event
            if not isinstance(event, StageDone):
                return
