"""What is done or felt in a stretch of parsed text: by whom, whether at all, and to what."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.model.text import Parse, Span, Token
from assistant.stages.verify import CONTENT, EMPTY_LEMMAS

EMPTY = EMPTY_LEMMAS | {"patient"}
_NEGATIONS = "not n't nt no never nobody nothing none neither nor without hardly barely nowhere cannot"
NEGATIONS = frozenset(_NEGATIONS.split())
_UNREAL = "want wish hope think imagine plan mean try pretend consider decide intend need like offer promise ask dread fear expect"
UNREAL_VERBS = frozenset(_UNREAL.split())
"""What follows them was not, or not yet, done."""
_HELPERS = "would could might may should must 'd will 'll ca wo shall nearly almost"
UNREAL_HELPERS = frozenset(_HELPERS.split())
WRITER, ADDRESSED = frozenset({"i", "we", "me", "us", "im"}), frozenset({"you", "u"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})
OBJECTS = COMPLEMENTS | {"dobj", "pobj", "advmod", "prep"}
STATES = frozenset({"be", "feel", "seem", "get", "become"})
MOST_UP, MOST_DOWN = 4, 3


class Act(NamedTuple):
    """Something done or felt, as a parse has it."""

    lemma: str
    subject: str
    """`writer`, `other`, or nothing where none is named."""
    who: str
    negated: bool
    unreal: bool
    spoken: bool
    """Within what somebody else says."""
    around: frozenset[str]
    """What it is done to, and how."""


class Side(NamedTuple):
    """The tokens of a stretch of a parse."""

    parse: Parse
    tokens: Sequence[Token]
    selves: frozenset[str]
    """How the writer is called here."""
    speech: Sequence[Span] = ()

    @property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(t.text.lower() for t in self.tokens)

    @property
    def content(self) -> list[Token]:
        """The words that mean something by themselves."""
        return [t for t in self.tokens if t.pos in CONTENT and t.lemma not in EMPTY]


def acts_in(side: Side) -> list[Act]:
    """Every verb, or what it makes of its subject, with who does it and whether it is done."""
    place = {t.start: at for at, t in enumerate(side.parse.tokens)}
    below: dict[int, list[int]] = {}
    for token in side.tokens:
        at = place[token.start]
        if token.head != at:
            below.setdefault(token.head, []).append(at)
    return [
        _act(side, place[t.start], below)
        for t in side.tokens
        if t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"}
    ]


def _act(side: Side, at: int, below: Mapping[int, list[int]]) -> Act:
    tokens = side.parse.tokens

    def under(these: Sequence[int]) -> list[Token]:
        return [tokens[k] for n in these for k in below.get(n, ())]

    def parts_that_are(kinds: frozenset[str]) -> list[int]:
        return [k for k in below.get(at, ()) if tokens[k].dep in kinds]

    verb, lemma, parts = tokens[at], tokens[at].lemma, under([at])
    if lemma in STATES and (complements := parts_that_are(COMPLEMENTS)):
        lemma = tokens[complements[0]].lemma
        parts = [*parts, *under(complements)]
    subject = _subject(tokens, at, below)
    who = subject.text.lower() if subject else ""
    depends = verb.dep in {"xcomp", "ccomp"}
    near = [*parts, *under(parts_that_are(OBJECTS))]
    return Act(
        lemma=lemma,
        subject="" if subject is None else "writer" if who in side.selves else "other",
        who=who,
        negated=any(t.dep == "neg" or t.text.lower() in NEGATIONS for t in near)
        or who in NEGATIONS
        or (depends and any(t.dep == "neg" for t in under([verb.head]))),
        unreal=any(t.text.lower() in UNREAL_HELPERS for t in parts)
        or any(t.dep == "mark" and t.text.lower() in {"if", "whether"} for t in parts)
        or (depends and tokens[verb.head].lemma in UNREAL_VERBS),
        spoken=any(s.start <= verb.start < s.end for s in side.speech),
        around=frozenset(_lemmas_below(tokens, at, below, MOST_DOWN)),
    )


def _subject(tokens: Sequence[Token], at: int, below: Mapping[int, list[int]]) -> Token | None:
    """The subject of a verb, or of the one that it goes on from."""
    for _ in range(MOST_UP):
        own = next((tokens[k] for k in below.get(at, ()) if tokens[k].dep in SUBJECTS), None)
        goes_on = tokens[at].dep in {"conj", "xcomp", "advcl", "ccomp", "pcomp"}
        if own is not None or not goes_on or tokens[at].head == at:
            return own
        at = tokens[at].head
    return None


def _lemmas_below(
    tokens: Sequence[Token], at: int, below: Mapping[int, list[int]], depth: int
) -> Iterator[str]:
    for k in below.get(at, ()) if depth else ():
        if tokens[k].pos in CONTENT and tokens[k].lemma not in EMPTY:
            yield tokens[k].lemma
        yield from _lemmas_below(tokens, k, below, depth - 1)
