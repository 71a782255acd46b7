"""Whose it is: the writer's, a client's, or somebody else's."""

from collections.abc import Iterator
from typing import NamedTuple

from assistant.model.text import Span
from assistant.stages.screen.clauses import MOST_WORDS_TO_SPEAKER, SUBJECTS, Text
from assistant.stages.screen.tape import Line, form_of
from knowledge.vocabulary import Subject

FIRST_PERSON = frozenset({"i", "me", "my", "myself", "mine", "meself", "im"})
THIRD_PERSON = frozenset(
    [
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "their",
        "theirs",
        "himself",
        "herself",
        "themselves",
        "themself",
        "themself",
        "who",
    ]
)
ANYBODY = frozenset({"you", "yourself", "your", "one", "oneself", "u"})
"""People in general, unless somebody is quoted."""
NOTES = frozenset({"NN", "NNP", "NNS", "NNPS", "VBN", "JJ"})
LINES_BACK = 3


class Experiencer(NamedTuple):
    """Whose a thing is, and the word that says so."""

    subject: Subject
    word: str
    stated: bool
    """Whether the grammar says it, or it is only the likeliest reading."""


def named_last(text: Text, line: Line, first: int, last: int) -> Experiencer:
    """Whose the words are by the person they name last, else by their grammar."""
    if text.quote_around(first) is None:
        for i in range(last, first - 1, -1):
            found = person(text, i)
            if found is not None:
                return found
    return experiencer(text, line, first, last)


def experiencer(text: Text, line: Line, first: int, last: int) -> Experiencer:
    """Whose the words between two tokens are."""
    anchor = text.anchor(first, last)
    quote = text.quote_around(anchor)
    if quote is not None:
        return _speaker(text, line, quote)
    for read in (_reflexive, _label, _grammar, _possessor):
        found = read(text, line, range(first, last + 1), anchor)
        if found is not None:
            return found
    return _elided(text, line, anchor)


def person(text: Text, index: int) -> Experiencer | None:
    """Whom one word means, if it means a person."""
    form = form_of(text.tokens[index])
    if form in FIRST_PERSON or _is_writer(text, index):
        return Experiencer(Subject.SELF, form, stated=True)
    if form in ANYBODY:
        return Experiencer(Subject.OTHER, form, stated=True)
    if form in THIRD_PERSON:
        named = _antecedent(text, index)
        return Experiencer(named.subject if named else Subject.CLIENT, form, stated=True)
    return _named(text, index)


def _is_writer(text: Text, index: int) -> bool:
    """'Clinician notes ...' is the writer; 'every clinician' is not."""
    if not text.is_("writer", index):
        return False
    return not any(
        text.tokens[c].dep == "det" and form_of(text.tokens[c]) != "this"
        for c in text.children.get(index, ())
    )


def _named(text: Text, index: int) -> Experiencer | None:
    token = text.tokens[index]
    form = form_of(token)
    if text.is_("client", index) or form.startswith(("client-", "[client")):
        return Experiencer(Subject.CLIENT, form, stated=True)
    if form.startswith(("colleague-", "relative-", "person-")) or text.is_("colleague", index):
        return Experiencer(Subject.OTHER, form, stated=True)
    if text.is_("relative", index):
        owner = _owner(text, index)
        subject = Subject.CLIENT if owner is None and text.is_("parent", index) else Subject.OTHER
        return Experiencer(subject, form, stated=True)
    if text.is_("someone", index):
        return Experiencer(Subject.OTHER, form, stated=True)
    if token.pos == "PROPN" and token.tag == "NNP" and token.text[0].isupper() and len(token.text) > 2:  # noqa: PLR2004 - initials are no names
        return Experiencer(Subject.CLIENT, form, stated=True)
    return None


def _owner(text: Text, index: int) -> int | None:
    return next((c for c in text.children.get(index, ()) if text.tokens[c].dep == "poss"), None)


def _reflexive(_text: Text, _line: Line, hit: range, _anchor: int) -> Experiencer | None:
    for i in hit:
        form = form_of(_text.tokens[i])
        if form in {"myself", "meself"}:
            return Experiencer(Subject.SELF, form, stated=True)
        if form in {"himself", "herself", "themselves", "themself", "yourself", "oneself"}:
            return person(_text, i)
    return None


def _label(text: Text, line: Line, hit: range, _anchor: int) -> Experiencer | None:
    """Shorthand: 'Clt A: SI', 'Me: ...', 'Own SI', 'SI (self)'."""
    for i in range(hit.start - 1, line.first - 1, -1):
        if text.tokens[i].text not in {":", "="}:
            continue
        for j in range(i - 1, max(line.first, i - 4) - 1, -1):
            found = _owned(text, j) or person(text, j)
            if found is not None:
                return found
        return None
    return _owned(text, hit.start - 1) if hit.start > line.first else None


def _owned(text: Text, index: int) -> Experiencer | None:
    """In notes, 'own' and 'self' are the writer's."""
    if not text.is_("own", index) or any(
        text.tokens[c].dep == "poss" for c in text.children.get(text.tokens[index].head, ())
    ):
        return None
    return Experiencer(Subject.SELF, form_of(text.tokens[index]), stated=True)


def _grammar(text: Text, line: Line, hit: range, anchor: int) -> Experiencer | None:
    """The subject of the nearest governing verb that has one, or its object where that one is meant."""
    for i in text.up(anchor):
        if not line.first <= i < line.last:
            break
        for c in text.children.get(i, ()):
            if text.tokens[c].dep in SUBJECTS:
                found = person(text, c) or _inside(text, c)
                if found is not None:
                    return found
        if text.tokens[i].dep == "poss":
            return person(text, i)
    writer = (p for i in hit if (p := person(text, i)) is not None and p.subject is Subject.SELF)
    return next((p._replace(stated=False) for p in writer), None)


def _inside(text: Text, index: int) -> Experiencer | None:
    """A person inside a subject that is none: 'thoughts of mine', 'the point of me', 'my head'."""
    for c in text.children.get(index, ()):
        if text.tokens[c].dep in {"poss", "prep", "pobj", "appos", "compound"}:
            found = (
                _possessed_by(text, index, c)
                if text.tokens[c].dep == "poss"
                else person(text, c) or _inside(text, c)
            )
            if found is not None:
                return found
    return None


def _possessed_by(text: Text, thing: int, owner: int) -> Experiencer | None:
    """'My head' is the writer; 'my 11 o'clock' a client; 'my report' nobody."""
    if text.is_("inner", thing):
        return person(text, owner)
    if text.is_("appointment", thing) or text.tokens[thing].pos == "NUM":
        return Experiencer(Subject.CLIENT, form_of(text.tokens[thing]), stated=True)
    return None


def _possessor(text: Text, _line: Line, hit: range, _anchor: int) -> Experiencer | None:
    for i in hit:
        for c in text.children.get(i, ()):
            if text.tokens[c].dep in {"poss", "dobj", "pobj", "dative"} and (found := person(text, c)):
                return found
    return None


def _elided(text: Text, line: Line, anchor: int) -> Experiencer:
    """Notes leave the subject out: 'Wants to die' is another's, 'Want to die' the writer's."""
    tag = text.tokens[anchor].tag
    if tag != "VBZ" and (before := _nearest_before(text, line, anchor)) is not None:
        return before._replace(stated=False)
    carried = _carried(text, line)
    if tag == "VBZ":
        return (carried or Experiencer(Subject.CLIENT, "", stated=False))._replace(stated=False)
    if carried is not None and carried.subject is not Subject.SELF and tag in NOTES | {"VBD"}:
        return carried._replace(stated=False)
    if tag in NOTES and text.tokens[anchor].pos in {"NOUN", "PROPN"}:
        return Experiencer(Subject.CLIENT, "", stated=False)
    return Experiencer(Subject.SELF, "", stated=False)


def _nearest_before(text: Text, line: Line, anchor: int) -> Experiencer | None:
    people = (
        person(text, i) for i in range(anchor - 1, line.first - 1, -1) if text.tokens[i].dep in SUBJECTS
    )
    return next((p for p in people if p is not None), None)


def _carried(text: Text, line: Line) -> Experiencer | None:
    """The person that the sentence before was about, if that one left nobody out."""
    for earlier in reversed(text.lines[max(0, line.number - 1) : line.number]):
        for i in range(earlier.first, earlier.last):
            if text.tokens[i].dep in SUBJECTS | {"ROOT", "compound", "nmod"} and (found := person(text, i)):
                return found
    return None


def _antecedent(text: Text, index: int) -> Experiencer | None:
    """The last person named before a pronoun, in its sentence or the three before."""
    at = text.tokens[index].start
    here = next((n for n, line in enumerate(text.lines) if line.span.start <= at < line.span.end), 0)
    floor = text.lines[max(0, here - LINES_BACK)].first if text.lines else 0
    fits = (_named(text, i) for i in range(index - 1, floor - 1, -1))
    return next((p for p in fits if p is not None), None)


def _speaker(text: Text, line: Line, quote: Span) -> Experiencer:
    """Who says what stands in quotation marks; a quotation without a speaker is not the writer's."""
    for i in _around(text, line, quote):
        if text.is_("say", i):
            for c in text.children.get(i, ()):
                if text.tokens[c].dep in SUBJECTS and (found := person(text, c)):
                    return found
    for i in _around(text, line, quote):
        if text.tokens[i].dep in SUBJECTS | {"ROOT", "poss"} and (found := person(text, i)):
            return found._replace(stated=False)
    carried = _carried(text, line)
    if carried is not None and carried.subject is not Subject.SELF:
        return carried._replace(stated=False)
    return Experiencer(Subject.CLIENT, "", stated=False)


def _around(text: Text, line: Line, quote: Span) -> Iterator[int]:
    """Tokens of the sentence outside the quotation, nearest first."""
    outside = [
        i
        for i in range(line.first, line.last)
        if text.tokens[i].end <= quote.start or text.tokens[i].start >= quote.end
    ]

    def distance(i: int) -> int:
        token = text.tokens[i]
        return max(quote.start - token.end, token.start - quote.end)

    yield from sorted(outside, key=distance)[:MOST_WORDS_TO_SPEAKER]
