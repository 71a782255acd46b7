"""Masks that people decide: what is always masked, and what never is, on top of what the detector finds."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.model.text import DeidentifiedReflection, Span
from assistant.ports import Identifier, IdentifierDetector
from knowledge.vocabulary import IdentifierKind

DECIDED = 1.0
"""Score of what a person decided; no detector reaches it."""


class MaskedTerm(NamedTuple):
    """Words that are masked wherever they stand."""

    words: str
    kind: IdentifierKind


class MaskingTerms(NamedTuple):
    """What a writer chose in one session, or what an administrator keeps for an organisation."""

    never: frozenset[str] = frozenset()
    """Words in folded case; an identifier that consists of them is left as it was written."""
    always: tuple[MaskedTerm, ...] = ()

    def lifting(self, placeholder: str, text: str, seen: DeidentifiedReflection) -> "MaskingTerms":
        """These terms, and everything behind one placeholder left as it was written."""
        behind = {r.span.of(text).casefold() for r in seen.redactions if r.placeholder == placeholder}
        always = tuple(m for m in self.always if m.words.casefold() not in behind)
        return MaskingTerms(self.never | behind, always)

    def masking(self, words: Iterable[str], kind: IdentifierKind) -> "MaskingTerms":
        """These terms, and some words masked wherever they stand."""
        wanted = tuple(MaskedTerm(w.strip(), kind) for w in words if w.strip())
        return MaskingTerms(self.never - {m.words.casefold() for m in wanted}, (*self.always, *wanted))


class TermDetector:
    """A detector that follows the terms; around another such detector it cannot lift what that one adds."""

    def __init__(self, detector: IdentifierDetector, terms: MaskingTerms) -> None:
        """Take the detector whose findings are changed."""
        self._detector = detector
        self._terms = terms

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another."""
        added = list(_apart(self._added(text)))
        found = (i for i in self._detector.detect(text) if not self._is_lifted(i, text))
        kept = (i for i in found if not any(i.span.overlaps(a.span) for a in added))
        return tuple(sorted((*kept, *added), key=lambda i: i.span.start))

    def _is_lifted(self, found: Identifier, text: str) -> bool:
        return found.score < DECIDED and found.span.of(text).casefold() in self._terms.never

    def _added(self, text: str) -> Iterator[Identifier]:
        for term in sorted(self._terms.always, key=lambda m: -len(m.words)):
            pattern = rf"(?<!\w){re.escape(term.words)}(?!\w)"
            for m in re.finditer(pattern, text, re.IGNORECASE):
                yield Identifier(Span(start=m.start(), end=m.end()), term.kind, label_of(term.kind), DECIDED)


def label_of(kind: IdentifierKind) -> str:
    """What the placeholder of a kind is called."""
    return "PERSON" if kind is IdentifierKind.NAME else kind.value


def _apart(identifiers: Iterable[Identifier]) -> Iterator[Identifier]:
    taken: list[Span] = []
    for identifier in identifiers:
        if not any(identifier.span.overlaps(t) for t in taken):
            taken.append(identifier.span)
            yield identifier
