"""A debrief that a language model writes: in a thread of its own, so that it can be watched and stopped."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol

from assistant.model.debrief import Outcome, Sentence
from assistant.pipeline import StageWatcher
from assistant.writers.model import Hearing, text_of


class Work(Protocol):
    """What runs aside: a debrief that only needs somebody to watch, to hear and to stop it."""

    def __call__(self, *, watch: StageWatcher, hear: Hearing, stop: Callable[[], bool]) -> Outcome:
        """The outcome."""
        ...


class Running:
    """One debrief on its way; lives in the memory of one tab."""

    def __init__(self, work: Work) -> None:
        """Start at once."""
        self._stop, self._done = Event(), Event()
        self._outcome: Outcome | None = None
        self._error: Exception | None = None
        self.stages: tuple[str, ...] = ()
        self.sentences: tuple[str, ...] = ()
        """Only what was proved; in the order in which it was."""
        Thread(target=self._run, args=(work,), daemon=True, name="afterword-debrief").start()

    @property
    def is_done(self) -> bool:
        """Whether there is an outcome, or a fault."""
        return self._done.is_set()

    @property
    def is_stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def wait(self, seconds: float) -> bool:
        """Whether it is done within this time."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Let the guided writer take over."""
        self._stop.set()

    def result(self) -> Outcome:
        """The outcome; only once it is done.

        Raises:
            AssistantError: the text cannot be taken as it is, or a stage failed.

        """
        self._done.wait()
        if self._error is not None:
            raise self._error
        if self._outcome is None:
            raise RuntimeError("A debrief ended without an outcome.")
        return self._outcome

    def _run(self, work: Work) -> None:
        try:
            self._outcome = work(watch=self._watch, hear=self._hear, stop=self._stop.is_set)
        except Exception as error:  # noqa: BLE001 - raised again by `result`, inside the page's guard
            self._error = error
        finally:
            self._done.set()

    def _watch(self, stage: str, _milliseconds: float) -> None:
        self.stages = (*self.stages, stage)

    def _hear(self, sentence: Sentence) -> None:
        self.sentences = (*self.sentences, text_of(sentence))
