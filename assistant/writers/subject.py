"""Who acts in a sentence that leaves its subject out: "Couldn't sleep." is the writer's, unless another acted last."""

import re
from collections.abc import Sequence

from assistant.model.text import Parse, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OWN_ACTS = """
felt kept got went came drove sat cried slept woke snapped froze shut told wrote rang phoned took had ate drank ran walked
lay stood stayed held lost forgot missed found noticed thought knew wanted needed hoped wished hated loved dreaded worried
wondered realised realized left let saw heard said asked tried managed finished started stopped checked dreamt dreamed
apologised apologized laughed smiled wept dropped put met spent gave made did nodded listened skipped cancelled shouted
ended began broke read signed filed reported handed called emailed texted spoke talked couldn't can't didn't don't haven't
hadn't wasn't won't wouldn't couldnt cant didnt dont havent hadnt wont wouldnt keep feel want need hate love miss wish
dread wonder worry hope think know scanned updated accepted learned learnt played
"""
OWN_ACTS = frozenset(_OWN_ACTS.split())
"""Verb forms with which a hurried writer opens a sentence about themselves."""
NOT_ACTS = frozenset({"wasn't", "wasnt"})
OF_EITHER = frozenset(
    {"missed", "cancelled", "asked", "said", "told", "called", "rang", "phoned", "texted", "emailed"}
)
"""What notes say of a client as readily as of the writer: "Missed 2 appts."."""
OWN_WORDS = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our"})
AUXILIARY = re.compile(r"(?:could|can|do|did|have|had|wo|would|ca|should)$", re.IGNORECASE)
FIRST = frozenset({"i", "we"})
PEOPLE = frozenset({"he", "she", "they", "who", "everyone", "everybody", "nobody", "someone", "somebody"})
OPENING = re.compile(r"[\W_]*(?P<verb>[a-z]+(?:[’'][a-z]+)?)(?P<next>[^\w]*)", re.IGNORECASE)
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def drops_subject(parse: Parse, span: Span) -> bool:
    """Whether the sentence opens with a verb whose subject is left out."""
    opening = OPENING.match(parse.text, span.start, span.end)
    if opening is None:
        return False
    verb = opening["verb"].lower().replace("’", "'")
    if verb not in OWN_ACTS or verb in NOT_ACTS:
        return False
    first = next((t for t in parse.tokens if t.start == opening.start("verb")), None)
    return first is not None and not _is_question_or_order(first, opening, parse, span)


def acts_as_writer(parse: Parse, span: Span) -> bool:
    """Whether the last person who acted before the sentence was the writer, or nobody was named yet and the sentence fits nobody else."""
    if _may_be_of_another(parse.tokens_in(span)):
        return False
    before = [t for t in parse.tokens if t.end <= span.start]
    for token in reversed(before):
        word = token.text.lower()
        if token.dep not in SUBJECTS and word != "i":
            continue
        if word in FIRST:
            return word != "we"
        if _is_person(token):
            return False
    return True


def _may_be_of_another(tokens: Sequence[Token]) -> bool:
    """Whether a sentence without a subject says "never misses", or opens on what a client does as well, with no word of the writer."""
    words = {t.text.lower() for t in tokens}
    if words & OWN_WORDS:
        return False
    first = next((t.text.lower() for t in tokens if t.text.isalpha()), "")
    return first in OF_EITHER or any(t.tag == "VBZ" for t in tokens if t.dep in {"ROOT", "conj", "ccomp"})


def has_own_verb(tokens: Sequence[Token], parse: Parse) -> bool:
    """Whether a verb with a subject of its own stands in the sentence: else it is a note, not a sentence."""
    heads = {t.head for t in tokens if t.dep in SUBJECTS}
    at = dict(enumerate(parse.tokens))
    return any(at[h].pos in {"VERB", "AUX"} or at[h].tag in FINITE for h in heads if h in at)


def reads_alone(parse: Parse, phrase: Span) -> bool:
    """Whether a phrase has a verb of its own, with its subject or opening on what the writer did."""
    return has_own_verb(parse.tokens_in(phrase), parse) or drops_subject(parse, phrase)


def _is_question_or_order(first: Token, opening: re.Match[str], parse: Parse, span: Span) -> bool:
    """Whether it asks or gives an order ("Did he know?", "Had he told me") and does not tell."""
    following = [t for t in parse.tokens_in(span) if t.start >= opening.end("verb")]
    inverted = bool(following) and following[0].text.lower() in PEOPLE | FIRST | {"it", "you", "there", "the"}
    return bool(AUXILIARY.match(first.text)) and inverted


def _is_person(token: Token) -> bool:
    return token.text.lower() in PEOPLE or token.pos in {"PROPN", "NOUN"}
