"""Identifier detector on Presidio: shaped identifiers by pattern, all others by our own token model.

Presidio runs the recognisers over one parse of the text; our arbiter joins what overlaps. No vendor
type leaves this file.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.tokens import Doc
from spacy.vocab import Vocab

from assistant.adapters.identifier_arbiter import arbitrated
from assistant.adapters.identifier_shapes import shaped_in
from assistant.adapters.identifier_spans import spans_of
from assistant.adapters.spacy_parser import SpacyParser
from assistant.adapters.word_tagger import WordTagger
from assistant.model.text import Span
from assistant.ports import Identifier
from knowledge.vocabulary import IdentifierKind

ENTITIES = [k.value for k in IdentifierKind]
SHAPES, TOKENS = "ShapeRecognizer", "TokenRecognizer"


class ShapeRecognizer(EntityRecognizer):
    """Patterns of `knowledge/identifiers/patterns.yaml`."""

    def __init__(self) -> None:
        """Find every kind."""
        super().__init__(supported_entities=ENTITIES, name=SHAPES, supported_language="en")

    def load(self) -> None:
        """Nothing to load; the patterns are read on first use."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Every match of every pattern."""
        del entities, nlp_artifacts
        return [_result(SHAPES, Identifier(s.span, s.kind, s.kind.value, s.score)) for s in shaped_in(text)]


class TokenRecognizer(EntityRecognizer):
    """Our token model: names, places, organisations and what has no fixed shape."""

    def __init__(self, tagger: WordTagger, parser: SpacyParser) -> None:
        """Take the tagger, and the parser that it asks for a second opinion."""
        self._tagger = tagger
        self._parser = parser
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encode")
        super().__init__(supported_entities=ENTITIES, name=TOKENS, supported_language="en")

    def load(self) -> None:
        """Nothing to load; the tagger loads itself."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Words that the model marks, joined to spans; encoder and parser work side by side."""
        del entities, nlp_artifacts
        encoded = self._beside.submit(self._tagger.encoded, text)
        words = self._tagger.tag(self._parser.doc(text), encoded.result())
        return [_result(TOKENS, found) for found in spans_of(words, text, self._tagger.order)]


def _result(recognizer: str, found: Identifier) -> RecognizerResult:
    result = RecognizerResult(found.kind.value, found.span.start, found.span.end, found.score)
    result.recognition_metadata = {"label": found.label, "recognizer": recognizer}
    return result


def _identifier(result: RecognizerResult) -> Identifier:
    span = Span(start=result.start, end=result.end)
    label = str((result.recognition_metadata or {})["label"])
    return Identifier(span, IdentifierKind(result.entity_type), label, result.score)


class NoNlp(NlpEngine):
    """Our recognisers need no artefacts of Presidio's own language pipeline."""

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """No artefacts."""
        del text
        return NlpArtifacts([], Doc(Vocab()), [], [], self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: object
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """No artefacts, text by text."""
        del batch_size, n_process, kwargs
        return ((t, self.process_text(t, language)) for t in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """Never asked."""
        del word, language
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Never asked."""
        del word, language
        return False

    def get_supported_entities(self) -> list[str]:
        """None of its own."""
        return []

    def get_supported_languages(self) -> list[str]:
        """English."""
        return ["en"]


class PresidioDetector:
    """The only reader of raw text."""

    def __init__(self, tagger: WordTagger, parser: SpacyParser) -> None:
        """Take the token model, and the parser that it asks for a second opinion."""
        self._tagger = tagger
        self._parser = parser

    @cached_property
    def _analyzer(self) -> AnalyzerEngine:
        registry = RecognizerRegistry(
            recognizers=[ShapeRecognizer(), TokenRecognizer(self._tagger, self._parser)],
            supported_languages=["en"],
        )
        return AnalyzerEngine(registry=registry, nlp_engine=NoNlp(), supported_languages=["en"])

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another."""
        by_recognizer: dict[str, list[Identifier]] = {SHAPES: [], TOKENS: []}
        for result in self._analyzer.analyze(text, language="en", entities=ENTITIES):
            by_recognizer[(result.recognition_metadata or {})["recognizer"]].append(_identifier(result))
        return tuple(arbitrated(text, by_recognizer[SHAPES], by_recognizer[TOKENS]))
