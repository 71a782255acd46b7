"""Does a guided debrief rest on the writer's words, stay gentle, and keep to its size?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.model.debrief import MAX_STRATEGIES, Debrief, Withheld
from assistant.model.text import Span
from evals.case import Outcome, ReflectionCase, Score, ScreeningCase, Split, load_cases
from evals.intervals import wilson
from evals.measured import Measured
from knowledge.entry import Entry
from knowledge.vocabulary import Route
from knowledge.wording import is_graphic, pattern

REFLECTIONS = 200
SHORT = 3
"""A text of fewer sentences may have a summary of one."""
SUMMARY = range(2, 8)
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
FIRST_PERSON = re.compile(r"\b(?:I|I['\u2019]m|me|my|mine|myself)\b")
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")


def reflections(split: Split) -> tuple[ReflectionCase, ...]:
    """Two hundred reflections that are to be debriefed, evenly from the screening cases."""
    fit = [
        c for c in load_cases(ScreeningCase, "screening", split) if c.route in {Route.PROCEED, Route.URGENT}
    ]
    step = max(1.0, len(fit) / REFLECTIONS)
    picked = [fit[int(at * step)] for at in range(min(REFLECTIONS, len(fit)))]
    return tuple(
        ReflectionCase(id=c.id, author=c.author, family=c.family, voice=c.voice, text=c.text) for c in picked
    )


def score(case: ReflectionCase, answer: Debrief | Withheld, entries: dict[str, Entry]) -> Iterator[Score]:
    """Evidence, checks, tone and size of one debrief; what screening withheld is counted apart."""
    del case
    yield Score.right("debriefed", isinstance(answer, Debrief), answer.route, "a debrief")
    if not isinstance(answer, Debrief):
        return
    yield from _evidence_scores(answer, entries)
    yield from _wording_scores(answer)
    yield from _size_scores(answer)


def identical_summaries(outcomes: Sequence[Outcome]) -> Iterable[Measured]:
    """How many debriefs share their summary with no other."""
    told = [" ".join(s.text for s in o.answer.summary) for o in outcomes if isinstance(o.answer, Debrief)]
    if not told:
        yield Measured(metric="summary_distinct", value=None, count=0, unscored=1)
        return
    counts = Counter(told)
    distinct = sum(counts[t] == 1 for t in told)
    interval = wilson(distinct, len(told))
    yield Measured(
        metric="summary_distinct",
        value=distinct / len(told),
        low=interval.low,
        high=interval.high,
        count=len(told),
    )


def resolves(spans: Sequence[Span], text: str) -> bool:
    """Whether there is evidence, and every piece of it is a stretch of the text with words in it."""
    return bool(spans) and all(0 <= s.start < s.end <= len(text) and s.of(text).strip() for s in spans)


def _evidence_scores(made: Debrief, entries: dict[str, Entry]) -> Iterator[Score]:
    text = made.text
    for statement in made.summary:
        yield Score.right(
            "summary_resolves", resolves(statement.evidence, text), statement.text, "words of the text"
        )
    for theme in made.themes:
        yield Score.right("theme_resolves", resolves(theme.evidence, text), theme.theme, "words of the text")
    for strategy in made.strategies:
        ok = resolves(strategy.why_evidence, text)
        yield Score.right("why_resolves", ok, strategy.why, "words of the text")
        entry, quote = entries.get(strategy.entry_id), strategy.passage
        exact = (
            entry is not None
            and entry.version == strategy.version
            and entry.body[quote.start : quote.end] == quote.text != ""
        )
        yield Score.right("passage_exact", exact, strategy.entry_id, "an exact stretch of the entry's body")
    cut = made.verification.cut
    yield Score.right(
        "none_cut", cut == 0 and not made.verification.fell_back, f"{cut} cut", "none cut by verify"
    )


def _wording_scores(made: Debrief) -> Iterator[Score]:
    sentences = [s.text for s in made.summary] + [s.why for s in made.strategies]
    for sentence in sentences:
        own = QUOTED.sub(" ", sentence)
        yield Score.right("not_graphic", not is_graphic(sentence), sentence, "no graphic term")
        yield Score.right(
            "no_cheer", pattern("cheer").search(own) is None, sentence, "no 'just', 'at least' or cheer"
        )
    for statement in made.summary:
        own = QUOTED.sub(" ", statement.text)
        yield Score.right(
            "second_person", FIRST_PERSON.search(own) is None, statement.text, "no I, me or my of ours"
        )


def _size_scores(made: Debrief) -> Iterator[Score]:
    told, written = len(made.summary), len(SENTENCE_END.findall(made.text))
    fits = told in SUMMARY or (written < SHORT and told >= 1)
    yield Score.right("summary_two_to_seven", fits, f"{told} sentences of {written}", "two to seven")
    chosen = [s.when for s in made.strategies]
    yield Score.right("three_strategies_at_most", len(chosen) <= MAX_STRATEGIES, chosen, "at most three")
    yield Score.right(
        "one_strategy_a_time", len(set(chosen)) == len(chosen), chosen, "now, this week, supervision"
    )
