"""The product as the evals see it: the same functions that the command line calls, answers kept for reuse."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from assistant.bootstrap import build_calibration, build_ports, build_readers
from assistant.cli.search import read_query
from assistant.model.debrief import Debrief, Withheld
from assistant.model.screening import Finding, route_of
from assistant.model.text import DeidentifiedReflection, Parse, Redaction, Reflection, Span
from assistant.pipeline import debrief
from assistant.ports import Candidate, Library, Pairing, Reading
from assistant.settings import Settings
from assistant.stages.deidentify import deidentify
from assistant.stages.retrieve import Query, is_allowed, retrieve
from assistant.stages.screen import KindThreshold, ScreeningThresholds, read_by, screen
from assistant.stages.screen.combination import joined, merged
from assistant.stages.screen.compiling import compile_rules
from assistant.stages.screen.rule_layer import findings_of_rules
from assistant.stages.screen.stage import anything_to_reflect_on
from assistant.stages.understand import themes_of
from assistant.stages.verify import verify_statement
from assistant.wiring import Ports
from assistant.writers.summary import MOST_SENTENCES
from assistant.writers.units import units_of
from evals.case import RetrievalCase, ScreeningCase, StatementsCase, ThemesCase
from knowledge.collection import load_rules
from knowledge.rule import RuleSet
from knowledge.vocabulary import Approach, Check, Facet, Route, Subject, Theme


class ScreeningAnswer(NamedTuple):
    """Where a reflection was sent, and why."""

    route: Route
    findings: tuple[Finding, ...] = ()


class Material(NamedTuple):
    """What both layers of screening start from; made once a text, whatever the rules."""

    parse: Parse
    reading: Reading


class ThemesAnswer(NamedTuple):
    """Themes that hold, and how each sentence was read."""

    themes: tuple[Theme, ...]
    facets: tuple[Facet, ...]
    experiencers: tuple[Subject, ...]


class RetrievalAnswer(NamedTuple):
    """The approaches that each result offers, best result first."""

    abstained: bool
    approaches: tuple[tuple[Approach, ...], ...]
    entries: tuple[str, ...] = ()
    """Their ids, where somebody wants to know which."""


class StatementAnswer(NamedTuple):
    """Whether a statement may be shown, by which check not, and how strongly it is held to follow."""

    supported: bool
    support: float
    checks: tuple[Check, ...] = ()


@cache
def ports() -> Ports:
    """The product with no language model and this machine's library."""
    return build_ports(Settings(AFTERWORD_MODEL="none"))


@cache
def shipped_rules() -> RuleSet:
    """The rules that everybody is screened by."""
    return load_rules()


@cache
def material(text: str) -> Material:
    """Parse and reading of a text."""
    readers = build_readers()
    return Material(*read_by(readers.parser, readers.classifier)(text))


def screened(case: ScreeningCase, rules: RuleSet | None = None) -> ScreeningAnswer:
    """Both layers, as `afterword screen` joins them; by other rules than the shipped ones, if given."""
    made = material(case.text)
    screening = screen(
        DeidentifiedReflection(text=case.text),
        parse=made.parse,
        reading=made.reading,
        read=material,
        rules=rules or shipped_rules(),
        thresholds=build_calibration().screening,
    )
    return ScreeningAnswer(screening.route, screening.findings)


def screened_by_rules(case: ScreeningCase, rules: RuleSet | None = None) -> ScreeningAnswer:
    """The rule layer alone: every rule counts."""
    return _routed(material(case.text), merged(_by_rule(case.text, rules or shipped_rules())))


def screened_by_classifier(case: ScreeningCase) -> ScreeningAnswer:
    """The classifier layer alone."""
    made = material(case.text)
    return _routed(made, joined((), made.parse.sentences, made.reading, build_calibration().screening, {}))


def screened_at(case: ScreeningCase, danger: float, *, with_rules: bool) -> ScreeningAnswer:
    """Another threshold of the classifier for danger, with the rules beside it or without."""
    made = material(case.text)
    moved = _with_danger(danger)
    by_rule = _by_rule(case.text, shipped_rules()) if with_rules else ()
    rules = compile_rules(shipped_rules()).by_id
    return _routed(made, joined(by_rule, made.parse.sentences, made.reading, moved, rules))


def masked(text: str) -> tuple[Redaction, ...]:
    """What `afterword deidentify` takes out."""
    return deidentify(Reflection(text=text), detector=build_readers().detector)[0].redactions


def read_themes(case: ThemesCase) -> ThemesAnswer:
    """What `afterword themes` says, and the reading of the sentences that the author cut."""
    readers = build_readers()
    spans = readers.parser.parse(case.text).sentences
    themes = themes_of(spans, readers.classifier.read(case.text, spans), build_calibration().themes)
    sentences = readers.classifier.read(case.text, case.sentences).sentences
    return ThemesAnswer(
        tuple(t.theme for t in themes),
        tuple(max(s.facets, key=lambda f: s.facets[f]) for s in sentences),
        tuple(max(s.experiencers, key=lambda e: s.experiencers[e]) for s in sentences),
    )


@cache
def query_for(text: str) -> Query:
    """The query as `afterword search` reads it."""
    return read_query(text)


@cache
def _candidates(query: str) -> tuple[Candidate, ...]:
    return ports().library.candidates((query,), query_for(query).vectors[:1])


def searched(case: RetrievalCase, library: Library | None = None, top: int = 5) -> RetrievalAnswer:
    """What `afterword search` finds, in this machine's library or another release."""
    found = retrieve(
        query_for(case.query),
        library=library or ports().library,
        weights=build_calibration().fusion,
        today=ports().clock.today(),
        top=top,
    )
    return RetrievalAnswer(
        found.abstained,
        tuple(p.entry.approaches for p in found.passages),
        tuple(p.entry.id for p in found.passages),
    )


def searched_by_meaning(case: RetrievalCase) -> RetrievalAnswer:
    """Dense neighbours of the whole query alone; never abstains."""
    return _ranked([(c.dense[0], c.entry_id) for c in _whole(case)])


def searched_by_words(case: RetrievalCase) -> RetrievalAnswer:
    """BM25 of the whole query alone; never abstains."""
    return _ranked([(c.lexical[0], c.entry_id) for c in _whole(case)])


def _whole(case: RetrievalCase) -> Sequence[Candidate]:
    library, today = ports().library, ports().clock.today()
    return [c for c in _candidates(case.query) if is_allowed(library.entries[c.entry_id], frozenset(), today)]


def _ranked(scored: Sequence[tuple[float, str]], top: int = 5) -> RetrievalAnswer:
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:top]
    entries = ports().library.entries
    return RetrievalAnswer(abstained=False, approaches=tuple(entries[e].approaches for s, e in best if s > 0))


class _Listening:
    """The product's judge, with an ear for the probability that it gave."""

    def __init__(self) -> None:
        self.heard: float | None = None

    def judge(self, pairs: Sequence[Pairing]) -> Sequence[Mapping[Check | None, float]]:
        said = build_readers().judge.judge(pairs)
        self.heard = min((row[None] for row in said), default=None)
        return said


def verified(case: StatementsCase) -> StatementAnswer:
    """What `afterword verify` says; where no judge was asked, support is all or nothing."""
    parser, judge = build_readers().parser, _Listening()
    verdict = verify_statement(
        case.statement,
        against=parser.parse(case.reflection),
        statement_parse=parser.parse(case.statement),
        judge=judge,
        thresholds=build_calibration().verify,
    )
    support = float(verdict.supported) if judge.heard is None else judge.heard
    return StatementAnswer(verdict.supported, support, tuple(r.check for r in verdict.reasons))


@cache
def debriefed(text: str, id_: str) -> Debrief | Withheld:
    """A guided debrief of a text."""
    return debrief(Reflection(text=text, id=id_), ports=ports())


def opening(text: str) -> tuple[Span, ...]:
    """The first sentences of a text, as many as the summary of a long one may have."""
    return units_of(material(text).parse)[:MOST_SENTENCES]


@cache
def _by_rule(text: str, rules: RuleSet) -> tuple[Finding, ...]:
    return findings_of_rules(material(text).parse, compile_rules(rules))


def _routed(made: Material, findings: tuple[Finding, ...]) -> ScreeningAnswer:
    request = build_calibration().screening.request
    reflects = anything_to_reflect_on(made.parse, [made.reading], findings, request)
    return ScreeningAnswer(route_of(findings, reflects=reflects), findings)


@cache
def _with_danger(threshold: float) -> ScreeningThresholds:
    fitted = build_calibration().screening
    moved = KindThreshold(maybe=threshold, sure=max(threshold, fitted.danger.sure))
    return fitted.model_copy(update={"danger": moved})
