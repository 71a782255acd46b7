"""At most three strategies: one for now, one for this week, one for supervision."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.model.debrief import Strategy, When, is_beside_a_card
from assistant.model.text import Span
from assistant.model.understanding import Passage, Retrieval, Understanding
from assistant.writers.anchors import Anchor, anchors, tells_of, themes_shown
from assistant.writers.wording import (
    AFTER_THE_CARD,
    NEEDS,
    WHEN,
    WHY,
    WHY_AGAIN,
    WHY_THEME,
    WHY_URGENT,
    WITH_THE_CARD,
)
from knowledge.circumstance import called_for, load_circumstances
from knowledge.entry import Entry
from knowledge.vocabulary import Approach, Currency, EntryType, FindingKind, Level, Route, Theme

POSTVENTION = frozenset({Approach.AFTER_CLIENT_SUICIDE, Approach.MOURNING_RITUAL})
ORGANISATIONAL_CAUSES = frozenset({Theme.WORKLOAD, Theme.MORAL_DISTRESS})
"""Never answered by an individual tip alone."""
SHARED_LEVELS = frozenset({Level.SUPERVISION, Level.TEAM, Level.ORGANISATION})
SHOWS = frozenset({Currency.CURRENT, Currency.PAST})
"""A finding that is denied or imagined shows no situation."""
ORDER: tuple[When, ...] = ("now", "this_week", "supervision")


def choose(understanding: Understanding, retrieval: Retrieval) -> tuple[Strategy, ...]:
    """The best passage for each time that fits the writer's situation, each for a reason.

    None is offered that readers would too seldom say fits, but after a death, where a finding calls for it, or where there must be something to share.
    The first needs a theme that holds or a finding that calls for it, and for now what a finding calls for comes first;
    the next ones need words of the writer that show a theme; what others share may have a reason that has been told. No two things to do alone are of one kind, but after a death all may be of mourning.
    Where the cause is workload, the system or moral distress, an individual tip is offered only together with one
    that others share; where none was found, it is left out.
    """
    passages = _by_fit(retrieval.passages, understanding)
    first = _called_first(passages, understanding)
    choosing = _Choosing(understanding)
    called, at_work = _called(understanding), _has_organisational_cause(understanding)
    mourned = understanding.screening.route is Route.POSTVENTION
    for when in ORDER:
        fitting = [p for p in (first if when == "now" else passages) if _fits(p.entry, when)]
        good = [p for p in fitting if p.fit >= 0 or mourned or p.entry.id in called]
        must_share = when == "supervision" and at_work and choosing.chosen
        fitting = good if good or not must_share else fitting
        if not choosing.take_one(fitting, when) and when == "supervision":
            choosing.take_one(fitting, when, again=True)
    chosen = choosing.chosen
    if "supervision" not in chosen and at_work:
        return ()
    return tuple(chosen[when] for when in ORDER if when in chosen)


class _Reason(NamedTuple):
    """What is said for a strategy, the words it rests on, and its theme; none where a finding calls for it."""

    template: str
    evidence: Span
    theme: Theme | None


class _Choosing:
    """What has been chosen so far, and which themes and words have served as a reason."""

    def __init__(self, understanding: Understanding) -> None:
        self.chosen: dict[When, Strategy] = {}
        self._understanding = understanding
        self._anchors = [a for a in anchors(understanding) if a.phrase is not None]
        self._kinds: set[Approach] = set()
        self._told: list[Theme | None] = []
        self._named: list[Span] = []

    def take_one(self, passages: Sequence[Passage], when: When, *, again: bool = False) -> bool:
        """Choose the first passage that there is a reason for; `again`, one that has been told will do."""
        taken = {s.entry_id for s in self.chosen.values()}
        for passage in passages:
            kind = passage.entry.approaches[0]
            is_spent = when != "supervision" and kind in self._kinds - POSTVENTION
            if passage.entry.id in taken or is_spent:
                continue
            reason = next(self._reasons(passage.entry, again=again), None)
            if reason is not None:
                self.chosen[when] = _strategy(
                    passage, when, self._why(when, passage.entry, reason), reason.evidence
                )
                self._kinds.add(kind)
                self._told.append(reason.theme)
                self._named.append(reason.evidence)
                return True
        return False

    def _reasons(self, entry: Entry, *, again: bool) -> Iterator[_Reason]:
        """What calls for the entry; else the theme that it serves and that is not told yet, best one that words show."""
        mourned = self._understanding.screening.route is Route.POSTVENTION
        if not mourned and entry.id in _called(self._understanding):
            yield from self._called_for(again=again)
        shared = [t for t in themes_shown(self._understanding) if t in entry.themes]
        for theme in sorted(shared, key=lambda t: (not self._understanding.shown(t), t in self._told)):
            evidence = self._evidence(theme)
            template = None if evidence is None else self._template(theme, evidence, again=again)
            if evidence is not None and template is not None:
                yield _Reason(template, evidence, theme)
        if mourned:
            yield from self._mourned()

    def _template(self, theme: Theme, evidence: Span, *, again: bool) -> str | None:
        """Whether words that were not named show the theme, and what may be said of it."""
        shows = any(evidence.overlaps(s) for s in self._understanding.shown(theme))
        if shows and evidence not in self._named:
            return WHY
        if again and self._told[-1:] == [theme]:
            return WHY_AGAIN
        return WHY_THEME if again or not self.chosen else None

    def _evidence(self, theme: Theme) -> Span | None:
        """The writer's words that show the theme, else the most telling ones; not the same twice where there are others."""
        shown = self._understanding.shown(theme)

        def order(anchor: Anchor) -> tuple[bool, bool, bool, bool, float]:
            beside = bool(shown) and not any(anchor.span.overlaps(s) for s in shown)
            return (not anchor.own, not anchor.reads_alone, beside, self._is_named(anchor), -anchor.weight)

        best = min(self._anchors, key=order, default=None)
        return None if best is None else best.phrase

    def _called_for(self, *, again: bool) -> Iterator[_Reason]:
        """What was found, in the writer's words where they can be quoted and have not been."""
        found = [f.span for f in self._understanding.screening.current]
        of_it = [a for a in self._anchors if any(a.span.overlaps(s) for s in found)]
        for anchor in of_it:
            phrase = anchor.phrase
            if phrase is not None and phrase not in self._named and any(tells_of(phrase, s) for s in found):
                yield _Reason(WHY, phrase, None)
        if again or not self.chosen:
            yield _Reason(WHY_AGAIN if self._told[-1:] == [None] else WHY_URGENT, found[0], None)

    def _mourned(self) -> Iterator[_Reason]:
        """The writer's words about the death, then the most telling ones."""
        found = [f.span for f in self._understanding.screening.current]

        def order(anchor: Anchor) -> tuple[bool, bool, bool, bool, float]:
            beside = not any(anchor.span.overlaps(s) for s in found)
            return (
                not anchor.own and beside,
                not anchor.reads_alone,
                self._is_named(anchor),
                beside,
                -anchor.weight,
            )

        for anchor in sorted(self._anchors, key=order)[:1]:
            if anchor.phrase is not None:
                yield _Reason(WHY, anchor.phrase, None)

    def _is_named(self, anchor: Anchor) -> bool:
        return any(anchor.span.overlaps(s) for s in self._named)

    def _why(self, when: When, entry: Entry, reason: _Reason) -> str:
        quote = f"“{reason.evidence.of(self._understanding.text)}”"
        need = "" if reason.theme is None else NEEDS[reason.theme]
        return reason.template.format(when=self._when(when, entry), quote=quote, need=need)

    def _when(self, when: When, entry: Entry) -> str:
        if not is_beside_a_card(when, self._understanding.screening.route):
            return WHEN[when]
        return WITH_THE_CARD if entry.type is EntryType.SAFETY else AFTER_THE_CARD


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
        ask=entry.ask,
    )


def _called_first(passages: Sequence[Passage], understanding: Understanding) -> list[Passage]:
    """The same, what a finding calls for before the others, in the order of the findings."""
    called = _called(understanding)
    return sorted(passages, key=lambda p: called.index(p.entry.id) if p.entry.id in called else len(called))


def _by_fit(passages: Sequence[Passage], understanding: Understanding) -> list[Passage]:
    """Those that fit the writer's situation: what serves a theme that holds, the surest fit first, then what a finding calls for."""
    if understanding.screening.route is Route.POSTVENTION:
        mourning = [
            p
            for p in passages
            if POSTVENTION & set(p.entry.approaches) and is_in_place(p.entry, understanding)
        ]
        return sorted(mourning, key=lambda p: Approach.AFTER_CLIENT_SUICIDE not in p.entry.approaches)
    held = themes_shown(understanding)
    fitting = [
        p
        for p in passages
        if _is_offerable(p.entry)
        and is_in_place(p.entry, understanding)
        and not _leads_back(p.entry, understanding)
    ]
    called = _called(understanding)
    serving = [p for p in fitting if not set(held).isdisjoint(p.entry.themes)]
    helping = [p for p in fitting if p not in serving and p.entry.id in called]
    at_work = _has_organisational_cause(understanding)

    def order(passage: Passage) -> tuple[float, bool, bool]:
        """The surest fit first; of equal ones what serves the strongest theme, and what leaders do last where the cause is not theirs."""
        away = held[0] not in passage.entry.themes
        return -passage.fit, away, passage.entry.audience == "leader" and not at_work

    return [*sorted(serving, key=order), *_called_first(helping, understanding)]


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
    shown = [(f.kind, f.subject) for f in understanding.screening.findings if f.currency in SHOWS]
    current = [(f.kind, f.subject) for f in understanding.screening.current]
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


def _called(understanding: Understanding) -> tuple[str, ...]:
    """The entries that current findings call for."""
    return called_for((f.kind, f.subject) for f in understanding.screening.current)
