"""Which language a text is in, sentence by sentence, by py3langid's bundled model."""

import re
from functools import cached_property

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SENTENCE = re.compile(r"[^.!?\n]+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
FEWEST_WORDS = 4
"""A shorter sentence does not tell its language; it follows the others."""
COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "of",
        "to",
        "in",
        "i",
        "it",
        "was",
        "is",
        "that",
        "she",
        "he",
        "my",
        "with",
        "for",
        "on",
        "at",
        "but",
        "had",
        "this",
        "not",
        "me",
        "be",
        "they",
        "we",
        "you",
        "so",
        "no",
        "her",
        "him",
        "what",
        "after",
        "all",
        "have",
        "been",
        "from",
        "there",
        "were",
        "just",
        "when",
        "out",
        "up",
        "his",
        "about",
        "do",
        "did",
        "don't",
        "didn't",
        "can't",
        "like",
        "then",
        "again",
        "today",
        "still",
        "now",
        "one",
        "if",
        "or",
        "as",
        "are",
        "by",
        "how",
        "who",
        "too",
        "more",
        "has",
        "will",
        "would",
        "could",
        "them",
        "got",
        "get",
        "went",
        "said",
        "clt",
        "pt",
        "ct",
        "cx",
        "session",
        "client",
        "clients",
        "shift",
        "supervisor",
        "home",
        "feel",
        "felt",
        "im",
        "ive",
        "it's",
        "i'm",
        "i've",
        "nothing",
        "never",
        "why",
    ]
)
LAST_LATIN = 0x24F
"""The last code point of the Latin letters that European names use."""
SURE = 0.2
"""Probability from which the model has recognised a language; shorthand and abbreviations are like none."""
SHARE_OF_COMMON = 0.2
"""Share of common English words from which a sentence is English, whatever the model says of its shorthand."""


class LanguageDetector:
    """Loads on first use."""

    @cached_property
    def _model(self) -> LanguageIdentifier:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def is_english(self, text: str) -> bool:
        """Whether most sentences that can be told are English; True when none can be told."""
        told = [s for s in SENTENCE.findall(text) if len(WORD.findall(s)) >= FEWEST_WORDS]
        if not told:
            told = [text] if WORD.search(text) else []
        english = sum(self._is_english_sentence(s) for s in told)
        return not told or 2 * english >= len(told)

    def _is_english_sentence(self, sentence: str) -> bool:
        words = [w.lower() for w in WORD.findall(sentence)]
        if not words:
            return True
        if sum(w in COMMON for w in words) >= SHARE_OF_COMMON * len(words):
            return True
        if len(words) < FEWEST_WORDS:
            return _is_latin(words)
        language, probability = self._model.classify(sentence)
        return bool(language == "en" or (probability < SURE and _is_latin(words)))


def _is_latin(words: list[str]) -> bool:
    return all(ord(c) <= LAST_LATIN for w in words for c in w)
