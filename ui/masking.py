"""The writer's own choices about masks, on top of what the detector finds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.model.text import DeidentifiedReflection, Span
from assistant.ports import Identifier, IdentifierDetector
from knowledge.vocabulary import IdentifierKind

PLACEHOLDER = re.compile(r"\[[A-Z]+-\d+\]")
WORD = re.compile(r"[^\W\d_][\w\u2019'-]+")


class ExtraMask(NamedTuple):
    """Words that the writer wants masked."""

    words: str
    kind: IdentifierKind


class MaskChoices(NamedTuple):
    """What the writer lifted and added in this session; kept in memory only."""

    never: frozenset[str] = frozenset()
    more: tuple[ExtraMask, ...] = ()

    def lifting(self, placeholder: str, text: str, seen: DeidentifiedReflection) -> "MaskChoices":
        """These choices, and everything behind one placeholder left as it was written."""
        behind = {r.span.of(text).casefold() for r in seen.redactions if r.placeholder == placeholder}
        more = tuple(m for m in self.more if m.words.casefold() not in behind)
        return MaskChoices(self.never | behind, more)

    def masking(self, words: Iterable[str], kind: IdentifierKind) -> "MaskChoices":
        """These choices, and some words masked wherever they stand."""
        wanted = tuple(ExtraMask(w.strip(), kind) for w in words if w.strip())
        return MaskChoices(self.never - {m.words.casefold() for m in wanted}, (*self.more, *wanted))


class ChosenMasks:
    """A detector that follows the writer: lifts what they lifted and adds what they added."""

    def __init__(self, detector: IdentifierDetector, choices: MaskChoices) -> None:
        """Take the detector whose findings are changed."""
        self._detector = detector
        self._choices = choices

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another."""
        added = list(_apart(self._added(text)))
        found = (
            i for i in self._detector.detect(text) if i.span.of(text).casefold() not in self._choices.never
        )
        kept = (i for i in found if not any(i.span.overlaps(a.span) for a in added))
        return tuple(sorted((*kept, *added), key=lambda i: i.span.start))

    def _added(self, text: str) -> Iterator[Identifier]:
        for mask in sorted(self._choices.more, key=lambda m: -len(m.words)):
            pattern = rf"(?<!\w){re.escape(mask.words)}(?!\w)"
            for m in re.finditer(pattern, text, re.IGNORECASE):
                yield Identifier(Span(start=m.start(), end=m.end()), mask.kind, label_of(mask.kind), 1.0)


def label_of(kind: IdentifierKind) -> str:
    """What the placeholder of a kind is called."""
    return "PERSON" if kind is IdentifierKind.NAME else kind.value


def words_to_mask(masked: str) -> Sequence[str]:
    """The words still readable in a masked text, names and places first."""
    words = dict.fromkeys(WORD.findall(PLACEHOLDER.sub(" ", masked)))
    return sorted(words, key=lambda w: (not w[0].isupper(), w.casefold()))


def _apart(identifiers: Iterable[Identifier]) -> Iterator[Identifier]:
    taken: list[Span] = []
    for identifier in identifiers:
        if not any(identifier.span.overlaps(t) for t in taken):
            taken.append(identifier.span)
            yield identifier
