"""Everything the pipeline needs from outside, as one value; `bootstrap` builds it."""

from typing import NamedTuple

from assistant.ports import (
    Bank,
    Classifier,
    Clock,
    IdentifierDetector,
    Judge,
    Library,
    Parser,
    Writer,
)
from assistant.stages.admit import LanguageCheck
from assistant.stages.fit import FitWeights
from assistant.stages.retrieve import FusionWeights
from assistant.stages.screen import ScreeningThresholds
from assistant.stages.understand import ThemeThresholds
from assistant.stages.verify import VerifyThresholds
from assistant.writers.model import ModelWriter
from knowledge.rule import RuleSet
from knowledge.vocabulary import Locale


class Calibration(NamedTuple):
    """Numbers that were fitted on dev cases; each has its file in `assistant/weights`."""

    screening: ScreeningThresholds
    themes: ThemeThresholds
    fusion: FusionWeights
    fit: FitWeights
    verify: VerifyThresholds


class Ports(NamedTuple):
    """One implementation of each port."""

    language: LanguageCheck
    detector: IdentifierDetector
    parser: Parser
    classifier: Classifier
    judge: Judge
    library: Library
    guided: Writer
    writer: Writer | ModelWriter
    bank: Bank
    rules: RuleSet
    calibration: Calibration
    clock: Clock
    locale: Locale
