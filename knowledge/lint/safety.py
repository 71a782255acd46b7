"""What must never reach whom: contraindications, and sources that can be followed."""

import re
from collections.abc import Container, Iterator, Mapping

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, error, warning
from knowledge.vocabulary import Approach, FindingKind, Level, Theme

LOSS = (FindingKind.CLIENT_DEATH, Theme.GRIEF_LOSS)
LOSS_AND_RISK = (*LOSS, FindingKind.SUICIDALITY)
STINGS: Mapping[Approach, tuple[FindingKind | Theme, ...]] = {
    Approach.MINDFULNESS: LOSS,
    Approach.MOVEMENT: LOSS_AND_RISK,
    Approach.NUTRITION: LOSS_AND_RISK,
    Approach.VICARIOUS_RESILIENCE: LOSS_AND_RISK,
}
"""Presence is no answer to a death; exercise, food and gratitude are none to a death or to suicidality either."""
MOURNS = frozenset({Approach.MOURNING_RITUAL, Approach.AFTER_CLIENT_SUICIDE})
EMPTY = re.compile(r"^\s*(?:|n/?a|none|unknown|tbd|todo|\?+|x+|-+)\s*$", re.IGNORECASE)


def lint_contraindications(entry: Entry) -> Iterator[LintFault]:
    """What would sting after a loss, or beside somebody's wish to die, says so; policies are read in calm."""
    if entry.level is Level.ORGANISATION:
        return
    owed = contraindicated(entry)
    missing = {kind: name for kind, name in owed.items() if kind not in entry.suppress_when}
    if missing:
        names, kinds = sorted(set(missing.values())), ", ".join(kind.value for kind in missing)
        message = f"what offers {', '.join(names)} must also list {kinds}"
        yield error(entry, Check.CONTRAINDICATION, "suppress_when", message)


def contraindicated(entry: Entry) -> Mapping[FindingKind | Theme, str]:
    """What an entry must not be offered beside, and for which of its offers."""
    owed = {kind: a.value for a, kinds in STINGS.items() if a in entry.approaches for kind in kinds}
    if Theme.GROWTH in entry.themes and not MOURNS & set(entry.approaches):
        owed |= dict.fromkeys(LOSS_AND_RISK, "growth")
    return owed


def stings_beside(entry: Entry, holds: Container[str]) -> tuple[str, ...]:
    """What a reflection holds beside which this entry must not stand, whatever the entry itself says."""
    if entry.level is Level.ORGANISATION:
        return ()
    return tuple(kind.value for kind in contraindicated(entry) if kind.value in holds)


def lint_addressee(entry: Entry) -> Iterator[LintFault]:
    """What somebody else would do says how a clinician may ask for it, and nothing else does."""
    if (entry.audience == "clinician") == bool(entry.ask):
        message = (
            "say how a clinician may ask for it"
            if not entry.ask
            else "leave it out: the steps are the clinician's"
        )
        yield warning(entry, Check.ADDRESSEE, "ask", message)


def lint_sources(entry: Entry) -> Iterator[LintFault]:
    """Every source says who, what and where."""
    for at, source in enumerate(entry.sources):
        for name in ("author", "title", "where"):
            if EMPTY.match(getattr(source, name)):
                yield error(
                    entry,
                    Check.SOURCES,
                    f"sources.{at}.{name}",
                    "is empty; a source must be one that can be found",
                )
    if EMPTY.match(entry.evidence_note):
        yield error(entry, Check.SOURCES, "evidence_note", "is empty; say what the grade rests on")
