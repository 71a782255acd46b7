"""At most three strategies: one for now, one for this week, one for supervision."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.model.debrief import Strategy, When
from assistant.model.text import Span
from assistant.model.understanding import Passage, Retrieval, Understanding
from assistant.writers.phrases import phrase_in
from knowledge.entry import Entry
from knowledge.vocabulary import Approach, EntryType, Level, Route, Theme

POSTVENTION = frozenset({Approach.AFTER_CLIENT_SUICIDE, Approach.MOURNING_RITUAL})
ORGANISATIONAL_CAUSES = frozenset({Theme.WORKLOAD, Theme.MORAL_DISTRESS})
"""Never answered by an individual tip alone."""
SHARED_LEVELS = frozenset({Level.SUPERVISION, Level.TEAM, Level.ORGANISATION})
WHY = {
    "now": "For the next hour, because you wrote “{}”.",
    "this_week": "For the days ahead, because you wrote “{}”.",
    "supervision": "To raise with someone who can share it, because you wrote “{}”.",
}


def choose(understanding: Understanding, retrieval: Retrieval) -> tuple[Strategy, ...]:
    """The best passage for each time, each resting on the writer's own words.

    Where the cause is workload, the system or moral distress, an individual tip is offered only
    together with one that others share; where none was found, it is left out.
    """
    postvention = understanding.screening.route is Route.POSTVENTION
    passages = [p for p in retrieval.passages if _is_offerable(p.entry, postvention=postvention)]
    chosen: dict[When, Passage] = {}
    for when in ("supervision", "now", "this_week"):
        left = [p for p in passages if p.entry.id not in {c.entry.id for c in chosen.values()}]
        best = next((p for p in left if _fits(p.entry, when)), None)
        if best is not None:
            chosen[when] = best
    if "supervision" not in chosen and _has_organisational_cause(understanding):
        chosen = {when: p for when, p in chosen.items() if p.entry.level in SHARED_LEVELS}
    order: tuple[When, ...] = ("now", "this_week", "supervision")
    return tuple(s for when in order if when in chosen for s in _strategy(chosen[when], when, understanding))


def _is_offerable(entry: Entry, *, postvention: bool) -> bool:
    if postvention:
        return bool(POSTVENTION & set(entry.approaches))
    return (
        entry.type is not EntryType.RECOGNISE and entry.audience == "clinician"
    ) or entry.level in SHARED_LEVELS


def _fits(entry: Entry, when: When) -> bool:
    match when:
        case "supervision":
            return entry.level in SHARED_LEVELS
        case "now":
            return entry.when_now and entry.level not in SHARED_LEVELS
        case "this_week":
            return entry.level not in SHARED_LEVELS


def _has_organisational_cause(understanding: Understanding) -> bool:
    return any(t.theme in ORGANISATIONAL_CAUSES for t in understanding.themes)


def _strategy(passage: Passage, when: When, understanding: Understanding) -> Iterable[Strategy]:
    """The strategy, unless nothing that the writer wrote can be named as its reason."""
    evidence = reason_for(passage.entry, understanding)
    if evidence is None:
        return
    entry = passage.entry
    yield Strategy(
        entry_id=entry.id,
        version=entry.version,
        title=entry.title,
        when=when,
        why=WHY[when].format(evidence.of(understanding.text)),
        why_evidence=(evidence,),
        steps=entry.steps,
        cautions=entry.cautions,
        evidence_grade=entry.evidence_grade,
        extrapolated=entry.extrapolated,
        sources=entry.sources,
        passage=passage.quote,
    )


def reason_for(entry: Entry, understanding: Understanding) -> Span | None:
    """A short phrase of the writer's that shows a theme the entry is for; else of any own sentence."""
    by_theme = [span for t in understanding.themes if t.theme in entry.themes for span in t.evidence]
    others = [s.span for s in sorted(understanding.own(), key=lambda s: (-s.intensity, s.span.start))]
    rest = [s.span for s in understanding.sentences]
    return next(_phrases(understanding.text, (*by_theme, *others, *rest)), None)


def _phrases(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    return (p for span in spans if (p := phrase_in(text, span)) is not None)
