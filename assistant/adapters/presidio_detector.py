"""Identifier detector on Presidio: shaped identifiers by pattern, all others by our own token model.

Presidio runs the recognisers and keeps their explanations; our arbiter joins what overlaps. No vendor
type leaves this file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.tokens import Doc
from spacy.vocab import Vocab

from assistant.adapters.trained_classifier import TaggedWord, TrainedClassifier
from assistant.model.text import Span
from assistant.ports import Identifier
from knowledge.vocabulary import IdentifierKind

PATTERNS = Path(__file__).parents[2] / "knowledge" / "identifiers" / "patterns.yaml"
ENTITIES = [k.value for k in IdentifierKind]
SURE = 0.5
"""Score from which a span is masked."""
PLAIN, PLAIN_RARE = 0.5, 0.85
"""Probability of being no identifier above which a word is left; a rare capitalised word is left less easily."""
RARE = 3
"""Word pieces from which a word is rare."""
LABELLED = {IdentifierKind.NAME: ("CLIENT", "COLLEAGUE", "RELATIVE", "PERSON")}


class ShapedPattern(NamedTuple):
    """One identifier with a shape."""

    kind: IdentifierKind
    score: float
    pattern: re.Pattern[str]
    needs_digits: int


class ShapeRecognizer(EntityRecognizer):
    """Patterns of `knowledge/identifiers/patterns.yaml`."""

    def load(self) -> None:
        """Compile the patterns."""
        rows = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
        self.patterns = [
            ShapedPattern(
                IdentifierKind(r["kind"]), r["score"], re.compile(r["pattern"]), r.get("needs_digits", 0)
            )
            for r in rows
        ]

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Every match of every pattern."""
        del entities, nlp_artifacts
        return list(self._matches(text))

    def _matches(self, text: str) -> Iterable[RecognizerResult]:
        for shaped in self.patterns:
            for m in shaped.pattern.finditer(text):
                start, end = m.span(1 if shaped.pattern.groups else 0)
                if sum(c.isdigit() for c in text[start:end]) >= shaped.needs_digits and end > start:
                    yield RecognizerResult(shaped.kind.value, start, end, shaped.score)


class TokenRecognizer(EntityRecognizer):
    """Our token model: names, places, organisations and what has no fixed shape."""

    def __init__(self, classifier: TrainedClassifier) -> None:
        """Take the classifier whose encoder it shares."""
        self._classifier = classifier
        super().__init__(supported_entities=ENTITIES, name="TokenRecognizer", supported_language="en")

    def load(self) -> None:
        """Nothing to load; the classifier loads itself."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Words that the model marks, joined to spans."""
        del entities, nlp_artifacts
        results = []
        for kind, words in _joined(self._classifier.tag(text), text):
            start, end = words[0].span.start, words[-1].span.end
            score = max(SURE, *(_share(w, kind) for w in words))
            result = RecognizerResult(kind.value, start, end, score)
            result.recognition_metadata = {"label": _label(kind, words)}
            results.append(result)
        return results


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

    def __init__(self, classifier: TrainedClassifier) -> None:
        """Take the classifier that holds the token model."""
        self._classifier = classifier

    @cached_property
    def _analyzer(self) -> AnalyzerEngine:
        registry = RecognizerRegistry(
            recognizers=[
                ShapeRecognizer(supported_entities=ENTITIES, name="ShapeRecognizer", supported_language="en"),
                TokenRecognizer(self._classifier),
            ],
            supported_languages=["en"],
        )
        return AnalyzerEngine(registry=registry, nlp_engine=NoNlp(), supported_languages=["en"])

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another."""
        results = self._analyzer.analyze(text, language="en", entities=ENTITIES)
        return tuple(_arbitrated(text, results))


def _arbitrated(text: str, results: Sequence[RecognizerResult]) -> Iterable[Identifier]:
    """Of spans that overlap the surest wins, and grows to cover what it overlaps of its own kind."""
    kept: list[Identifier] = []
    for r in sorted(results, key=lambda r: (-r.score, r.start - r.end)):
        if r.score < SURE:
            continue
        kind = IdentifierKind(r.entity_type)
        label = str((r.recognition_metadata or {}).get("label", kind.value))
        span = _tidied(text, Span(start=r.start, end=r.end))
        if span.end <= span.start:
            continue
        same = next((i for i in kept if i.span.overlaps(span)), None)
        if same is None:
            kept.append(Identifier(span, kind, label, r.score))
        elif same.kind is kind:
            wider = Span(start=min(same.span.start, span.start), end=max(same.span.end, span.end))
            if not any(i is not same and i.span.overlaps(wider) for i in kept):
                kept[kept.index(same)] = same._replace(span=wider)
    return sorted(kept, key=lambda i: i.span.start)


def _tidied(text: str, span: Span) -> Span:
    """Without a possessive 's and without marks around it."""
    start, end = span.start, span.end
    while start < end and text[start] in " \t\n.,;:!?\"'“”‘’()":
        start += 1
    while start < end and text[end - 1] in " \t\n,;:!?\"'“”‘’()":
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    if text[end - 1 : end] == "." and not re.search(r"(?:^|[\s.])[A-Za-z]\.$", text[start:end]):
        end -= 1
    return Span(start=start, end=max(start, end))


def _joined(words: Sequence[TaggedWord], text: str) -> Iterable[tuple[IdentifierKind, list[TaggedWord]]]:
    """Runs of words of one kind; `B-` starts a new run, marks inside a run stay in it."""
    run: list[TaggedWord] = []
    kind: IdentifierKind | None = None
    for word in words:
        best = max((k for k in word.kinds if k != "O"), key=lambda k: word.kinds[k])
        if word.kinds["O"] > _plain_from(word, text):
            if run and kind is not None:
                yield kind, run
            run, kind = [], None
            continue
        mark, _, name = best.partition("-")
        if run and (mark == "B" or IdentifierKind(name) is not kind) and kind is not None:
            yield kind, run
            run = []
        kind = IdentifierKind(name)
        run.append(word)
    if run and kind is not None:
        yield kind, run


def _plain_from(word: TaggedWord, text: str) -> float:
    rare = word.pieces >= RARE and word.span.of(text).istitle() and word.span.of(text).isalpha()
    return PLAIN_RARE if rare and _is_inside_sentence(text, word.span.start) else PLAIN


def _is_inside_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;'’")


def _share(word: TaggedWord, kind: IdentifierKind) -> float:
    return word.kinds.get(f"B-{kind.value}", 0.0) + word.kinds.get(f"I-{kind.value}", 0.0)


def _label(kind: IdentifierKind, words: Sequence[TaggedWord]) -> str:
    first = words[0].labels
    if kind is IdentifierKind.NAME:
        return max(LABELLED[kind], key=lambda label: first.get(label, 0.0))
    if kind is IdentifierKind.ORG and first.get("SCHOOL", 0.0) > first.get("ORG", 0.0):
        return "SCHOOL"
    return kind.value
