"""One fixed sentence that meets what the writer carries. Nothing is generated: it is fixed content, not yet reviewed by a clinician."""

from collections.abc import Iterator

from assistant.model.debrief import Statement
from assistant.model.screening import REQUESTS
from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.anchors import is_of_writer, themes_shown
from assistant.writers.turn import Turn
from assistant.writers.wording import tells_of_strength
from knowledge.template import load_acknowledgements
from knowledge.vocabulary import Facet, FindingKind, Route, Subject, Theme

MAY_BE_MET = frozenset({Route.PROCEED})
"""On the others a card comes first, and kind words beneath it may make light of what it says."""
MAY_BE_OWN = frozenset({FindingKind.VIOLENCE_TOWARD_CLINICIAN, FindingKind.SUPERVISOR_CONCERN})
"""Of the writer's own findings those that are done to them; beside what the writer does, kind words may sound like leave."""
FELT = frozenset({Facet.OWN_FEELING, Facet.BODY})
STRONG = 1.5
"""Intensity, from 0 to 3, from which a feeling is met although no theme is shown."""


def acknowledge(understanding: Understanding, release: str) -> Statement | None:
    """A sentence for the strongest theme that the writer's own words show, else for a strong feeling of theirs; else nothing.

    Args:
        understanding: the reflection, screened and read.
        release: with the text, what fixes which of the fitting sentences is said.

    """
    if understanding.screening.route not in MAY_BE_MET or _is_writers_doing(understanding):
        return None
    shown = next(_shown(understanding), None)
    if shown is None:
        return None
    theme, words = shown
    turn = Turn(understanding.text + release)
    said = min(load_acknowledgements()[theme], key=lambda a: turn.order(a.id))
    return Statement(text=said.text, evidence=(words,))


def _shown(understanding: Understanding) -> Iterator[tuple[Theme | None, Span]]:
    """What may be met, and the writer's sentence that shows it most plainly: good news for growth alone, nothing that is asked of the tool."""
    asked = [f.span for f in understanding.screening.current if f.kind in REQUESTS]
    own = [
        s
        for s in understanding.sentences
        if is_of_writer(understanding.screening.parse, s) and not any(s.span.overlaps(a) for a in asked)
    ]
    good = {s.span for s in own if tells_of_strength(s.span.of(understanding.text))}
    evidence = {t.theme: t.evidence for t in understanding.themes}
    for theme in themes_shown(understanding):
        showing = {s.span for s in own if theme in s.themes and (s.span in good) is (theme is Theme.GROWTH)}
        yield from ((theme, span) for span in evidence[theme] if span in showing)
    felt = [s for s in own if s.facet in FELT and s.intensity >= STRONG and s.span not in good]
    if felt:
        yield None, max(felt, key=lambda s: s.intensity).span


def _is_writers_doing(understanding: Understanding) -> bool:
    return any(
        f.subject is Subject.SELF and f.kind not in MAY_BE_OWN for f in understanding.screening.current
    )
