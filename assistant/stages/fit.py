"""How well each entry would fit this writer: a weighted sum that readers' grades taught, entry by entry and as a whole."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from assistant.model.understanding import Passage, Retrieval
from knowledge.vocabulary import Approach, Theme


class FitWeights(BaseModel):
    """Log-odds that a reader says "it fits"; fitted by `evals.training.fit_strategies`, kept in `assistant/weights/fit.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    best_theme: float
    """For the likeliest theme that the entry serves."""
    mean_theme: float
    """For the mean of those that it serves: an entry for everything fits nothing in particular."""
    first_approach: float
    best_approach: float
    dense: float
    lexical: float
    entries: Mapping[str, float]
    """What readers thought of an entry beyond all that; one that they have not seen is taken as the others are."""
    least: float
    """Log-odds below which an entry is not offered."""


SHARED = ("best_theme", "mean_theme", "first_approach", "best_approach", "dense", "lexical")
"""The numbers that weigh every entry, in the order of `features`."""


def with_fit(
    retrieval: Retrieval,
    *,
    themes: Mapping[Theme, float],
    approaches: Mapping[Approach, float],
    weights: FitWeights,
) -> Retrieval:
    """The same passages, each with its log-odds above the least that is offered."""
    fitted = (
        p.model_copy(update={"fit": _log_odds(p, themes, approaches, weights) - weights.least})
        for p in retrieval.passages
    )
    return retrieval.model_copy(update={"passages": tuple(fitted)})


def features(
    passage: Passage, themes: Mapping[Theme, float], approaches: Mapping[Approach, float]
) -> tuple[float, float, float, float, float, float]:
    """What the sum weighs, in the order of `SHARED`."""
    entry = passage.entry
    held = [themes.get(t, 0.0) for t in entry.themes] or [0.0]
    offered = [approaches.get(a, 0.0) for a in entry.approaches] or [0.0]
    return max(held), sum(held) / len(held), offered[0], max(offered), passage.dense, passage.lexical


def _log_odds(
    passage: Passage, themes: Mapping[Theme, float], approaches: Mapping[Approach, float], weights: FitWeights
) -> float:
    shown = zip(SHARED, features(passage, themes, approaches), strict=True)
    own = weights.entries.get(passage.entry.id, 0.0)
    return float(weights.bias + sum(getattr(weights, name) * x for name, x in shown) + own)
