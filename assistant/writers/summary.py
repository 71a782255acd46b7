"""The summary: what mattered most to the writer, with what it rests on, in the order in which it was told."""

from collections.abc import Iterator, Sequence

from assistant.fixed_checks import fixed_reasons, is_derived
from assistant.model.debrief import Statement
from assistant.model.screening import Finding
from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.anchors import Anchor
from assistant.writers.noticed import cannot_wait, noticed
from assistant.writers.phrases import FEWEST, is_cut, quotable, with_mark, words_in
from assistant.writers.second_person import in_second_person
from assistant.writers.subject import drops_subject, reads_alone
from assistant.writers.telling import LONGEST_QUOTE, LONGEST_URGENT, as_told, leans, quoted_whole
from assistant.writers.turn import Turn
from assistant.writers.wording import QUOTE_ALONE, framed, frames_for, introduced, tells_of_strength
from knowledge.vocabulary import Facet
from knowledge.wording import is_graphic, pattern

ENOUGH, MOST_SENTENCES = 5, 7
"""Sentences after which only what matters is told, and those up to which a text is told whole, as far as it can be told."""
LIKELY = 0.0
"""Weight below which a sentence is left out once enough has been said."""
SCRAP, IDLE = 3, -1.0
"""Words up to which, and weight below which, a sentence that can only be quoted is left out."""
FEW = 3
"""Sentences of a text in which nothing is too little to tell."""
LONGEST_SENTENCE = 48
"""Words; of a longer one a phrase is quoted, but for what cannot wait."""
MOST_FINDINGS = 2
SOON = 2
"""Sentences behind what cannot wait in which the writer may tell what was done about it."""
WHOLE = "{}"
"""The frame of a sentence that is told and not quoted."""
LEAST_SENTENCES = 2
LEAST_OF_IT = 4
"""Words of a clause that is quoted without the rest of its sentence."""
ENOUGH_OF_IT = 0.7
"""Share of what cannot wait that a sentence must hold to tell of it."""


def summary_of(understanding: Understanding, found: Sequence[Anchor], turn: Turn) -> list[Statement]:
    """Two to seven sentences: what cannot wait, then what matters most, each with the sentence it leans on.

    Args:
        understanding: the reflection, screened and read.
        found: its sentences, what matters most first.
        turn: the order of this text and release in which frames are taken.

    """
    enough = MOST_SENTENCES if len(found) <= MOST_SENTENCES else ENOUGH
    telling = _Telling(understanding, found, turn)
    for finding in [f for f in understanding.screening.findings if cannot_wait(f)][:MOST_FINDINGS]:
        telling.tell_of(finding)
    for anchor in _with_strength(found):
        told = len(telling.said)
        if told >= MOST_SENTENCES or (told >= enough and anchor.weight < LIKELY):
            break
        telling.tell(anchor)
    if len(telling.said) < LEAST_SENTENCES:
        telling.scraps = True
        for anchor in found[:MOST_SENTENCES]:
            telling.tell(anchor)
    return introduced(sorted(telling.said, key=lambda s: s.evidence[0].start))


class _Telling:
    """What has been said so far."""

    def __init__(self, understanding: Understanding, found: Sequence[Anchor], turn: Turn) -> None:
        self.said: list[Statement] = []
        self.scraps = False
        """Whether a few words may be quoted of a sentence that cannot be told: where there is hardly anything else."""
        self._understanding = understanding
        self._in_order = sorted(found, key=lambda a: a.span.start)
        self._turn = turn
        self._frames: list[str] = []
        self._is_pressing = any(cannot_wait(f) for f in understanding.screening.findings)

    def tell(self, anchor: Anchor) -> None:
        """Say a sentence, and before it the one that it leans on; where there is no room for both, neither."""
        at = self._in_order.index(anchor)
        before = self._in_order[at - 1] if at else None
        if before is not None and not self._is_said(before) and self._leans_on(anchor, before):
            if len(self.said) + 2 > MOST_SENTENCES:
                return
            self._say(before)
            if not self._is_said(before):
                return
        self._say(anchor)

    def _leans_on(self, anchor: Anchor, before: Anchor) -> bool:
        """Whether a sentence needs the one before, and that one tells something and is no scrap."""
        told = words_in(before.span.of(self._understanding.text))
        leaning = leans(self._understanding.screening.parse, anchor.span)
        return leaning and before.reads_alone and len(told) >= FEWEST and not self._is_scrap(before)

    def tell_of(self, finding: Finding) -> None:
        """Say the sentence of what cannot wait, or that it was noticed, where its words are not to be repeated; and what was done then."""
        told = [n for n, anchor in enumerate(self._in_order) if anchor.span.overlaps(finding.span)]
        for n in told:
            self._say(self._in_order[n], of=finding.span)
        if not any(e.overlaps(finding.span) for s in self.said for e in s.evidence):
            self._add(noticed(finding))
        soon = self._in_order[told[-1] + 1 :][:SOON] if told else []
        if done := next((a for a in soon if a.own and Facet.ACTION_TAKEN in a.facets), None):
            self.tell(done)

    def _say(self, anchor: Anchor, of: Span | None = None) -> None:
        if self._is_said(anchor) or (of is None and self._is_scrap(anchor)):
            return
        for statement, told, frame in self._proposals(anchor, urgent=of is not None):
            if of is None or of.share_in(told) >= ENOUGH_OF_IT:
                self._frames.append(frame)
                self._add(Statement(text=statement, evidence=(anchor.span,)))
                return

    def _is_scrap(self, anchor: Anchor) -> bool:
        """Whether it is a word or three that cannot be told as a sentence, in a text that has more to tell."""
        words = words_in(anchor.span.of(self._understanding.text))
        spare = anchor.weight < IDLE and len(words) <= SCRAP and len(self._in_order) > FEW
        return spare and self._whole(anchor) is None

    def _is_said(self, anchor: Anchor) -> bool:
        return any(anchor.span in s.evidence for s in self.said)

    def _add(self, statement: Statement) -> None:
        if statement.text not in {s.text for s in self.said}:
            self.said.append(statement)

    def _proposals(self, anchor: Anchor, *, urgent: bool) -> Iterator[tuple[str, Span, str]]:
        """Ways to say one sentence, best first, what each tells of it, and its frame."""
        text, parse = self._understanding.text, self._understanding.screening.parse
        if whole := self._whole(anchor, LONGEST_URGENT if urgent else LONGEST_SENTENCE):
            yield whole, anchor.span, WHOLE
        longest = LONGEST_URGENT if urgent else LONGEST_QUOTE
        quotes = [(words, anchor.span) for words in quoted_whole(parse, anchor.span, longest)]
        for words, told in (*quotes, *((with_mark(p, text), p) for p in self._phrases(anchor))):
            for frame in self._frames_for(anchor, words):
                statement = framed(frame, words)
                if not fixed_reasons(statement, text) and is_derived(statement, parse):
                    yield statement, told, frame

    def _phrases(self, anchor: Anchor) -> Sequence[Span]:
        """What may be quoted of a sentence: all of it, or a clause that is long enough to be understood without the rest."""
        text, parse = self._understanding.text, self._understanding.screening.parse
        every = len(words_in(anchor.span.of(text)))
        found = (p for p in (anchor.phrase, *quotable(text, anchor.span)) if p is not None)
        return [
            p
            for p in dict.fromkeys(found)
            if self.scraps
            or (words := len(words_in(p.of(text)))) >= every - 1
            or (words >= LEAST_OF_IT and reads_alone(parse, p) and not is_cut(text, p))
        ]

    def _whole(self, anchor: Anchor, longest: int = LONGEST_SENTENCE) -> str | None:
        """The whole sentence, turned to the writer or as it was told of others, where both would be safe."""
        parse = self._understanding.screening.parse
        if anchor.own and Facet.STRENGTH in anchor.facets and not self._is_pressing:
            return None
        turned = as_told(parse, anchor.span)
        if turned is None and (anchor.own or not drops_subject(parse, anchor.span)):
            turned = in_second_person(parse, anchor.span)
        safe = turned is not None and _may_be_said(turned, self._understanding.text, longest)
        return turned if safe else None

    def _frames_for(self, anchor: Anchor, words: str) -> Sequence[str]:
        """What a frame says of the words where it says something, once each; else none but the marks."""
        facet = anchor.facet
        if not self._is_pressing and tells_of_strength(words):
            facet = Facet.STRENGTH
        if not anchor.own or (self._is_pressing and facet is Facet.STRENGTH):
            return (QUOTE_ALONE,)
        left = [f for f in frames_for(facet, words) if f not in self._frames]
        return (*sorted(left, key=self._turn.order), QUOTE_ALONE)


def _with_strength(found: Sequence[Anchor]) -> Sequence[Anchor]:
    """What matters most first, with the best strength among those that will be told."""
    strength = next((a for a in found if a.own and Facet.STRENGTH in a.facets), None)
    if strength is None or strength in found[:MOST_SENTENCES]:
        return found
    rest = [a for a in found if a is not strength]
    return (*rest[: ENOUGH - 1], strength, *rest[ENOUGH - 1 :])


def _may_be_said(sentence: str, text: str, longest: int) -> bool:
    """Short enough, gentle, without words that minimise or that writers scorn themselves with, and passed by every fixed check."""
    return (
        len(words_in(sentence)) <= longest
        and not is_graphic(sentence)
        and pattern("cheer").search(sentence) is None
        and pattern("scorn").search(sentence) is None
        and not fixed_reasons(sentence, text)
    )
