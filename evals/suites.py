"""A suite is one short sentence: which cases are put to which systems, and what is scored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from evals import engine
from evals.baselines.keyword_gate import gated
from evals.baselines.similarity import by_cosine, by_shared_words
from evals.baselines.statement_alone import by_statement_alone
from evals.baselines.stock_presidio import found_by_presidio
from evals.case import (
    Case,
    IdentifiersCase,
    Outcome,
    RetrievalCase,
    Score,
    ScreeningCase,
    Split,
    StatementsCase,
    SummariesCase,
    ThemesCase,
    load_cases,
)
from evals.measured import PRODUCT, Measured
from evals.scorers import (
    debriefs,
    identifiers,
    questions,
    relevance,
    retrieval,
    screening,
    statements,
    summaries,
    themes,
)


class System(NamedTuple):
    """Something that answers cases, and how its answers are scored."""

    answer: Callable[[Any], Any]
    score: Callable[[Any, Any], Iterable[Score]]


class Suite(NamedTuple):
    """Cases, systems and scorers under one question."""

    name: str
    asks: str
    cases: Callable[[Split], Sequence[Case]]
    systems: Mapping[str, System]
    headline: str
    """The metric that is told for every family and drawn in the picture."""
    compares: Sequence[Callable[[Sequence[Measured]], Iterable[Measured]]] = ()
    """Numbers made of other numbers."""
    gathers: Sequence[Callable[[Sequence[Outcome]], Iterable[Measured]]] = ()
    """Numbers that need all the outcomes at once."""
    curve: Callable[[Sequence[Outcome]], Sequence[screening.CurvePoint]] | None = None
    """The trade between two kinds of mistakes, where one threshold makes it."""


def _authored(kind: type[Case], name: str) -> Callable[[Split], Sequence[Case]]:
    return lambda split: load_cases(kind, name, split)


def _by_keywords(case: ScreeningCase) -> engine.ScreeningAnswer:
    return engine.ScreeningAnswer(gated(case.text))


def _screening_curve(outcomes: Sequence[Outcome]) -> Sequence[screening.CurvePoint]:
    both = partial(engine.screened_at, with_rules=True)
    alone = partial(engine.screened_at, with_rules=False)
    return screening.curve(outcomes, {PRODUCT: both, "classifier alone": alone})


def _debriefed(case: Any) -> Any:
    return engine.debriefed(case.text, case.id)


def _score_debrief(case: Any, answer: Any) -> Iterable[Score]:
    return debriefs.score(case, answer, dict(engine.ports().library.entries))


def _score_relevance(case: Any, answer: Any) -> Iterable[Score]:
    ports = engine.ports()
    entries, questions = dict(ports.library.entries), tuple(ports.bank.questions)
    return relevance.score(case, answer, entries, questions, relevance.findings_of(case.id))


def _no_scores(case: Any, answer: Any) -> Iterable[Score]:
    """What a baseline that has no threshold of its own is worth is told from all its answers."""
    del case, answer
    return ()


SUITES: Mapping[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite(
            name="screening",
            asks="Is the person at risk found, whoever it is, and is nobody else stopped?",
            cases=_authored(ScreeningCase, "screening"),
            systems={
                PRODUCT: System(engine.screened, screening.score),
                "rules alone": System(engine.screened_by_rules, screening.score),
                "classifier alone": System(engine.screened_by_classifier, screening.score),
                "keyword gate": System(_by_keywords, screening.score_route),
            },
            headline="route_right",
            curve=_screening_curve,
        ),
        Suite(
            name="identifiers",
            asks="Is every identifier gone, and everything else still there?",
            cases=_authored(IdentifiersCase, "identifiers"),
            systems={
                PRODUCT: System(lambda c: engine.masked(c.text), identifiers.score),
                identifiers.PRESIDIO: System(lambda c: found_by_presidio(c.text), identifiers.score_spans),
            },
            headline="span_covered",
            compares=(identifiers.misses_beside_presidio,),
        ),
        Suite(
            name="themes",
            asks="Is what a reflection is about for its writer named, and nothing else?",
            cases=_authored(ThemesCase, "themes"),
            systems={PRODUCT: System(engine.read_themes, themes.score)},
            headline="theme_found",
            gathers=(themes.f1_scores,),
        ),
        Suite(
            name="retrieval",
            asks="Does the library offer the right help first, each kind once, and nothing where it has no answer?",
            cases=_authored(RetrievalCase, "retrieval"),
            systems={
                PRODUCT: System(engine.searched, retrieval.score),
                retrieval.MEANING: System(engine.searched_by_meaning, retrieval.score_ranking),
                retrieval.WORDS: System(engine.searched_by_words, retrieval.score_ranking),
            },
            headline="ndcg_at_5",
            gathers=(retrieval.gain_over_parts,),
        ),
        Suite(
            name="statements",
            asks="Is a sentence that the reflection does not bear kept from the writer, and a faithful one shown?",
            cases=_authored(StatementsCase, "statements"),
            systems={
                PRODUCT: System(engine.verified, statements.score),
                "cosine threshold": System(by_cosine, _no_scores),
                "word overlap": System(by_shared_words, _no_scores),
                "statement alone": System(by_statement_alone, _no_scores),
            },
            headline="unfaithful_cut",
            gathers=(statements.beside_similarity,),
        ),
        Suite(
            name="questions",
            asks="Is every supervision question one that a good supervisor would ask?",
            cases=debriefs.reflections,
            systems={PRODUCT: System(_debriefed, questions.score)},
            headline="style_all",
        ),
        Suite(
            name="debriefs",
            asks="Does a guided debrief rest on the writer's words, stay gentle, and keep to its size?",
            cases=debriefs.reflections,
            systems={PRODUCT: System(_debriefed, _score_debrief)},
            headline="none_cut",
            gathers=(debriefs.identical_summaries,),
        ),
        Suite(
            name="summaries",
            asks="Does a guided summary tell what the reflection is about for its writer?",
            cases=_authored(SummariesCase, "summaries"),
            systems={
                PRODUCT: System(_debriefed, summaries.score),
                summaries.OPENING: System(lambda c: engine.opening(c.text), summaries.score_told),
            },
            headline="core_told",
        ),
        Suite(
            name="relevance",
            asks="Do strategies and questions serve what the reflection is about, and rest on words that show it?",
            cases=relevance.read_by_sentence,
            systems={PRODUCT: System(_debriefed, _score_relevance)},
            headline="strategy_serves_theme",
        ),
    )
}
"""Every suite by its name, in the order in which a report tells them."""
