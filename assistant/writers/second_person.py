"""Turn the writer's own sentence to the second person: pronouns, verbs of being, nothing else.

What the writer quotes of others stays as it was said. A sentence that already says "you", or whose
verbs cannot be resolved, is not turned: the caller quotes it instead.
"""

import re
from collections.abc import Sequence

from assistant.model.text import Parse, Span, Token

PRONOUNS = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
}
FIRST_PERSON = frozenset({"i", "we"})
BEING = {"am": "are", "'m": "'re", "’m": "’re", "m": "'re", "was": "were"}
ADDRESS = frozenset({"you", "your", "yours", "yourself", "u", "ur"})
QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)['‘][^'’]{2,}['’](?!\w)")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def in_second_person(parse: Parse, span: Span) -> str | None:
    """The sentence as said to the writer, or nothing where that cannot be done safely."""
    tokens = parse.tokens_in(span)
    quoted = [
        Span(start=m.start() + span.start, end=m.end() + span.start)
        for m in QUOTED.finditer(span.of(parse.text))
    ]
    own = [t for t in tokens if not any(q.start <= t.start < q.end for q in quoted)]
    if any(t.text.lower() in ADDRESS for t in own):
        return None
    if not any(t.text.lower() in PRONOUNS for t in own):
        return None
    edits = [edit for t in own if (edit := _edit(t, parse.tokens)) is not None]
    text = span.of(parse.text)
    for token, new in reversed(edits):
        at = token.start - span.start
        text = text[:at] + new + text[at + len(token.text) :]
    return sentence_case(text)


def sentence_case(text: str) -> str:
    """One line, a capital at its start and a full stop at its end."""
    text = " ".join(text.split()).strip(" -•*–—,;:")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…", '."', '?"', '!"')) else text + "."


def _edit(token: Token, tokens: Sequence[Token]) -> tuple[Token, str] | None:
    word = token.text.lower()
    if word in PRONOUNS:
        return token, PRONOUNS[word]
    if word in BEING and _has_first_person_subject(token, tokens):
        return token, BEING[word]
    return None


def _has_first_person_subject(verb: Token, tokens: Sequence[Token]) -> bool:
    """Walk from an auxiliary to its verb, and from a joined verb to the first one, until a subject shows."""
    at = tokens.index(verb)
    for _ in range(4):
        subjects = [t for t in tokens if t.head == at and t.dep in SUBJECTS and tokens.index(t) != at]
        if subjects:
            return any(s.text.lower() in FIRST_PERSON for s in subjects)
        token = tokens[at]
        if token.dep not in {"aux", "auxpass", "conj", "xcomp", "cop", "ccomp"} or token.head == at:
            return False
        at = token.head
    return False
