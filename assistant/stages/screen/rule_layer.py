"""The rule layer: reviewed rules over clauses, in the manner of ConText."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.model.screening import Finding
from assistant.model.text import Parse
from assistant.stages.screen.clauses import Text
from assistant.stages.screen.compiling import CompiledRule, CompiledRules
from assistant.stages.screen.context import Cue, Sense, cues_of, sense
from assistant.stages.screen.experiencer import ANYBODY, Experiencer, experiencer, named_last
from assistant.stages.screen.reasons import reason_of
from assistant.stages.screen.tape import Line
from knowledge.vocabulary import Certainty, Currency, FindingKind, Subject

Cues = Mapping[int, tuple[Cue, ...]]
ALSO_WITHIN = 1
"""Sentences before and after in which a rule's second wording may stand."""
RISKS = frozenset({FindingKind.SUICIDALITY, FindingKind.HARM_TO_OTHERS})
"""An idiom of one kind takes the words from the other too."""
NO_SUBJECT = frozenset(
    {FindingKind.CLINICAL_ADVICE_REQUEST, FindingKind.PROMPT_INJECTION, FindingKind.OFF_TOPIC}
)


class Hit(NamedTuple):
    """One place where a rule was found."""

    rule: CompiledRule
    line: Line
    first: int
    last: int

    def overlaps(self, other: "Hit") -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


def findings_of_rules(parse: Parse, compiled: CompiledRules) -> tuple[Finding, ...]:
    """Everything that a rule notices, in the order of the text."""
    text = Text(parse, compiled.words)
    cues = cues_of(text, compiled)
    hits = [hit for line in text.lines for hit in _hits_in(text, line, compiled)]
    found = [f for hit in _without_idioms(hits) for f in _finding(text, hit, cues)]
    found += _hopeless_after_denial(text, found, cues)
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def _hits_in(text: Text, line: Line, compiled: CompiledRules) -> Iterator[Hit]:
    for pattern, rule in compiled.readers_of(line):
        for first, last in line.find(pattern):
            if not line.holds(rule.unless) and _also(text, line, rule):
                yield Hit(rule, line, first, last)


def _also(text: Text, line: Line, rule: CompiledRule) -> bool:
    near = text.lines[max(0, line.number - ALSO_WITHIN) : line.number + ALSO_WITHIN + 1]
    return not rule.also or any(other.holds(rule.also) for other in near)


def _without_idioms(hits: Sequence[Hit]) -> list[Hit]:
    """Words that are an idiom are nothing else."""
    idioms = [h for h in hits if h.rule.source.currency not in (None, Currency.CURRENT)]
    return [h for h in hits if h in idioms or not any(_takes(i, h) for i in idioms)]


def _takes(idiom: Hit, hit: Hit) -> bool:
    kinds = {idiom.rule.source.kind, hit.rule.source.kind}
    return idiom.line is hit.line and idiom.overlaps(hit) and (len(kinds) == 1 or kinds <= RISKS)


def _finding(text: Text, hit: Hit, cues: Cues) -> Iterator[Finding]:
    rule = hit.rule.source
    read = named_last if rule.whose == "named" else experiencer
    who = read(text, hit.line, hit.first, hit.last)
    if not _needed(rule.needs, who) or (rule.subject is None and _anybody(text, hit, who)):
        return
    subject = None if rule.kind in NO_SUBJECT else rule.subject or who.subject
    meant = _meant(text, hit, who, cues)
    clause = text.span(text.clause(hit.line, hit.first, hit.last))
    words = text.parse.text[text.tokens[hit.first].start : text.tokens[hit.last].end]
    yield Finding(
        kind=rule.kind,
        subject=subject,
        currency=meant.currency,
        certainty=rule.certainty,
        start=clause.start,
        end=clause.end,
        layer="rule",
        rule=rule.id,
        reason=reason_of(rule.reason, words, subject, who, meant),
        danger_now=rule.danger_now and meant.currency is Currency.CURRENT,
    )


def _anybody(text: Text, hit: Hit, who: Experiencer) -> bool:
    """'You' outside a quotation is people in general; nobody's risk is told of."""
    return who.word in ANYBODY and hit.rule.source.kind in RISKS and text.quote_around(hit.first) is None


def _needed(need: str | None, who: Experiencer) -> bool:
    match need:
        case "first_person":
            return who.subject is Subject.SELF
        case "third_person":
            return not (who.subject is Subject.SELF and who.stated)
        case "client":
            return who.subject is Subject.CLIENT
        case _:
            return True


def _meant(text: Text, hit: Hit, who: Experiencer, cues: Cues) -> Sense:
    rule = hit.rule.source
    if rule.currency is not None or rule.kind in NO_SUBJECT:
        return Sense(rule.currency or Currency.CURRENT, None)
    ignored = set(rule.ignores)
    kept = {n: tuple(c for c in found if c.effect not in ignored) for n, found in _near(cues, hit).items()}
    return sense(text, hit.line, (hit.first, hit.last), who, kept)


def _near(cues: Cues, hit: Hit) -> dict[int, tuple[Cue, ...]]:
    return {n: cues.get(n, ()) for n in (hit.line.number - 1, hit.line.number)}


def _hopeless_after_denial(text: Text, found: Iterable[Finding], cues: Cues) -> list[Finding]:
    """A denial that hopelessness follows is no denial: it asks to be asked about."""
    asked: list[Finding] = []
    for finding in found:
        if not _own_denial(finding):
            continue
        cue = _hopeless_near(text, finding, cues)
        if cue is not None:
            asked.append(_unclear(text, finding, cue))
    return asked


def _own_denial(finding: Finding) -> bool:
    return (finding.kind, finding.subject, finding.currency) == (
        FindingKind.SUICIDALITY,
        Subject.SELF,
        Currency.DENIED,
    )


def _hopeless_near(text: Text, denial: Finding, cues: Cues) -> Cue | None:
    number = next(n for n, line in enumerate(text.lines) if line.span.start <= denial.start < line.span.end)
    near = (c for n in (number - 1, number, number + 1) for c in cues.get(n, ()) if c.effect == "hopeless")
    return next((c for c in near if _writers(text, c)), None)


def _writers(text: Text, cue: Cue) -> bool:
    return experiencer(text, cue.line, cue.first, cue.last).subject is Subject.SELF


def _unclear(text: Text, denial: Finding, cue: Cue) -> Finding:
    words = text.parse.text[text.tokens[cue.first].start : text.tokens[cue.last].end]
    end = max(denial.end, text.tokens[cue.last].end)
    return denial.model_copy(
        update={
            "currency": Currency.CURRENT,
            "certainty": Certainty.UNCLEAR,
            "start": min(denial.start, text.tokens[cue.first].start),
            "end": end,
            "rule": cue.cue.id,
            "reason": f"It is denied, and “{words}” beside it tells of {cue.cue.reason}; whether it is so, the words do not tell.",
        }
    )
