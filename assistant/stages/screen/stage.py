"""Screening: what in a de-identified reflection cannot wait, and what may be reflected on."""

from collections.abc import Callable, Iterable, Sequence

from assistant.model.screening import REQUESTS, Finding, Screening
from assistant.model.text import DeidentifiedReflection, Parse, Token
from assistant.ports import Classifier, Parser, Reading
from assistant.stages.screen.cards import Setting, cards_for
from assistant.stages.screen.combination import joined, merged
from assistant.stages.screen.compiling import CompiledRules, compile_rules
from assistant.stages.screen.rule_layer import findings_of_rules
from assistant.stages.screen.tape import form_of
from assistant.stages.screen.thresholds import KindThreshold, ScreeningThresholds
from knowledge.rule import RuleSet
from knowledge.vocabulary import Currency, FindingKind, Route

WRITER = frozenset({"i", "me", "my", "myself", "we", "us", "our", "im", "mine"})
ASKING = frozenset(
    {"need", "want", "would", "ask", "give", "wonder", "like", "tell", "pay", "tip", "promise"}
)
"""'I need one word for the form' belongs to the request beside it."""
A_STORY = 25
"""Words and marks beside an injected sentence that make a reflection though none of them is 'I'."""
Read = Callable[[str], tuple[Parse, Reading]]
"""Parses a text and reads it with the classifier."""


def read_by(parser: Parser, classifier: Classifier) -> Read:
    """Both readings of a text, one after the other."""

    def read(text: str) -> tuple[Parse, Reading]:
        parse = parser.parse(text)
        return parse, classifier.read(text, parse.sentences)

    return read


def screen(
    reflection: DeidentifiedReflection,
    *,
    parse: Parse,
    reading: Reading,
    read: Read,
    rules: RuleSet,
    thresholds: ScreeningThresholds,
) -> Screening:
    """Everything that either layer notices, with the cards that it asks for.

    A sentence that speaks to a program colours how the classifier reads the others. Where there is one, the text is
    read a second time without it, and what either reading finds counts: injected text never lowers a route.

    Args:
        reflection: the text, de-identified.
        parse: of the whole text.
        reading: of the whole text.
        read: how to read it again.
        rules: of the rule layer.
        thresholds: of the classifier layer.

    Raises:
        KnowledgeError: a rule cannot be read; nothing is screened without it.

    """
    compiled = compile_rules(rules)
    findings = _found(parse, reading, compiled, thresholds)
    rest = _without_injected(reflection.text, parse, findings)
    readings = [reading]
    if rest.strip() and rest != reflection.text:
        parse_of_rest, reading_of_rest = read(rest)
        findings = merged([*findings, *_found(parse_of_rest, reading_of_rest, compiled, thresholds)])
        readings.append(reading_of_rest)
    reflects = anything_to_reflect_on(parse, readings, findings, thresholds.request)
    settings = _settings(findings, parse, compiled)
    return Screening(
        reflection=reflection,
        parse=parse,
        findings=findings,
        reflects=reflects,
        cards=cards_for(findings, settings, reflects=reflects),
    )


def _found(
    parse: Parse, reading: Reading, compiled: CompiledRules, thresholds: ScreeningThresholds
) -> tuple[Finding, ...]:
    found = findings_of_rules(parse, compiled)
    return joined(found, parse.sentences, reading, thresholds, compiled.by_id)


def _without_injected(text: str, parse: Parse, findings: Iterable[Finding]) -> str:
    """Spaces stand for each sentence that speaks to a program, so that every offset stays."""
    injected = [f.span for f in findings if f.kind is FindingKind.PROMPT_INJECTION]
    for span in (s for s in parse.sentences if any(s.overlaps(i) for i in injected)):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def anything_to_reflect_on(
    parse: Parse, readings: Iterable[Reading], findings: Iterable[Finding], request: KindThreshold
) -> bool:
    """Whether a text does more than ask: what no reading of it holds to be a request alone, and where they are not sure, words of the writer's own.

    Args:
        parse: of the whole text.
        readings: of the whole text, and of what is left of it without injected sentences.
        findings: of both layers.
        request: from where a reading of a whole text is sure.

    """
    found = tuple(findings)
    requests = [f for f in found if f.kind in REQUESTS]
    if not requests or any(f.kind not in REQUESTS and f.currency is Currency.CURRENT for f in found):
        return True
    alone = min(reading.routes[Route.DECLINE] for reading in readings)
    if alone >= request.sure:
        return False
    return alone < request.maybe or _is_anything_left(parse, requests)


def _is_anything_left(parse: Parse, requests: Sequence[Finding]) -> bool:
    """Whether anything of the writer is left when the requests, and the facts they give about a client, are taken away."""
    left = [parse.tokens_in(s) for s in parse.sentences if not any(r.span.overlaps(s) for r in requests)]
    only_injected = all(r.kind is FindingKind.PROMPT_INJECTION for r in requests)
    return any(map(_tells_of_the_writer, left)) or (only_injected and sum(map(len, left)) >= A_STORY)


def _tells_of_the_writer(tokens: Sequence[Token]) -> bool:
    if any(t.lemma in ASKING and t.dep in {"ROOT", "aux"} for t in tokens):
        return False
    return any(form_of(t) in WRITER for t in tokens)


def _settings(findings: Iterable[Finding], parse: Parse, compiled: CompiledRules) -> dict[int, Setting]:
    violence = (f for f in findings if f.kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN)
    return {f.start: _setting(f, parse, compiled) for f in violence}


def _setting(finding: Finding, parse: Parse, compiled: CompiledRules) -> Setting:
    rule = compiled.by_id.get(finding.rule)
    if rule is not None and rule.setting is not None:
        return rule.setting
    home = set(compiled.words.get("home", ()))
    return "home" if any(t.lemma in home for t in parse.tokens_in(finding.span)) else "work"
