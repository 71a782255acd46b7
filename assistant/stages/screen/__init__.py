"""Screen a de-identified reflection: two layers, one combination, every finding with its reason."""

from assistant.stages.screen.stage import screen
from assistant.stages.screen.thresholds import KindThreshold, QuietThreshold, ScreeningThresholds

__all__ = ["KindThreshold", "QuietThreshold", "ScreeningThresholds", "screen"]
