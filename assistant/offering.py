"""What the library offers one understood reflection: the one way in which debriefs, agendas and the gate of a release come to strategies."""

from collections.abc import Collection

from assistant.model.debrief import Strategy
from assistant.model.understanding import Retrieval, Understanding
from assistant.ports import Library
from assistant.stages.choose import choose
from assistant.stages.fit import FitWeights, with_fit
from assistant.stages.retrieve import Query, retrieve, suppressed_by
from assistant.wiring import Ports
from knowledge.circumstance import called_for
from knowledge.vocabulary import Locale

SEEN = 40
"""Passages that are looked at, besides those that a finding calls for."""


def offered(
    understanding: Understanding,
    query: Query,
    *,
    ports: Ports,
    library: Library | None = None,
    locale: Locale | None = None,
) -> tuple[Strategy, ...]:
    """At most three strategies of this library, or of the one that serves; with no locale, of any place."""
    found = looked_for(understanding, query, ports=ports, library=library, locale=locale)
    return chosen(understanding, query, found, weights=ports.calibration.fit)


def looked_for(
    understanding: Understanding,
    query: Query,
    *,
    ports: Ports,
    library: Library | None = None,
    locale: Locale | None = None,
    also: Collection[str] = (),
) -> Retrieval:
    """What retrieval finds, then the entries that a finding calls for, and these as well."""
    called = called_for((f.kind, f.subject) for f in understanding.screening.current)
    return retrieve(
        query,
        library=library or ports.library,
        weights=ports.calibration.fusion,
        today=ports.clock.today(),
        suppress=suppressed_by(understanding),
        locale=locale,
        top=SEEN,
        wanted=(*called, *also),
    )


def chosen(
    understanding: Understanding, query: Query, found: Retrieval, *, weights: FitWeights
) -> tuple[Strategy, ...]:
    """The best of what was found, by how it would fit."""
    fitted = with_fit(found, themes=query.themes, approaches=query.approaches, weights=weights)
    return choose(understanding, fitted)
