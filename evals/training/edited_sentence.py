"""A sentence in which some words are exchanged: what hangs on what, and the text that results."""

import re
from itertools import pairwise

from assistant.model.text import Parse, Span, Token

DEEPEST = 6
"""Steps from a word to the words that hang on those that hang on it."""


class EditedSentence:
    """One sentence of a parse: its own text, its tokens, and who hangs on whom, by places in `tokens`."""

    def __init__(self, parse: Parse, span: Span) -> None:
        """Take the parse of the whole text and the sentence's place in it."""
        self.parse, self.span = parse, span
        self.first = next(n for n, t in enumerate(parse.tokens) if t.start >= span.start)
        self.tokens = list(parse.tokens_in(span))
        self.text = span.of(parse.text)

    def children(self, at: int) -> list[int]:
        """The words that hang on this one."""
        head = at + self.first
        return [n for n, t in enumerate(self.tokens) if t.head == head and n != at]

    def subject_of(self, at: int) -> Token | None:
        """Who does what this verb says."""
        return next((self.tokens[n] for n in self.children(at) if self.tokens[n].dep == "nsubj"), None)

    def main_verb(self) -> int | None:
        """The verb that the sentence is built on, where it has a subject."""
        verbs = [n for n, t in enumerate(self.tokens) if t.pos in {"VERB", "AUX"} and self.subject_of(n)]
        roots = [n for n in verbs if self.tokens[n].dep == "ROOT"]
        return next(iter(roots or verbs), None)

    def subtree(self, at: int) -> Span:
        """The unbroken run of words that hang on this one, itself among them; in characters of the sentence."""
        span = subtree_of(self.parse, at + self.first)
        start, end = max(span.start, self.span.start), min(span.end, self.span.end)
        return Span(start=start - self.span.start, end=end - self.span.start)

    def replaced(self, new: dict[Token, str]) -> str:
        """The sentence with other words at the place of some; an empty one leaves the word out."""
        text = self.text
        for t in sorted(new, key=lambda t: -t.start):
            at = t.start - self.span.start
            said = new[t]
            if t.text.lower().startswith("n't") or t.text.lower().startswith("n’t"):
                said = said and f" {said}"
            text = text[:at] + said + text[at + len(t.text) :]
        text = re.sub(r"\s{2,}", " ", text).strip()
        return text[:1].upper() + text[1:]


def subtree_of(parse: Parse, at: int) -> Span:
    """The unbroken run of words that hang on one word of the text, itself among them; in characters of the text."""
    inside = {at}
    for _ in range(DEEPEST):
        inside |= {n for n, t in enumerate(parse.tokens) if t.head in inside}
    kept = sorted(inside)
    run = [at]
    for a, b in pairwise([n for n in kept if n >= at]):
        if b != a + 1:
            break
        run.append(b)
    for a, b in pairwise([n for n in reversed(kept) if n <= at]):
        if b != a - 1:
            break
        run.append(b)
    return Span(start=parse.tokens[min(run)].start, end=parse.tokens[max(run)].end)
