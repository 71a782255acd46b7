"""Screening: what in a de-identified reflection cannot wait, and what may be reflected on."""

from collections.abc import Iterable, Sequence

from assistant.model.screening import REQUESTS, Finding, Screening
from assistant.model.text import DeidentifiedReflection, Parse, Span, Token
from assistant.ports import Reading
from assistant.stages.screen.cards import Setting, cards_for
from assistant.stages.screen.combination import joined
from assistant.stages.screen.compiling import CompiledRules, compile_rules
from assistant.stages.screen.rule_layer import findings_of_rules
from assistant.stages.screen.tape import form_of
from assistant.stages.screen.thresholds import ScreeningThresholds
from knowledge.rule import RuleSet
from knowledge.vocabulary import Currency, FindingKind

WRITER = frozenset({"i", "me", "my", "myself", "we", "us", "our", "im", "mine"})
ASKING = frozenset(
    {"need", "want", "would", "ask", "give", "wonder", "like", "tell", "pay", "tip", "promise"}
)
"""'I need one word for the form' belongs to the request beside it."""


def screen(
    reflection: DeidentifiedReflection,
    *,
    parse: Parse,
    reading: Reading,
    rules: RuleSet,
    thresholds: ScreeningThresholds,
) -> Screening:
    """Everything that either layer notices, with the cards that it asks for.

    Raises:
        KnowledgeError: a rule cannot be read; nothing is screened without it.

    """
    compiled = compile_rules(rules)
    found = findings_of_rules(parse, compiled)
    findings = joined(found, parse.sentences, reading, thresholds, compiled.by_id)
    reflects = anything_to_reflect_on(parse.sentences, parse, findings)
    settings = _settings(findings, parse, compiled)
    return Screening(
        reflection=reflection,
        parse=parse,
        findings=findings,
        reflects=reflects,
        cards=cards_for(findings, settings, reflects=reflects),
    )


def anything_to_reflect_on(sentences: Sequence[Span], parse: Parse, findings: Iterable[Finding]) -> bool:
    """Whether anything of the writer is left when the requests, and the facts they give about a client, are taken away."""
    requests = [f.span for f in findings if f.kind in REQUESTS]
    if not requests or any(f.kind not in REQUESTS and f.currency is Currency.CURRENT for f in findings):
        return True
    left = [s for s in sentences if not any(r.overlaps(s) for r in requests)]
    return any(_tells_of_the_writer(parse.tokens_in(s)) for s in left)


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
