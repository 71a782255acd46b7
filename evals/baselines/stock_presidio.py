"""Presidio as it comes, with spaCy's small English model: every default recogniser, every default score."""

import logging
from functools import cache

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

from assistant.adapters.weights import verified
from assistant.model.text import Span


@cache
def _analyzer() -> AnalyzerEngine:
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    folder = verified("parser").parent.parent
    models = [{"lang_code": "en", "model_name": str(folder)}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    return AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])


def found_by_presidio(text: str) -> tuple[Span, ...]:
    """Every span that stock Presidio would replace."""
    results = _analyzer().analyze(text, language="en")
    return tuple(Span(start=r.start, end=r.end) for r in sorted(results, key=lambda r: r.start))
