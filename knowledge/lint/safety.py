"""What must never reach whom: contraindications, and sources that can be followed."""

import re
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, error
from knowledge.vocabulary import Approach, EntryType, FindingKind, Theme

NOT_IN_GRIEF = frozenset(
    {Approach.MOVEMENT, Approach.NUTRITION, Approach.MINDFULNESS, Approach.VICARIOUS_RESILIENCE}
)
"""Exercise, diet, presence and gratitude are no answer to a death."""
MUST_SUPPRESS = (FindingKind.CLIENT_DEATH, Theme.GRIEF_LOSS)
EMPTY = re.compile(r"^\s*(?:|n/?a|none|unknown|tbd|todo|\?+|x+|-+)\s*$", re.IGNORECASE)


def lint_contraindications(entry: Entry) -> Iterator[LintFault]:
    """A practice that would sting after a loss says so."""
    offered = sorted(NOT_IN_GRIEF & set(entry.approaches))
    if entry.type is not EntryType.PRACTICE or not offered:
        return
    missing = [kind.value for kind in MUST_SUPPRESS if kind not in entry.suppress_when]
    if missing:
        message = f"a practice with {', '.join(offered)} must also list {', '.join(missing)}"
        yield error(entry, Check.CONTRAINDICATION, "suppress_when", message)


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
