"""Where a sentence gives somebody else's words: never told as the writer's, never quoted without the speaker."""

import re
from collections.abc import Iterator

from assistant.model.text import Span

MARKED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘](?:[^'’\n]|['’](?=\w))+['’](?!\w)")
"""Words inside quotation marks; an apostrophe inside a word does not end them."""
STRAIGHT = re.compile(r"\"[^\"\n]*\"")
"""Marks that look alike at both ends: of an odd number nobody can tell which open."""
LONG = (
    re.compile(r"“[^“”\n]*”"),
    STRAIGHT,
    re.compile(r"(?<!\w)['‘](?:[^'’\n]|['’](?=\w))+[.,!?…]['’](?!\w)"),
)
"""Marked words that may run over several sentences of a paragraph."""
OPEN_QUOTE = re.compile(r"[\"“][^\"“”]*$")
SAYING = re.compile(
    r"(?P<who>[\w\]'’-]+) (?:just |then |only |even |actually |once )?(?:said|says|say|saying|asked|asks|goes|shouted|shouts"
    r"|yelled|screamed|whispered|texted|wrote|writes|replied|answered|muttered|(?:was|is|were|are|['’]s) like|tells?|told"
    r"|(?:tells|told) (?:me|us|him|her|them|everyone|everybody|mum|mom|dad|staff))\b(?: (?:to )?(?:me|us|him|her|them)\b)?[,:]?(?: comma| quote)? ",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(
    r"[,?!] (?:said|says|goes|asked|shouted|whispered|replied|answered|muttered) "
    r"(?:(?i:he|she|they)\b|\[|(?!I\b)[A-Z])"
)
"""Who spoke, told behind the words: "..., said Auntie"."""
_WRITER = "i we i've i’ve i'd i’d ive to it that which was were been be being got"
WRITER = frozenset(_WRITER.split())
"""Who speaks for the writer, or words behind which nobody new speaks: "I was told"."""
JOINED = frozenset({"and", "then", "also", "but", "or"})
PERSON = re.compile(r"\b(i|we|he|she|they)\b", re.IGNORECASE)
INDIRECT = re.compile(
    r"(?:that|if|whether|how|what|who|whom|where|when|which|to|not to|about|for|why)\b", re.IGNORECASE
)


def marked_speech(text: str, sentence: Span) -> tuple[Span, ...]:
    """What stands inside quotation marks, an unclosed mark included, and what a longer quotation around holds of it."""
    said = sentence.of(text)
    found = [*MARKED.finditer(said)]
    rest = MARKED.sub(lambda m: " " * len(m[0]), said)
    if last := OPEN_QUOTE.search(rest):
        found.append(last)
    within = [Span(start=sentence.start + m.start(), end=sentence.start + m.end()) for m in found]
    around = [s for s in _quotations_around(text, sentence) if not any(w.covers(s) for w in within)]
    return (*within, *around)


def _quotations_around(text: str, sentence: Span) -> Iterator[Span]:
    """The parts of a sentence that lie in a quotation begun or ended in another sentence of its paragraph."""
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    for marks in LONG:
        if marks is STRAIGHT and paragraph.count('"') % 2:
            continue
        for m in marks.finditer(paragraph):
            clipped = (max(start + m.start(), sentence.start), min(start + m.end(), sentence.end))
            if clipped[0] < clipped[1]:
                yield Span(start=clipped[0], end=clipped[1])


def unmarked_speech(text: str, sentence: Span) -> tuple[Span, ...]:
    """What follows "she said" with no mark and no "that": it may be her "I", so it is nobody's until quoted whole."""
    return tuple(_after_saying(text, sentence))


def speech_in(text: str, sentence: Span) -> tuple[Span, ...]:
    """Every stretch of a sentence that may be somebody else's words."""
    return (*marked_speech(text, sentence), *unmarked_speech(text, sentence))


def _after_saying(text: str, sentence: Span) -> Iterator[Span]:
    marked = marked_speech(text, sentence)
    if after := SAID_AFTER.search(text, sentence.start, sentence.end):
        yield Span(start=sentence.start, end=after.start())
    for m in SAYING.finditer(text, sentence.start, sentence.end):
        start = m.end()
        inside = any(q.start <= start < q.end for q in marked)
        if inside or _is_writers(text, sentence, m) or INDIRECT.match(text, start):
            continue
        if start < sentence.end:
            yield Span(start=start, end=sentence.end)


def _is_writers(text: str, sentence: Span, saying: re.Match[str]) -> bool:
    """Whether the one who says is the writer; behind "and" it is whoever was named last."""
    who = saying["who"].casefold()
    if who not in JOINED:
        return who in WRITER
    named = PERSON.findall(text, sentence.start, saying.start())
    return bool(named) and named[-1].casefold() in {"i", "we"}
