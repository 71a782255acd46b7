"""Turn the writer's own sentence to the second person: pronouns, verbs of being, a subject left out; nothing else.

What the writer quotes of others stays as it was said. A sentence that already says "you", that says "we",
that has no verb of its own, or in which it is not clear who speaks or acts, is not turned: the caller quotes it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.model.text import Parse, Span, Token
from assistant.writers.phrases import DICTATED
from assistant.writers.speech import marked_speech, unmarked_speech
from assistant.writers.subject import acts_as_writer, drops_subject, has_own_verb

PRONOUNS = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "our": "your",
    "ours": "yours",
}
FIRST_PERSON = frozenset({"i"})
TOGETHER = frozenset({"we", "us", "ourselves", "'s", "’s", "lets"})
"""Words for the writer and others: "you" would leave the others out, so such a sentence is quoted."""
BEING = {"am": "are", "'m": "'re", "’m": "’re", "m": "'re", "is": "are", "was": "were", "wasnt": "weren't"}
ADDRESS = frozenset({"you", "your", "yours", "yourself", "u", "ur", "ya", "y'all"})
TYPED = {
    "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "cant": "can't", "couldnt": "couldn't", "wont": "won't",
    "wouldnt": "wouldn't", "isnt": "isn't", "wasnt": "wasn't", "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't",
    "shouldnt": "shouldn't", "werent": "weren't", "arent": "aren't",
}  # fmt: skip
"""Apostrophes that a hurried hand leaves out."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OPENER = re.compile(
    r"(?:[-•*–—]+\s*)?(?:(?:and|but|or|then|also|anyway|well|um|uh|er|yeah|ok|okay|so(?=,? (?:i|my|he|she|they|it|the|um|uh|then)\b)),?\s+)+",
    re.IGNORECASE,
)
"""Words that tie a sentence to the one before it; alone, it reads better without them."""
TURNED_ROUND = re.compile(r"\b(?:was|am|shall|should) i\b|\bshan['’]?t\b", re.IGNORECASE)
"""A question told within a sentence ("asked was I hurt"), whose verb no subject before it turns."""
OWN_SPEECH = re.compile(
    r"\bi (?:said|says|say|goes|go|asked|told \S+),? (?!that\b|if\b|i\b|my\b)[^.,;:!?]{1,25}, (?:i|my|we)\b",
    re.IGNORECASE,
)
"""What the writer said to somebody, told without a mark: "I said ma'am, I can't"."""
AND_YOU = re.compile(r"((?:your|the|a) (?:\w+ )?[\w’'-]+) and you\b(?! (?:and|know))", re.IGNORECASE)
BETWEEN_US = re.compile(
    r"\bour (?:\w+ ){0,2}(?:sessions?|hours?|meetings?|conversations?|appointments?|time|relationship|work|walks?|calls?|talks?)\b",
    re.IGNORECASE,
)
"""What the writer had with somebody: "your sessions" would be the writer's alone."""
ON_ME = re.compile(
    r"(?:\bthat|\bit|\bthis|['’]s|\bis|\bwas|\ball) (?:still )?on me\b|\bmy (?:own )?(?:fault|doing)\b|\bto blame\b|\b(?:blame|fault) (?:is|was) mine\b",
    re.IGNORECASE,
)
"""What the writer takes the blame for: "that's on you" would be the debrief's verdict."""
DEADLY = re.compile(
    r"\bi(?:['’]\w+)?(?: (?!and\b|but\b|when\b|that\b|because\b|he\b|she\b|they\b|who\b)\w+){0,4} "
    r"(?:die|died|dying|dead|kill\w*|murder\w*|strangl\w+|shoot|shot|stab\w*|hang(?:ing)? (?:with|my)|jump\w* (?:off|in front))\b"
    r"|\b(?:kill|finish|murder|shoot|strangle)(?:s|ed|ing)? (?:me|myself)\b|\bthe (?:death|end) of me\b",
    re.IGNORECASE,
)
"""What would sound like a threat when it is said to the writer, also where it is meant lightly: it stays in their own words."""
PIT = re.compile(r"\b(?:an?|the|this|that|coal|gold|old|land|disused) mines?\b", re.IGNORECASE)
"""A mine that is nobody's pronoun."""
ENDINGS = tuple(stop + mark for stop in ".!?…" for mark in ("", '"', "”", "'", "’"))


def in_second_person(parse: Parse, span: Span) -> str | None:
    """The sentence as said to the writer, or nothing where that cannot be done safely."""
    span = without_opener(parse.text, span)
    text = span.of(parse.text)
    marked = marked_speech(parse.text, span)
    own = [t for t in parse.tokens_in(span) if not any(q.start <= t.start < q.end for q in marked)]
    if not own or text.rstrip().endswith("?") or DICTATED.search(text) or _is_unclear(own, parse, span):
        return None
    dropped = drops_subject(parse, span)
    if dropped and not acts_as_writer(parse, span):
        return None
    if not dropped and not (_speaks_of_writer(own) and has_own_verb(own, parse)):
        return None
    edits = [edit for t in own if (edit := _edit(t, parse.tokens)) is not None]
    turned = _with_subject(_edited(text, span, edits), dropped=dropped)
    return sentence_case(_you_first(turned) if _is_pair(own) else turned)


def sentence_case(text: str) -> str:
    """One line, a capital at its start and a full stop at its end."""
    text = " ".join(text.split()).strip(" -•*–—,;:")
    text = text[:1].upper() + text[1:]
    return text if text.endswith(ENDINGS) else text + "."


def without_opener(text: str, span: Span) -> Span:
    """The sentence from its first word that does not tie it to the one before."""
    opener = OPENER.match(text, span.start, span.end)
    return Span(start=opener.end(), end=span.end) if opener and opener.end() < span.end else span


def _speaks_of_writer(tokens: Sequence[Token]) -> bool:
    return any(_is_first_person(t) for t in tokens)


def _is_first_person(token: Token) -> bool:
    word = token.text.lower()
    return word == "mine" or (word in PRONOUNS and token.pos not in {"NOUN", "PROPN", "NUM"})


def _is_unclear(own: Sequence[Token], parse: Parse, span: Span) -> bool:
    """Whether "you" or "we" is in it, an "I" that may be somebody else's, or one that was said to somebody."""
    words = {t.text.lower() for t in own if t.text not in {"US", "'s", "’s"}}
    if (
        words & ADDRESS
        or words & TOGETHER
        or any(
            p.search(span.of(parse.text)) for p in (TURNED_ROUND, OWN_SPEECH, BETWEEN_US, ON_ME, DEADLY, PIT)
        )
    ):
        return True
    spoken = unmarked_speech(parse.text, span)
    return any(_is_first_person(t) and any(s.start <= t.start < s.end for s in spoken) for t in own)


def _edited(text: str, span: Span, edits: Sequence[tuple[Token, str]]) -> str:
    for token, new in reversed(edits):
        at = token.start - span.start
        text = text[:at] + new + text[at + len(token.text) :]
    return re.sub(r"\b(" + "|".join(TYPED) + r")\b", lambda m: _typed(m[0]), text, flags=re.IGNORECASE)


def _typed(word: str) -> str:
    full = TYPED[word.lower()]
    return full.capitalize() if word[:1].isupper() else full


def _with_subject(text: str, *, dropped: bool) -> str:
    text = text.lstrip(" -•*–—")
    return f"You {text[:1].lower()}{text[1:]}" if dropped else text


def _you_first(text: str) -> str:
    """Put the writer first: "You and your wife" for "Your wife and you"."""
    m = AND_YOU.match(text)
    return text if m is None else f"You and {m[1][:1].lower()}{m[1][1:]}{text[m.end() :]}"


def _is_pair(own: Sequence[Token]) -> bool:
    """Whether the first "I" is joined to somebody ("my wife and I were"), and opens no clause of its own."""
    words = [t.text.lower() for t in own]
    first = words.index("i") if "i" in words else 0
    return not any(t.pos in {"VERB", "AUX"} for t in own[:first])


def _edit(token: Token, tokens: Sequence[Token]) -> tuple[Token, str] | None:
    word = token.text.lower()
    if _is_first_person(token):
        return token, PRONOUNS[word]
    if word == "shall" and _has_first_person_subject(token, tokens):
        return token, "will"
    if word in BEING and _has_first_person_subject(token, tokens):
        return token, BEING[word]
    if token.tag == "VBZ" and _has_first_person_subject(token, tokens):
        return token, token.lemma
    return None


def _has_first_person_subject(verb: Token, tokens: Sequence[Token]) -> bool:
    """Walk from an auxiliary to its verb, and from a joined verb to the first one, until a subject shows."""
    at = tokens.index(verb)
    for _ in range(4):
        subjects = list(_subjects_of(at, tokens))
        if subjects:
            return any(s.text.lower() in FIRST_PERSON for s in subjects)
        token = tokens[at]
        if token.dep not in {"aux", "auxpass", "conj", "xcomp", "cop", "ccomp"} or token.head == at:
            return False
        at = token.head
    return False


def _subjects_of(at: int, tokens: Sequence[Token]) -> Iterator[Token]:
    return (t for n, t in enumerate(tokens) if t.head == at and t.dep in SUBJECTS and n != at)
