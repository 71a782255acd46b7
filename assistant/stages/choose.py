"""At most three strategies: one for now, one for this week, one for supervision."""

import re
from collections.abc import Iterable, Sequence

from assistant.model.debrief import Strategy, When
from assistant.model.text import Span
from assistant.model.understanding import Passage, Retrieval, Understanding
from assistant.writers.anchors import Anchor, anchors, themes_shown
from assistant.writers.wording import NEEDS, WHEN, WHY, WHY_ALSO, WHY_FOR, WHY_THEME
from knowledge.circumstance import called_for, load_circumstances
from knowledge.entry import Entry
from knowledge.vocabulary import Approach, Currency, EntryType, FindingKind, Level, Route, Theme

POSTVENTION = frozenset({Approach.AFTER_CLIENT_SUICIDE, Approach.MOURNING_RITUAL})
ORGANISATIONAL_CAUSES = frozenset({Theme.WORKLOAD, Theme.MORAL_DISTRESS})
"""Never answered by an individual tip alone."""
SHARED_LEVELS = frozenset({Level.SUPERVISION, Level.TEAM, Level.ORGANISATION})
SHOWS = frozenset({Currency.CURRENT, Currency.PAST})
"""A finding that is denied or imagined shows no situation."""
SUICIDE = re.compile(
    r"suicid\w*|(?:took|taken|ended) (?:his|her|their) (?:own )?life|killed (?:him|her|them)sel\w+|overdos\w*|\bod['’]?d\b",
    re.IGNORECASE,
)
"""Where a death is not called a suicide, what marks any loss comes first."""
ORDER: tuple[When, ...] = ("now", "this_week", "supervision")


def choose(understanding: Understanding, retrieval: Retrieval) -> tuple[Strategy, ...]:
    """The best passage for each time that fits the writer's situation, each resting on the writer's own words.

    Where the cause is workload, the system or moral distress, an individual tip is offered only
    together with one that others share; where none was found, it is left out.
    """
    passages = _by_fit(retrieval.passages, understanding)
    chosen: dict[When, Passage] = {}
    for when in ("supervision", "now", "this_week"):
        left = [p for p in passages if p.entry.id not in {c.entry.id for c in chosen.values()}]
        best = next((p for p in left if _fits(p.entry, when)), None)
        if best is not None:
            chosen[when] = best
    if "supervision" not in chosen and _has_organisational_cause(understanding):
        chosen = {when: p for when, p in chosen.items() if p.entry.level in SHARED_LEVELS}
    return tuple(_strategies(chosen, understanding))


def _by_fit(passages: Sequence[Passage], understanding: Understanding) -> list[Passage]:
    """Those that fit the writer's situation: what serves the strongest theme that holds, what serves another, what a finding calls for."""
    if understanding.screening.route is Route.POSTVENTION:
        mourning = [p for p in passages if POSTVENTION & set(p.entry.approaches)]
        named = SUICIDE.search(understanding.text) is not None
        return sorted(
            mourning, key=lambda p: Approach.AFTER_CLIENT_SUICIDE in p.entry.approaches and not named
        )
    held = themes_shown(understanding)
    fitting = [
        p
        for p in passages
        if _is_offerable(p.entry)
        and is_in_place(p.entry, understanding)
        and not _leads_back(p.entry, understanding)
    ]
    serving = [p for p in fitting if not set(held).isdisjoint(p.entry.themes)]
    called = called_for((f.kind, f.subject) for f in understanding.screening.current)
    helping = [p for p in fitting if p not in serving and p.entry.id in called]
    return [*sorted(serving, key=lambda p: held[0] not in p.entry.themes), *helping]


def _is_offerable(entry: Entry) -> bool:
    return (
        entry.type is not EntryType.RECOGNISE and entry.audience == "clinician"
    ) or entry.level in SHARED_LEVELS


def _leads_back(entry: Entry, understanding: Understanding) -> bool:
    """Whether the entry would have the writer talk it over with the supervisor who is the source of it."""
    return entry.level is Level.SUPERVISION and any(
        f.kind is FindingKind.SUPERVISOR_CONCERN for f in understanding.screening.current
    )


def is_in_place(entry: Entry, understanding: Understanding) -> bool:
    """Whether the writer is in every situation that the entry supposes."""
    supposed = [c for c in load_circumstances() if c.concerns(entry)]
    if not supposed:
        return True
    themes = set(themes_shown(understanding))
    findings: set[FindingKind] = {f.kind for f in understanding.screening.findings if f.currency in SHOWS}
    return all(c.holds(understanding.text, themes, findings) for c in supposed)


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


def _strategies(chosen: dict[When, Passage], understanding: Understanding) -> Iterable[Strategy]:
    """Each with a reason of its own where the writer gave more than one."""
    found = anchors(understanding)
    named: list[Span] = []
    told: list[Theme | None] = []
    for when in ORDER:
        if when not in chosen:
            continue
        entry = chosen[when].entry
        theme = shared_theme(entry, understanding)
        evidence = _reason(theme, understanding, found, named)
        if evidence is None:
            continue
        is_told = told[-1:] == [theme]
        why = _why(when, theme, evidence, understanding, named, is_told=is_told)
        named.append(evidence)
        told.append(theme)
        yield Strategy(
            entry_id=entry.id,
            version=entry.version,
            title=entry.title,
            when=when,
            why=why,
            why_evidence=(evidence,),
            steps=entry.steps,
            cautions=entry.cautions,
            evidence_grade=entry.evidence_grade,
            extrapolated=entry.extrapolated,
            sources=entry.sources,
            passage=chosen[when].quote,
        )


def shared_theme(entry: Entry, understanding: Understanding) -> Theme | None:
    """The strongest theme of the reflection that the entry is for; first one that some sentence shows."""
    shared = [t for t in themes_shown(understanding) if t in entry.themes]
    return next(iter([t for t in shared if understanding.shown(t)] or shared), None)


def _why(
    when: When,
    theme: Theme | None,
    evidence: Span,
    understanding: Understanding,
    named: Sequence[Span],
    *,
    is_told: bool,
) -> str:
    """What the entry is for, unless the strategy before has told it, and the writer's words where they show it and are new."""
    quote = f"“{evidence.of(understanding.text)}”"
    is_new = evidence not in named
    if is_told and theme is not None and not (is_new and _shows(evidence, theme, understanding)):
        return WHY_ALSO[when].format(when=WHEN[when])
    if theme is None or is_told:
        return WHY.format(when=WHEN[when], quote=quote)
    template = WHY_FOR if is_new and _shows(evidence, theme, understanding) else WHY_THEME
    return template.format(when=WHEN[when], quote=quote, need=NEEDS[theme])


def _shows(evidence: Span, theme: Theme | None, understanding: Understanding) -> bool:
    return theme is None or any(evidence.overlaps(s) for s in understanding.shown(theme))


def _reason(
    theme: Theme | None, understanding: Understanding, found: Sequence[Anchor], named: Sequence[Span]
) -> Span | None:
    """The writer's words that show the theme, or what was found, else the most telling ones; not the same twice where there are others."""
    shown = [f.span for f in understanding.screening.current] if theme is None else understanding.shown(theme)

    def order(anchor: Anchor) -> tuple[bool, bool, bool, bool, float]:
        shows = any(anchor.span.overlaps(s) for s in shown)
        spent = any(anchor.span.overlaps(s) for s in named)
        beside = bool(shown) and not shows
        if theme is None:
            return (not anchor.own and beside, not anchor.reads_alone, spent, beside, -anchor.weight)
        return (not anchor.own, not anchor.reads_alone, beside, spent, -anchor.weight)

    best = min((a for a in found if a.phrase is not None), key=order, default=None)
    return None if best is None else best.phrase
