"""Do strategies and questions serve what the reflection is about, and rest on words that show it?

Held against the themes that an author named for each text and each of its sentences. Where a name was masked the
sentences lie elsewhere than the author marked them, and nothing is told of single words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.model.debrief import Debrief, Withheld
from assistant.model.text import Span
from evals.case import Score, Split, ThemesCase, load_cases
from knowledge.entry import Entry
from knowledge.question import SLOT, Question
from knowledge.vocabulary import Theme

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
    case: ThemesCase, answer: Debrief | Withheld, entries: Mapping[str, Entry], questions: Sequence[Question]
) -> Iterator[Score]:
    """What was offered, asked and told of one reflection; what screening withheld offers nothing."""
    if not isinstance(answer, Debrief):
        return
    asked = tuple(_asked_about(answer, questions))
    yield from _text_scores(case, answer, asked, entries)
    if answer.text == case.text:
        yield from _sentence_scores(case, answer, asked, entries)


def _text_scores(
    case: ThemesCase, answer: Debrief, asked: Sequence[_Asked], entries: Mapping[str, Entry]
) -> Iterator[Score]:
    """Held against the themes of the whole text."""
    meant = ", ".join(case.themes) or "nothing clear"
    if not case.themes:
        offered = [s.entry_id for s in answer.strategies]
        yield Score.right("nothing_offered_needlessly", not offered, offered, "no strategy: no theme holds")
    for strategy in answer.strategies:
        served = entries[strategy.entry_id].themes
        yield Score.right("strategy_serves_theme", _meet(served, case.themes), strategy.entry_id, meant)
    for one in asked:
        yield Score.right("question_fits_theme", _meet(one.themes, case.themes), one.question, meant)


def _sentence_scores(
    case: ThemesCase, answer: Debrief, asked: Sequence[_Asked], entries: Mapping[str, Entry]
) -> Iterator[Score]:
    """Held against the themes of the sentences that are quoted or told."""
    for strategy in answer.strategies:
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
