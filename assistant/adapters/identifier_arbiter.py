"""Between findings that overlap the surest wins; what it leaves of the others is masked too."""

import re
from collections.abc import Iterator, Sequence

from assistant.adapters.identifier_shapes import spared_in
from assistant.model.text import Span
from assistant.ports import Identifier

LOOSE = " \t\n.,;:!?\"'“”‘’"
"""Marks that no identifier begins or ends with."""
BRACKETS = ("()", "[]")


def arbitrated(text: str, shaped: Sequence[Identifier], tagged: Sequence[Identifier]) -> list[Identifier]:
    """Identifiers in their order, none overlapping another."""
    kept: list[Identifier] = []
    for found in sorted(_allowed(text, shaped, tagged), key=lambda i: (-i.score, i.span.start - i.span.end)):
        kept = list(_with(text, kept, found))
    return sorted(kept, key=lambda i: i.span.start)


def _allowed(text: str, shaped: Sequence[Identifier], tagged: Sequence[Identifier]) -> Iterator[Identifier]:
    """Findings in their tidy spans, without those that lie inside what is spared."""
    spared = spared_in(text)
    for found, by_shape in (*((i, True) for i in shaped), *((i, False) for i in tagged)):
        span = tidied(text, found.span)
        if span.end <= span.start:
            continue
        if any(
            s.span.start <= span.start and span.end <= s.span.end
            for s in spared
            if s.whatever_found or not by_shape
        ):
            continue
        yield found._replace(span=span)


def _with(text: str, kept: Sequence[Identifier], found: Identifier) -> Iterator[Identifier]:
    """What was kept, and of the new finding all that is not masked yet: joined to its own kind."""
    touched = [k for k in kept if k.span.overlaps(found.span)]
    if not touched:
        yield from kept
        yield found
        return
    first = touched[0]
    if len(touched) == 1 and first.kind is found.kind:
        start, end = min(first.span.start, found.span.start), max(first.span.end, found.span.end)
        yield from (k._replace(span=Span(start=start, end=end)) if k is first else k for k in kept)
        return
    yield from kept
    at = found.span.start
    for end, after in (*((k.span.start, k.span.end) for k in touched), (found.span.end, found.span.end)):
        if at < end:
            rest = tidied(text, Span(start=at, end=end))
            if any(c.isalnum() for c in rest.of(text)):
                yield found._replace(span=rest)
        at = max(at, after)


def tidied(text: str, span: Span) -> Span:
    """Without a possessive 's, marks around it, and a bracket whose other half lies outside."""
    start, end = span.start, span.end
    while start < end and (text[start] in LOOSE or _is_half(text[start:end], 0)):
        start += 1
    while start < end and (text[end - 1] in LOOSE.replace(".", "") or _is_half(text[start:end], -1)):
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    if text[end - 1 : end] == "." and not re.search(r"(?:^|[\s.’'])[^\W\d_]\.$", text[start:end]):
        end -= 1
    return Span(start=start, end=max(start, end))


def _is_half(words: str, at: int) -> bool:
    return any(words[at] in pair and words.count(pair[0]) != words.count(pair[1]) for pair in BRACKETS)
