"""Screen a de-identified reflection: two layers, one combination, every finding with its reason."""

from assistant.stages.screen.stage import read_by, screen
from assistant.stages.screen.thresholds import KindThreshold, QuietThreshold, ScreeningThresholds

__all__ = ["KindThreshold", "QuietThreshold", "ScreeningThresholds", "read_by", "screen"]
