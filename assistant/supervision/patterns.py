"""What recurs across reflections, and what has eased: asked about, never claimed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.model.text import Span
from assistant.supervision.agenda import AgendaItem, Line, Pattern, Prepared
from assistant.supervision.asking import passes
from assistant.supervision.words import phrase_at, titled
from knowledge.template import FIRST, SECOND, PatternQuestion
from knowledge.vocabulary import Theme

FEWEST_FILES = 2
ENOUGH_TO_EASE = 4
"""Reflections before anything can be said to have eased."""
PATTERN_WEIGHT = 2


class _Showing(NamedTuple):
    """One reflection in which a theme shows, and the phrase for it."""

    prepared: Prepared
    span: Span
    phrase: Span


def patterns_in(prepared: Sequence[Prepared]) -> tuple[Pattern, ...]:
    """Themes that hold in at least two reflections, most frequent and strongest first."""
    found: dict[Theme, list[tuple[int, float]]] = {}
    for at, one in enumerate(prepared):
        for theme in one.understanding.themes:
            found.setdefault(theme.theme, []).append((at, theme.score))
    recurring = {t: shows for t, shows in found.items() if len(shows) >= FEWEST_FILES}
    ranked = sorted(recurring.items(), key=lambda p: (-len(p[1]), -sum(s for _, s in p[1]), p[0]))
    return tuple(
        Pattern(
            theme=theme,
            files=tuple(prepared[at].file for at, _ in shows),
            eased=_has_eased([at for at, _ in shows], len(prepared)),
        )
        for theme, shows in ranked
    )


def pattern_lines(
    patterns: Sequence[Pattern],
    prepared: Sequence[Prepared],
    questions: Sequence[PatternQuestion],
    used: set[str],
) -> Iterator[Line]:
    """A line for each pattern that can be asked about in the writer's own words."""
    spent: set[str] = set()
    for pattern in patterns:
        showing = _showing(pattern, prepared, spent)
        asked = _asked(pattern, showing, questions, used) if len(showing) >= FEWEST_FILES else None
        if asked is None:
            continue
        question, text = asked
        used.update((question.id, text))
        spent |= {s.phrase.of(s.prepared.text) for s in (showing[0], showing[-1])}
        yield Line(_item(pattern, showing, question, text, len(prepared)), PATTERN_WEIGHT)


def _has_eased(shows_at: Sequence[int], files: int) -> bool:
    return files >= ENOUGH_TO_EASE and max(shows_at) < files // 2


def _showing(pattern: Pattern, prepared: Sequence[Prepared], spent: set[str]) -> list[_Showing]:
    """Per reflection the first sentence that shows the theme and has a phrase that no other line uses."""
    found: list[_Showing] = []
    for one in (p for p in prepared if p.file in pattern.files):
        spans = next(t.evidence for t in one.understanding.themes if t.theme is pattern.theme)
        pairs = ((s, phrase_at(one, [s])) for s in spans)
        usable = [_Showing(one, s, p) for s, p in pairs if p is not None]
        fresh = [u for u in usable if u.phrase.of(one.text) not in spent]
        found += (fresh or usable)[:1]
    return found


def _asked(
    pattern: Pattern, showing: Sequence[_Showing], questions: Sequence[PatternQuestion], used: set[str]
) -> tuple[PatternQuestion, str] | None:
    when = "eased" if pattern.eased else "recurs"
    fitting = [q for q in questions if q.when == when and (not q.themes or pattern.theme in q.themes)]
    for question in sorted(fitting, key=lambda q: (q.id in used, not q.themes, q.id)):
        first, second = showing[0], showing[-1]
        text = question.text.replace(FIRST, f"“{first.phrase.of(first.prepared.text)}”")
        text = text.replace(SECOND, f"“{second.phrase.of(second.prepared.text)}”")
        if text not in used and passes(text, [first.span], first.prepared.text, second.prepared.text):
            return question, text
    return None


def _item(
    pattern: Pattern, showing: Sequence[_Showing], question: PatternQuestion, text: str, files: int
) -> AgendaItem:
    entries = [s.entry_id for show in showing for s in show.prepared.strategies if s.when == "supervision"]
    seen = "showed early and not of late" if pattern.eased else "may be one thread"
    return AgendaItem(
        title=titled(showing[-1].phrase.of(showing[-1].prepared.text)),
        minutes=0,
        priority="main",
        function=question.function,
        question=text,
        why=f"This {seen}: {pattern.theme.value.replace('_', ' ')}, in {len(pattern.files)} of {files} reflections.",
        evidence=tuple(s.prepared.place(s.span) for s in showing),
        entry_ids=tuple(dict.fromkeys(entries))[:2],
    )
