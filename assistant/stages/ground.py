"""More checks for what a language model worded: plain form, nobody new, nothing new, who is who."""

import re
from collections.abc import Iterator, Sequence

from assistant.model.debrief import Reason, Sentence, Statement
from assistant.model.text import Parse, Token
from knowledge.vocabulary import Check

FEWEST_WORDS, MOST_WORDS = 3, 45
ODD = re.compile(
    r"https?:|www\.|\S+@\S+|[<>{}`|\\#*_~^]|\b(?:prompt|instructions?|system message|assistant|language model|AI)\b"
    r"|\b[a-z0-9-]+\.(?:com|org|net|io|co)\b|[\u200b-\u200f\u202a-\u202e]",
    re.IGNORECASE,
)
"""Marks of a machine, an address or a hidden character: none belongs in a sentence to a clinician."""
DISGUISED = re.compile(
    r"\b(?:what if|suppose you|if you were to|have you (?:tried|considered|thought (?:of|about))|could you try"
    r"|would(?:n['’]t)? it (?:help|be)|is(?:n['’]t)? it time|why don['’]t you|get (?:them|him|her|(?:your|the) client) to"
    r"|(?:your|the|this) (?:client|patient|family)(?: \w+){0,3} (?:should|must|ought|needs? to|ha(?:s|ve) to))\b",
    re.IGNORECASE,
)
"""Advice in the form of a question, to the writer or on the client."""
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
CLOSED_CLASS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
OWN_WORDS = frozenset({"i", "we", "you"})
POSSESSIVES = frozenset({"my", "our", "your"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BARE = frozenset({"VB", "VBP"})
REPORTING = frozenset(
    {"be", "do", "feel", "find", "get", "go", "have", "make", "say", "tell", "think", "write"}
)
"""Words of any summary, in which nothing of this one lies."""
FORM = "is not one plain sentence to the writer"


def ground(sentence: Sentence, *, parse: Parse, against: Parse, known: frozenset[str]) -> tuple[Reason, ...]:
    """What speaks against a sentence that a model worded, besides what `verify` finds.

    Args:
        sentence: the statement or question.
        parse: of its words.
        against: the sentences that the model was offered.
        known: the words of our own question bank, which any question may use.

    """
    reasons = [*_form(parse.text, against.text), *_new_names(parse, against)]
    if isinstance(sentence, Statement):
        reasons += _bearing(sentence, parse, against)
        reasons += _command(parse)
    else:
        reasons += _disguised_advice(parse.text)
        reasons += _new_words(parse, against, known)
        reasons += _wrong_person(parse, against, known)
    return tuple(reasons)


def _form(text: str, against: str) -> Iterator[Reason]:
    fits = FEWEST_WORDS <= len(text.split()) <= MOST_WORDS and text.endswith((".", "!", "?", "…", "”", '"'))
    odd = [m[0] for m in ODD.finditer(text) if m[0].casefold() not in against.casefold()]
    if not fits or odd:
        yield Reason(check=Check.NEW_FACT if odd else Check.EVIDENCE, detail=FORM)


def _disguised_advice(text: str) -> Iterator[Reason]:
    if DISGUISED.search(QUOTED.sub(" ", text)):
        yield Reason(check=Check.ADVICE, detail="is advice in the form of a question")


def _command(parse: Parse) -> Iterator[Reason]:
    """A summary tells; a sentence whose verb is bare and has no subject tells somebody to do something."""
    subjects = {t.head for t in parse.tokens if t.dep in {*SUBJECTS, "expl"}}
    bare = [
        n
        for n, t in enumerate(parse.tokens)
        if t.dep == "ROOT" and t.pos == "VERB" and t.tag in BARE and n not in subjects
    ]
    if bare:
        yield Reason(check=Check.ADVICE, detail="tells somebody what to do")


def _new_names(parse: Parse, against: Parse) -> Iterator[Reason]:
    """A name or number that the reflection does not hold."""
    said = against.text.casefold()
    first = parse.tokens[0].start if parse.tokens else 0
    new = [
        t
        for t in parse.tokens
        if t.start != first and (t.pos == "PROPN" or t.text[:1].isupper()) and t.text.isalpha()
    ]
    if any(t.text.casefold() not in said and t.text != "I" for t in new):
        yield Reason(check=Check.NEW_FACT, detail="holds a name that the reflection does not")


def _bearing(sentence: Statement, parse: Parse, against: Parse) -> Iterator[Reason]:
    """The sentences that it names must have something to do with it."""
    said = _lemmas(parse.tokens) - REPORTING
    named = [_lemmas(against.tokens_in(span)) for span in sentence.evidence]
    if said and not any(said & words for words in named):
        yield Reason(check=Check.EVIDENCE, detail="has nothing in common with the sentences that it names")


def _new_words(parse: Parse, against: Parse, known: frozenset[str]) -> Iterator[Reason]:
    """A question may use the writer's words and those of our own questions; no other carries a fact."""
    theirs = _offered_lemmas(against)
    said = against.text.casefold()
    new = [
        t
        for t in parse.tokens
        if t.pos in CLOSED_CLASS
        and t.text.isalpha()
        and not {t.lemma.casefold(), t.text.casefold()} & (known | theirs)
        and t.text.casefold() not in said
    ]
    if new:
        yield Reason(check=Check.NEW_FACT, detail="supposes something that the reflection does not say")


def _wrong_person(parse: Parse, against: Parse, known: frozenset[str]) -> Iterator[Reason]:
    """Where the question says "your son" the writer said "my son"; where "you cried", "I cried"."""
    things = set(_own(parse.tokens)) - set(_own(against.tokens)) - known
    acts = set(_acts(parse.tokens)) - set(_acts(against.tokens)) - known
    if things or acts:
        yield Reason(check=Check.EXPERIENCER, detail="tells somebody else's part as the writer's")


def _own(tokens: Sequence[Token]) -> Iterator[str]:
    """What is said to be the writer's: "my son", "your body"."""
    return (
        tokens[t.head].lemma.casefold()
        for t in tokens
        if t.text.casefold() in POSSESSIVES and t.dep == "poss"
    )


def _acts(tokens: Sequence[Token]) -> Iterator[str]:
    """What the writer is said to do or be: the verb of every "I" and "you"."""
    return (
        tokens[t.head].lemma.casefold()
        for t in tokens
        if t.text.casefold() in OWN_WORDS and t.dep in SUBJECTS
    )


def _offered_lemmas(against: Parse) -> frozenset[str]:
    return frozenset(t.lemma.casefold() for span in against.sentences for t in against.tokens_in(span))


def _lemmas(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.lemma.casefold() for t in tokens if t.pos in {*CLOSED_CLASS, "ADV"})
