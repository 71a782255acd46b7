"""Read a screened reflection: facets, experiencer, polarity, intensity and themes."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.model.screening import Screening
from assistant.model.text import Parse, Span
from assistant.model.understanding import SentenceReading, ThemeScore, Understanding
from assistant.ports import Reading, SentenceLabels
from knowledge.vocabulary import Theme

NEGATIONS = frozenset({"not", "n't", "never", "no", "nothing", "nobody", "none", "nor", "without", "hardly"})


class ThemeThresholds(BaseModel):
    """Calibrated on dev cases; kept in `assistant/weights/themes.json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Mapping[Theme, float]
    """Probability from which a theme holds for the whole text."""
    sentence: float
    """Probability from which a sentence is evidence for it."""
    weight_of_best_sentence: float
    """The rest of the weight lies on the whole text."""


def understand(screening: Screening, reading: Reading, *, thresholds: ThemeThresholds) -> Understanding:
    """Sentences with what they do and whose they are, and the themes that hold, strongest first."""
    spans = screening.parse.sentences
    sentences = tuple(
        _sentence(span, labels, screening.parse, thresholds)
        for span, labels in zip(spans, reading.sentences, strict=True)
    )
    return Understanding(
        screening=screening, sentences=sentences, themes=themes_of(spans, reading, thresholds)
    )


def themes_of(spans: Sequence[Span], reading: Reading, thresholds: ThemeThresholds) -> tuple[ThemeScore, ...]:
    """Themes above their calibrated thresholds; an empty answer is an honest one."""
    scores = {theme: _score(theme, reading, thresholds) for theme in Theme}
    holding = [t for t, p in scores.items() if p >= thresholds.document[t]]
    found = (
        ThemeScore(theme=t, score=round(scores[t], 4), evidence=_evidence(t, spans, reading, thresholds))
        for t in holding
    )
    return tuple(sorted(found, key=lambda t: -t.score))


def _score(theme: Theme, reading: Reading, thresholds: ThemeThresholds) -> float:
    best = max((s.themes[theme] for s in reading.sentences), default=0.0)
    weight = thresholds.weight_of_best_sentence
    return weight * best + (1 - weight) * reading.themes[theme]


def _evidence(
    theme: Theme, spans: Sequence[Span], reading: Reading, thresholds: ThemeThresholds
) -> tuple[Span, ...]:
    """The sentences that show the theme, or else the one that comes nearest."""
    ranked = sorted(zip(spans, reading.sentences, strict=True), key=lambda pair: -pair[1].themes[theme])
    showing = [span for span, labels in ranked if labels.themes[theme] >= thresholds.sentence][:3]
    return tuple(showing or [span for span, _ in ranked[:1]])


def _sentence(
    span: Span, labels: SentenceLabels, parse: Parse, thresholds: ThemeThresholds
) -> SentenceReading:
    return SentenceReading(
        span=span,
        facet=max(labels.facets, key=lambda f: labels.facets[f]),
        experiencer=max(labels.experiencers, key=lambda s: labels.experiencers[s]),
        negated=any(t.lemma in NEGATIONS or t.dep == "neg" for t in parse.tokens_in(span)),
        intensity=round(labels.intensity, 3),
        themes=tuple(t for t, p in labels.themes.items() if p >= thresholds.sentence),
    )
