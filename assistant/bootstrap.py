"""The composition root: settings in, ports out; the only chooser of adapters."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel
from threadpoolctl import threadpool_limits

from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.language import LanguageDetector
from assistant.adapters.masking_file import ListedDetector, MaskingFile
from assistant.adapters.presidio_detector import PresidioDetector
from assistant.adapters.release_store import Progress, ReleaseStore, silent
from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.trained_classifier import TrainedClassifier, TrainedJudge
from assistant.adapters.unanswered_file import UnansweredFile
from assistant.adapters.weights import OWN, RESTORE
from assistant.adapters.word_tagger import WordTagger
from assistant.errors import SetupError
from assistant.exchange import LanguageModel, Price
from assistant.ports import Bank, Writer
from assistant.serving import ensure_serving
from assistant.settings import OFF_FILE, Settings
from assistant.stages.fit import FitWeights
from assistant.stages.retrieve import FusionWeights
from assistant.stages.screen import ScreeningThresholds
from assistant.stages.understand import ThemeThresholds
from assistant.stages.verify import VerifyThresholds
from assistant.wiring import Calibration, Ports
from assistant.writers.guided import GuidedWriter
from assistant.writers.model import ModelWriter
from knowledge.collection import (
    FaultyContentError,
    load_cards,
    load_questions,
    load_resources,
    load_rules,
)
from knowledge.rule import RuleSet

M = TypeVar("M", bound=BaseModel)


class LocalClock:
    """What day it is here."""

    def today(self) -> date:
        """The local date."""
        return date.today()  # noqa: DTZ011 - a review date means the day where the reader is


class Readers(NamedTuple):
    """The models that read text; loaded once and shared."""

    language: LanguageDetector
    parser: SpacyParser
    classifier: TrainedClassifier
    detector: PresidioDetector
    judge: TrainedJudge


@cache
def build_readers() -> Readers:
    """Every reader of text; each loads its weights on first use.

    BLAS keeps to one thread: its idle ones spin beside the encoder's, which then takes twice as long.
    """
    threadpool_limits(limits=1, user_api="blas")
    classifier, parser = TrainedClassifier(), SpacyParser()
    detector = PresidioDetector(WordTagger(), parser)
    return Readers(LanguageDetector(), parser, classifier, detector, TrainedJudge())


@cache
def build_calibration() -> Calibration:
    """The numbers that were fitted on dev cases.

    Raises:
        SetupError: a file is missing or does not fit its model.

    """
    return Calibration(
        screening=_fitted("screening", ScreeningThresholds),
        themes=_fitted("themes", ThemeThresholds),
        fusion=_fitted("fusion", FusionWeights),
        fit=_fitted("fit", FitWeights),
        verify=_fitted("verify", VerifyThresholds),
    )


def build_rules(folder: Path | None = None) -> RuleSet:
    """The screening rules; nothing is screened without every one of them.

    Args:
        folder: another folder than the one that is shipped.

    Raises:
        SetupError: a file is missing, or a rule in it cannot be read.

    """
    try:
        return load_rules(folder) if folder else load_rules()
    except FaultyContentError as error:
        raise SetupError(
            f"The screening rules cannot be read, so nothing was screened. Run: afterword doctor\n{error}"
        ) from None


def build_detector(settings: Settings) -> ListedDetector:
    """The identifier detector, led by the organisation's masking list."""
    return ListedDetector(build_readers().detector, MaskingFile(settings.home))


def build_release_store(settings: Settings) -> ReleaseStore:
    """Where releases are built, switched and opened."""
    return ReleaseStore(settings.home, chroma_url=settings.chroma_url, embedder=MiniLmEmbedder(settings.home))


def ensure_release(settings: Settings, *, progress: Progress = silent) -> str:
    """The release that serves; built on first use, and the newly shipped one after an upgrade."""
    return ensure_serving(settings, build_release_store(settings), progress=progress)


def build_unanswered(settings: Settings) -> UnansweredFile:
    """What counts reflections without an answer, where an operator asked for it."""
    return UnansweredFile(settings.home, counts=settings.count_unanswered == "on", today=date.today)


def build_bank() -> Bank:
    """Questions, cards and crisis resources."""
    return Bank(load_questions(), load_cards(), load_resources())


def build_ports(settings: Settings, *, progress: Progress = silent) -> Ports:
    """One implementation of each port, as the settings ask.

    Raises:
        SetupError: a model, the index or a setting is missing or wrong.

    """
    release = ensure_release(settings, progress=progress)
    readers = build_readers()
    bank = build_bank()
    guided = GuidedWriter(bank.questions)
    return Ports(
        language=readers.language,
        detector=build_detector(settings),
        parser=readers.parser,
        classifier=readers.classifier,
        judge=readers.judge,
        library=build_release_store(settings).open(release),
        guided=guided,
        writer=build_writer(settings, guided),
        bank=bank,
        rules=build_rules(),
        calibration=build_calibration(),
        clock=LocalClock(),
        locale=settings.locale,
    )


def build_writer(settings: Settings, guided: Writer) -> Writer | ModelWriter:
    """The writer that the settings name; the guided one where no model may be called.

    Raises:
        SetupError: the name is not `none`, `openai:MODEL`, `gguf:PATH` or `PROVIDER:MODEL`, or lacks its key.

    """
    if settings.model == "none" or settings.is_off:
        return guided
    prices = Price(*map(float, settings.model_prices.split(","))) if settings.model_prices else None
    return ModelWriter(build_model(settings), seconds=settings.model_seconds, price=prices)


def build_model(settings: Settings) -> LanguageModel:
    """The language model that the settings name; nothing is sent and nothing loaded yet.

    Raises:
        SetupError: models are switched off here, the name is not one that we know, or its key or file is missing.

    """
    if settings.is_off:
        raise SetupError(
            f"Language models are switched off here (AFTERWORD_NETWORK=off, or an administrator made {OFF_FILE}), so "
            "none was asked and nothing was sent. Ask whoever looks after this machine."
        )
    from assistant.adapters import model_choice  # noqa: PLC0415 - its vendors load for seconds; `none` needs none

    return model_choice.chosen_model(settings)


def _fitted(name: str, model: type[M]) -> M:
    path: Path = OWN / f"{name}.json"
    try:
        return model.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SetupError(
            f"The calibration file {path.name} is missing or damaged ({type(error).__name__}), so no text is read. "
            f"Run: {RESTORE}"
        ) from None
