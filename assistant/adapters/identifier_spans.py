"""From words that the token model weighed to spans: runs of words, and one decision for one name in a text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.adapters.word_features import is_inside
from assistant.adapters.word_tagger import TaggedWord
from assistant.model.text import Span
from assistant.ports import Identifier, Vectors
from knowledge.vocabulary import IdentifierKind

PLAIN = 0.8
"""Probability of being no identifier above which a word is left."""
PLAIN_RARE = 0.88
"""The same for a rare capitalised word inside a sentence, and for a seldom one that opens it."""
SURE = 0.9
"""From here a mention of a name decides for its other mentions in the text."""
SURELY_PLAIN = 0.97
"""Above this a mention is left even where the same word is surely a name elsewhere."""
ALONE, ALONE_SELDOM = 0.6, 0.55
"""What the surest word must reach in a text that has nothing surer, and a seldom capitalised one: most such texts hold no
identifier. A word that looks like a name need not reach it."""
READS, READS_FIRST = 0.3, 0.55
"""Probability from which a capitalised word inside a sentence, or one that opens it, reads as a name in such a text."""
STRENGTH = 0.3
"""How much the order of words in training weighs beside the words themselves."""
SUREST = 0.89
"""The token model is never surer than a clear shape."""
NAMES = ("CLIENT", "COLLEAGUE", "RELATIVE", "PERSON")
JOINING = frozenset("-'’.&/")
"""Marks that hold one name, number or date together."""
DIVIDING = "/"
"""Between two people: "Gwen/Tom"."""


class Weighed(NamedTuple):
    """One word with the kind that its run decided, or none."""

    word: TaggedWord
    kind: IdentifierKind | None
    begins: bool


def spans_of(words: Sequence[TaggedWord], text: str, order: Vectors) -> Iterator[Identifier]:
    """What the token model finds: every run of words of one kind, with its score and label."""
    weighed = _decided(words, text, order)
    weighed = _consistent(weighed, text)
    runs = list(_runs(weighed, text))
    if not any(_score(r) >= min(_telling(w.word, text) for w in r) for r in runs):
        runs = [
            r for r in runs if _is_full_name(r, text) or _score(r) >= min(_alone(w.word, text) for w in r)
        ]
    for run in runs:
        kind = run[0].kind
        if kind is not None:
            span = Span(start=run[0].word.span.start, end=run[-1].word.span.end)
            yield Identifier(span, kind, _label(kind, run[0].word), min(SUREST, _score(run)))


def _decided(words: Sequence[TaggedWord], text: str, order: Vectors) -> list[Weighed]:
    """The likeliest kinds of all words together, as far as each is no plain word."""
    if not words:
        return []
    names = list(words[0].kinds)
    table = np.array([list(w.kinds.values()) for w in words])
    plain = np.array([_plain_from(w, text) for w in words])
    table[:, 0] *= (1 - plain) / plain
    path = _likeliest(np.log(table + 1e-9), order)
    weighed = []
    for word, at in zip(words, path, strict=True):
        mark, _, name = names[at].partition("-")
        kind = IdentifierKind(name) if name else None
        divides = kind is IdentifierKind.NAME and word.span.of(text) == DIVIDING
        weighed.append(Weighed(word, None if divides else kind, mark == "B"))
    return weighed


def _is_full_name(run: Sequence[Weighed], text: str) -> bool:
    """Two or more capitalised words in a row inside a sentence that read as a name: "Mara Quill", "Ann-Marie Q."."""
    reads = run[0].kind is IdentifierKind.NAME and is_inside(text, run[0].word.span.start)
    words = [w.word for w in run if w.word.span.of(text) not in JOINING]
    return reads and len(words) > 1 and all(_is_capitalised(w, text) for w in words)


def _telling(word: TaggedWord, text: str) -> float:
    """What a word must reach to show that its text holds identifiers: a rare one that looks like a name, less."""
    return ALONE_SELDOM if _looks_like_a_name(word, text) else ALONE


def _alone(word: TaggedWord, text: str) -> float:
    """What a word must reach in a text that has nothing surer."""
    if _looks_like_a_name(word, text) or _reads_as_a_name(word, text):
        return 0.0
    return ALONE_SELDOM if word.rarity and word.span.of(text).istitle() else ALONE


def _reads_as_a_name(word: TaggedWord, text: str) -> bool:
    """Capitalised and likely enough a name: "(third time, Gwen has flu)"; a capital that opens a sentence says less."""
    likely = sum(p for kind, p in word.kinds.items() if kind.endswith(IdentifierKind.NAME.value))
    least = READS if is_inside(text, word.span.start) else READS_FIRST
    return likely >= least and _is_capitalised(word, text)


def _looks_like_a_name(word: TaggedWord, text: str, *, rarity: int = 2) -> bool:
    """Capitalised, and at least so rare."""
    return word.rarity >= rarity and _is_capitalised(word, text)


def _is_capitalised(word: TaggedWord, text: str) -> bool:
    """Letters alone, the first of them a capital, as in "Gwen" and "LaToya"; a word all in capitals is said with force."""
    said = word.span.of(text)
    return said.isalpha() and said[0].isupper() and (len(said) == 1 or not said.isupper())


def _plain_from(word: TaggedWord, text: str) -> float:
    rarity = 2 if is_inside(text, word.span.start) else 1
    return PLAIN_RARE if _looks_like_a_name(word, text, rarity=rarity) else PLAIN


def _likeliest(scores: NDArray[np.float64], order: Vectors) -> list[int]:
    """Viterbi: the path of the highest score."""
    weights = STRENGTH * order
    best, back = scores[0], []
    for row in scores[1:]:
        through = best[:, None] + weights
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _consistent(weighed: Sequence[Weighed], text: str) -> list[Weighed]:
    """A word that is surely a name once is one wherever it is written alike and may be one."""
    sure = {
        w.word.span.of(text): w
        for w in weighed
        if w.kind is IdentifierKind.NAME and _share(w) >= SURE and _is_a_word(w.word, text)
    }
    out = []
    for w in weighed:
        if w.kind is None and w.word.kinds["O"] < SURELY_PLAIN and w.word.span.of(text) in sure:
            w = sure[w.word.span.of(text)]._replace(word=w.word)  # noqa: PLW2901 - the same word, decided anew
        out.append(w)
    return out


def _is_a_word(word: TaggedWord, text: str) -> bool:
    return word.span.end - word.span.start > 2 and word.span.of(text).isalpha()  # noqa: PLR2004 - no initials


def _runs(weighed: Sequence[Weighed], text: str) -> Iterable[list[Weighed]]:
    """Runs of words of one kind; a new one begins at `B`, unless a joining mark stands before it."""
    run: list[Weighed] = []
    for w in weighed:
        joins = run and w.kind is run[-1].kind and (not w.begins or _is_joined(run[-1], w, text))
        if run and not joins:
            yield run
            run = []
        if w.kind is not None:
            run.append(w)
    if run:
        yield run


def _is_joined(before: Weighed, after: Weighed, text: str) -> bool:
    first, second = before.word.span, after.word.span
    return first.end == second.start and bool(JOINING & {first.of(text), second.of(text)})


def _share(w: Weighed) -> float:
    kind = w.kind.value if w.kind else ""
    return w.word.kinds.get(f"B-{kind}", 0.0) + w.word.kinds.get(f"I-{kind}", 0.0)


def _score(run: Sequence[Weighed]) -> float:
    return max(_share(w) for w in run)


def _label(kind: IdentifierKind, word: TaggedWord) -> str:
    if kind is IdentifierKind.NAME:
        return max(NAMES, key=lambda label: word.labels.get(label, 0.0))
    if kind is IdentifierKind.ORG and word.labels.get("SCHOOL", 0.0) > word.labels.get("ORG", 0.0):
        return "SCHOOL"
    return kind.value
