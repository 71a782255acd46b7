"""When and how a thing is meant: denied, past, hypothetical, or told here and now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.stages.screen.clauses import SUBJECTS, Text
from assistant.stages.screen.compiling import CompiledRules
from assistant.stages.screen.experiencer import Experiencer
from assistant.stages.screen.tape import Line
from knowledge.rule import ContextCue
from knowledge.vocabulary import Currency, Subject

CARRIES_NEGATION = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "prep", "acomp", "attr", "pcomp", "conj", "npadvmod"}
)
CONDITION = "context.condition"
"""'If I finish myself ...' is no less the writer's own for its 'if'."""
WORDS_AFTER = 5
WORDS_BEFORE = 9


class Cue(NamedTuple):
    """One place where a context cue was found."""

    cue: ContextCue
    line: Line
    first: int
    last: int

    @property
    def effect(self) -> str:
        """What the cue does."""
        return self.cue.effect


class Sense(NamedTuple):
    """How a stretch of words is meant, and the cue that says so."""

    currency: Currency
    cue: Cue | None


def cues_of(text: Text, compiled: CompiledRules) -> dict[int, tuple[Cue, ...]]:
    """The cues of every line; wording that only looks like one is left out."""
    return {line.number: tuple(_cues_in(line, compiled)) for line in text.lines}


def _cues_in(line: Line, compiled: CompiledRules) -> Iterator[Cue]:
    found = [Cue(c, line, a, b) for p, c in compiled.cue_readers_of(line) for a, b in line.find(p)]
    neutral = [c for c in found if c.effect == "neutral"]
    for cue in found:
        taken = any(n.first <= cue.first and cue.last <= n.last for n in neutral)
        if cue.effect != "neutral" and not taken:
            yield cue


def sense(
    text: Text, line: Line, hit: tuple[int, int], who: Experiencer, cues: dict[int, tuple[Cue, ...]]
) -> Sense:
    """How the words from one token to another are meant."""
    here = [c for c in cues[line.number] if not (hit[0] <= c.first and c.last <= hit[1])]
    before = [c for c in cues.get(line.number - 1, ()) if c.cue.reach == "onward"]
    negations = [c for c in here if c.effect == "denied" and _denies(text, line, hit, c)]
    if negations and not _doubled(text, negations, hit):
        return Sense(Currency.DENIED, negations[0])
    imagined = _imagined(text.clause(line, *hit), hit, who, here, before)
    if imagined is not None:
        return Sense(Currency.HYPOTHETICAL, imagined)
    past = _past(text, line, hit, here, before)
    return Sense(Currency.PAST, past) if past is not None else Sense(Currency.CURRENT, None)


def _denies(text: Text, line: Line, hit: tuple[int, int], cue: Cue) -> bool:
    if cue.cue.reach == "after":
        return 0 < cue.first - hit[1] <= WORDS_AFTER and not _new_subject(text, hit[1] + 1, cue.first)
    if cue.last >= hit[0]:
        return False
    if cue.cue.reach == "sentence":
        return True
    same = cue.first in text.clause(line, *hit) and hit[0] - cue.last <= WORDS_BEFORE
    return (same and not _contrast(text, cue.last, hit[0])) or _governed(text, hit, cue)


def _doubled(text: Text, negations: Sequence[Cue], hit: tuple[int, int]) -> bool:
    """Two negations in one breath affirm: 'no reason not to ...'."""
    comma = max((i for i in range(hit[0]) if text.tokens[i].text == ","), default=-1)
    return len({c.first for c in negations if comma < c.first < hit[0]}) == 2  # noqa: PLR2004 - that is what double means


def _governed(text: Text, hit: tuple[int, int], cue: Cue) -> bool:
    """The negation belongs to a verb that the words hang on: 'I am not having thoughts of ...'."""
    negated = {text.tokens[i].head for i in range(cue.first, cue.last + 1)}
    anchor = text.anchor(*hit)
    for i in text.up(anchor):
        if i in negated:
            return True
        if text.tokens[i].dep not in CARRIES_NEGATION or text.tokens[i].dep == "conj":
            return False
    return False


def _contrast(text: Text, start: int, end: int) -> bool:
    return any(text.is_("contrast", i) for i in range(start, end))


def _new_subject(text: Text, start: int, end: int) -> bool:
    return any(text.tokens[i].dep in SUBJECTS for i in range(start, end))


def _imagined(
    clause: range, hit: tuple[int, int], who: Experiencer, here: Sequence[Cue], before: Sequence[Cue]
) -> Cue | None:
    own_risk = who.subject is Subject.SELF
    for cue in (*here, *before):
        if cue.effect == "hypothetical" and not (own_risk and cue.cue.id == CONDITION):
            in_reach = cue.cue.reach != "before" or (cue.last in clause and cue.last < hit[0])
            if in_reach and (cue in here or not own_risk):
                return cue
        if cue.effect == "fiction" and not (who.subject is Subject.SELF and who.stated):
            return cue
    return None


def _past(
    text: Text, line: Line, hit: tuple[int, int], here: Sequence[Cue], before: Sequence[Cue]
) -> Cue | None:
    clause = text.clause(line, *hit)
    if any(c.effect == "recent" and (c.first in clause or hit[0] <= c.first <= hit[1]) for c in here):
        return None
    near = next((c for c in here if c.effect == "past" and _reaches(text, c, clause)), None)
    recent = any(c.effect == "recent" for c in here)
    return near or (None if recent else next((c for c in before if c.effect == "past"), None))


def _reaches(text: Text, cue: Cue, clause: range) -> bool:
    """A time reaches its own clause, and others that are told in the past."""
    if cue.first in clause:
        return True
    return cue.cue.reach in {"sentence", "onward"} and _told_in_the_past(text, clause)


def _told_in_the_past(text: Text, clause: range) -> bool:
    tags = {text.tokens[i].tag for i in clause}
    return "VBD" in tags or not tags & {"VBP", "VBZ", "MD"}
