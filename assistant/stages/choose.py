"""At most three strategies: one for now, one for this week, one for supervision."""

import re
from collections.abc import Sequence

from assistant.model.debrief import Strategy, When
from assistant.model.text import Span
from assistant.model.understanding import Passage, Retrieval, Understanding
from assistant.writers.anchors import Anchor, anchors, themes_shown
from assistant.writers.wording import NEEDS, WHEN, WHY, WHY_AGAIN, WHY_FOR, WHY_THEME
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
    """The best passage for each time that fits the writer's situation, for a reason of its own in the writer's words.

    No two things to do alone are of one kind. Where the cause is workload, the system or moral distress, an individual tip
    is offered only together with one that others share; where none was found, it is left out.
    """
    passages = _by_fit(retrieval.passages, understanding)
    choosing = _Choosing(understanding)
    for when in ORDER:
        choosing.take_one([p for p in passages if _fits(p.entry, when)], when)
    chosen = choosing.chosen
    if "supervision" not in chosen and _has_organisational_cause(understanding):
        return ()
    return tuple(chosen[when] for when in ORDER if when in chosen)


class _Choosing:
    """What has been chosen so far, and which themes and words have served as a reason."""

    def __init__(self, understanding: Understanding) -> None:
        self.chosen: dict[When, Strategy] = {}
        self._understanding = understanding
        self._anchors = anchors(understanding)
        self._approaches: set[Approach] = set()
        self._told: list[Theme] = []
        self._named: list[Span] = []

    def take_one(self, passages: Sequence[Passage], when: When) -> None:
        """The first passage with a reason that has not been told; what others share is offered for a told one too."""
        spent = set() if when == "supervision" else self._approaches - POSTVENTION
        left = [p for p in passages if p.entry.approaches[0] not in spent]
        for again in (False, True) if when == "supervision" else (False,):
            for passage in left:
                theme = self._shared_theme(passage.entry, again=again)
                evidence = self._reason(theme)
                why = None if evidence is None else self._why(when, theme, evidence, again=again)
                if evidence is not None and why is not None:
                    self.chosen[when] = _strategy(passage, when, why, evidence)
                    self._approaches.add(passage.entry.approaches[0])
                    self._told += [] if theme is None else [theme]
                    self._named.append(evidence)
                    return

    def _shared_theme(self, entry: Entry, *, again: bool) -> Theme | None:
        """What the entry is for of what the text shows: best one not told before that some sentence shows; `again`, one told before."""
        shared = [t for t in themes_shown(self._understanding) if t in entry.themes]
        fitting = [t for t in shared if t in self._told] if again else shared
        return min(fitting, key=lambda t: (t in self._told, not self._understanding.shown(t)), default=None)

    def _why(self, when: When, theme: Theme | None, evidence: Span, *, again: bool) -> str | None:
        """What the entry is for and the writer's words that show it; nothing, unless `again`, where both were told."""
        quote = f"“{evidence.of(self._understanding.text)}”"
        is_new = evidence not in self._named
        shows = any(evidence.overlaps(s) for s in self._shown(theme))
        if theme is None:
            return None if again else WHY.format(when=WHEN[when], quote=quote)
        if is_new and shows:
            template = WHY if theme in self._told else WHY_FOR
        elif not self.chosen:
            template = WHY_THEME
        elif again:
            template = WHY_AGAIN if theme is self._told[-1] else WHY_THEME
        else:
            return None
        return template.format(when=WHEN[when], quote=quote, need=NEEDS[theme])

    def _reason(self, theme: Theme | None) -> Span | None:
        """The writer's words that show the theme, or what was found, else the most telling ones; not the same twice where there are others."""
        shown = self._shown(theme)

        def order(anchor: Anchor) -> tuple[bool, bool, bool, bool, float]:
            shows = any(anchor.span.overlaps(s) for s in shown)
            spent = any(anchor.span.overlaps(s) for s in self._named)
            beside = bool(shown) and not shows
            if theme is None:
                return (not anchor.own and beside, not anchor.reads_alone, spent, beside, -anchor.weight)
            return (not anchor.own, not anchor.reads_alone, beside, spent, -anchor.weight)

        best = min((a for a in self._anchors if a.phrase is not None), key=order, default=None)
        return None if best is None else best.phrase

    def _shown(self, theme: Theme | None) -> Sequence[Span]:
        """The words that show the theme, or without one what was found."""
        understanding = self._understanding
        return (
            [f.span for f in understanding.screening.current] if theme is None else understanding.shown(theme)
        )


def _strategy(passage: Passage, when: When, why: str, evidence: Span) -> Strategy:
    entry = passage.entry
    return Strategy(
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
        passage=passage.quote,
    )


def _by_fit(passages: Sequence[Passage], understanding: Understanding) -> list[Passage]:
    """Those that fit the writer's situation: what serves the strongest theme that holds, what serves another, what a finding calls for."""
    if understanding.screening.route is Route.POSTVENTION:
        mourning = [
            p
            for p in passages
            if POSTVENTION & set(p.entry.approaches) and is_in_place(p.entry, understanding)
        ]
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
    at_work = _has_organisational_cause(understanding)

    def order(passage: Passage) -> tuple[bool, bool]:
        """What leaders do comes last of its kind where the cause is not theirs."""
        return held[0] not in passage.entry.themes, passage.entry.audience == "leader" and not at_work

    return [*sorted(serving, key=order), *helping]


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
    shown = {f.kind for f in understanding.screening.findings if f.currency in SHOWS}
    current = {f.kind for f in understanding.screening.current}
    return all(c.holds(understanding.text, themes, current if c.still else shown) for c in supposed)


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
