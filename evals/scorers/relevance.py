"""Do strategies and questions serve what the reflection is about, and rest on words that show it?

Held against the themes that an author named for each text and each of its sentences; what a finding calls for, whatever the
theme, against the findings that an author marked. Where a name was masked the
sentences lie elsewhere than the author marked them, and nothing is told of single words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from assistant.model.debrief import Debrief, Strategy, Withheld
from assistant.model.screening import Finding
from assistant.model.text import Span
from evals.case import GoldFinding, Score, ScreeningCase, Split, ThemesCase, load_cases
from knowledge.circumstance import called_for
from knowledge.entry import Entry
from knowledge.question import SLOT, Question
from knowledge.vocabulary import Currency, Theme

QUOTED = re.compile(r"“[^”]*”")
"""What stands between our own marks; the writer's words may hold straight ones."""


class _Asked(NamedTuple):
    question: str
    themes: tuple[Theme, ...]
    evidence: tuple[Span, ...]


def read_by_sentence(split: Split) -> tuple[ThemesCase, ...]:
    """The reflections whose sentences an author read one by one."""
    return tuple(c for c in load_cases(ThemesCase, "themes", split) if c.sentences)


def score(
    case: ThemesCase,
    answer: Debrief | Withheld,
    entries: Mapping[str, Entry],
    questions: Sequence[Question],
    findings: Sequence[GoldFinding] = (),
) -> Iterator[Score]:
    """What was offered, asked and told of one reflection; what screening withheld offers nothing.

    Args:
        case: the reflection with its themes.
        answer: what was made of it.
        entries: the library, by id.
        questions: the bank.
        findings: what an author marked in it.

    """
    if not isinstance(answer, Debrief):
        return
    called = _called_for(answer.findings)
    offered = [s for s in answer.strategies if s.entry_id in called]
    for strategy in offered:
        meant = _called_for(findings)
        yield Score.right(
            "strategy_is_called_for", strategy.entry_id in meant, strategy.entry_id, ", ".join(meant)
        )
    served = [s for s in answer.strategies if s not in offered]
    asked = tuple(_asked_about(answer, questions))
    yield from _text_scores(case, served, asked, entries)
    if answer.text == case.text:
        yield from _sentence_scores(case, answer, served, asked, entries)


def findings_of(case_id: str) -> tuple[GoldFinding, ...]:
    """What an author marked in the reflection of this id: every one with themes is a case of screening too."""
    return _marked()[case_id]


@cache
def _marked() -> Mapping[str, tuple[GoldFinding, ...]]:
    splits: tuple[Split, ...] = ("dev", "test")
    return {c.id: c.findings for s in splits for c in load_cases(ScreeningCase, "screening", s)}


def _called_for(findings: Iterable[Finding | GoldFinding]) -> tuple[str, ...]:
    return called_for((f.kind, f.subject) for f in findings if f.currency is Currency.CURRENT)


def _text_scores(
    case: ThemesCase, strategies: Sequence[Strategy], asked: Sequence[_Asked], entries: Mapping[str, Entry]
) -> Iterator[Score]:
    """Held against the themes of the whole text."""
    meant = ", ".join(case.themes) or "nothing clear"
    if not case.themes:
        offered = [s.entry_id for s in strategies]
        yield Score.right("nothing_offered_needlessly", not offered, offered, "no strategy: no theme holds")
    for strategy in strategies:
        served = entries[strategy.entry_id].themes
        yield Score.right("strategy_serves_theme", _meet(served, case.themes), strategy.entry_id, meant)
    for one in asked:
        yield Score.right("question_fits_theme", _meet(one.themes, case.themes), one.question, meant)


def _sentence_scores(
    case: ThemesCase,
    answer: Debrief,
    strategies: Sequence[Strategy],
    asked: Sequence[_Asked],
    entries: Mapping[str, Entry],
) -> Iterator[Score]:
    """Held against the themes of the sentences that are quoted or told."""
    for strategy in strategies:
        if QUOTED.search(strategy.why):
            shown = _shown(case, strategy.why_evidence)
            right = _meet(entries[strategy.entry_id].themes, shown)
            yield Score.right("reason_shows_theme", right, strategy.why, ", ".join(shown))
    for one in asked:
        if QUOTED.search(one.question):
            shown = _shown(case, one.evidence)
            right = _meet(one.themes, shown)
            yield Score.right("quoted_words_show_theme", right, one.question, ", ".join(shown))
    for statement in answer.summary:
        shown = _shown(case, statement.evidence)
        yield Score.right(
            "summary_tells_a_theme", bool(shown), statement.text, "a sentence that shows a theme"
        )


def _asked_about(answer: Debrief, questions: Sequence[Question]) -> Iterator[_Asked]:
    """Each question of the bank that is about a theme."""
    themes = {q.text: q.themes for q in questions}
    for asked in answer.supervision:
        about = themes.get(QUOTED.sub(lambda _: SLOT, asked.question), ())
        if about:
            yield _Asked(asked.question, about, asked.evidence)


def _shown(case: ThemesCase, evidence: Sequence[Span]) -> tuple[Theme, ...]:
    """The themes that the author named for the sentences on which something rests."""
    touched = [s for s in case.sentences if any(e.overlaps(s) for e in evidence)]
    return tuple(dict.fromkeys(t for s in touched for t in s.themes))


def _meet(some: Sequence[Theme], others: Sequence[Theme]) -> bool:
    return not set(some).isdisjoint(others)
