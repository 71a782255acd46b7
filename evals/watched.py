"""A language model and its writer under watch: what was sent, said and proved for one reflection is kept."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.bootstrap import build_model, build_ports
from assistant.exchange import Exchange, LanguageModel, ModelRequest, never
from assistant.model.debrief import Strategy
from assistant.model.understanding import Understanding
from assistant.settings import Settings
from assistant.wiring import Ports
from assistant.writers.model import Hearing, ModelWriter, Proof, ProvenDraft


class Overheard:
    """A model whose requests and answers are kept for the scorecard."""

    def __init__(self, model: LanguageModel) -> None:
        """Take the model."""
        self._model = model
        self.sent: list[bytes] = []
        self.said: list[str] = []

    @property
    def name(self) -> str:
        """The model's own name."""
        return self._model.name

    def preview(self, request: ModelRequest) -> bytes:
        """The model's own preview."""
        return self._model.preview(request)

    def answer(self, request: ModelRequest, exchange: Exchange) -> Iterator[str]:
        """The model's own answer, kept as it comes."""
        self.sent.append(self._model.preview(request))
        self.said.append("")
        for piece in self._model.answer(request, exchange):
            self.said[-1] += piece
            yield piece


class WatchedWriter(ModelWriter):
    """The model writer, with what it was given and what it proved kept for one reflection."""

    understanding: Understanding | None = None
    proven: ProvenDraft | None = None

    def write(
        self,
        understanding: Understanding,
        strategies: Sequence[Strategy],
        *,
        proof: Proof,
        hear: Hearing,
        stop: Callable[[], bool] = never,
    ) -> ProvenDraft:
        """As any model writer writes."""
        self.understanding = understanding
        self.proven = super().write(understanding, strategies, proof=proof, hear=hear, stop=stop)
        return self.proven


class Watch(NamedTuple):
    """The pipeline with a model whose every word is overheard; of use for one reflection at a time."""

    model: Overheard
    writer: WatchedWriter
    ports: Ports


def watched(settings: Settings) -> Watch:
    """The pipeline with the model that the settings name.

    Raises:
        SetupError: the model is not there.

    """
    model = Overheard(build_model(settings))
    writer = WatchedWriter(model, seconds=settings.model_seconds)
    return Watch(model, writer, build_ports(settings)._replace(writer=writer))
