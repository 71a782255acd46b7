"""What a reader takes as one sentence: clauses that the parser split at "and" or "but" are told together."""

import re
from collections.abc import Sequence

from assistant.model.text import Parse, Span
from assistant.writers.phrases import words_in

LONGEST_SENTENCE = 28
"""Words; clauses that come to more stay apart, and a longer sentence is quoted in part."""
TITLE = re.compile(r"\b(?:(?:Mrs?|Ms|Mx|Dr|Fr|Sr|St)\.?|[B-HJ-Z]\.)\s*$")
"""Behind a title or an initial the sentence goes on, even where the parser takes it for an end."""
ENDED = re.compile(r"[.!?…\n][\"”’')\]]*\s*$")


def units_of(parse: Parse) -> tuple[Span, ...]:
    """The sentences of a text, joined where nothing but a space lies between two clauses."""
    units: list[Span] = []
    for span in parse.sentences:
        if units and _continues(parse.text, units[-1], span):
            units[-1] = Span(start=units[-1].start, end=span.end)
        else:
            units.append(span)
    return tuple(units)


def parts_of(parse: Parse, unit: Span) -> Sequence[Span]:
    """The clauses of a unit."""
    return [s for s in parse.sentences if unit.covers(s)]


def _continues(text: str, before: Span, span: Span) -> bool:
    joined = Span(start=before.start, end=span.end)
    return TITLE.search(text, before.start, span.start) is not None or (
        ENDED.search(text, before.start, span.start) is None
        and "\n" not in text[before.end : span.start]
        and len(words_in(joined.of(text))) <= LONGEST_SENTENCE
    )
