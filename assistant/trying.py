"""What the library would offer for an invented reflection, with the reasons: for those who curate."""

from typing import NamedTuple

from assistant.model.screening import WITHHOLDING
from assistant.model.text import Reflection
from assistant.model.understanding import Passage
from assistant.pipeline import screened_of, understood
from assistant.stages.retrieve import query_of, retrieve, suppressed_by
from assistant.wiring import Ports
from knowledge.entry import Entry

TOP = 10


class LeftOut(NamedTuple):
    """An entry that would have been found, and what in the text forbids it."""

    entry: Entry
    because: tuple[str, ...]


class Trial(NamedTuple):
    """What was found, what was left out, and from which release."""

    release: str
    withheld: bool
    """A fixed card comes first, so nothing is looked for."""
    probability: float = 0.0
    """How sure retrieval is that the library has an answer."""
    hits: tuple[Passage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def tried(text: str, *, ports: Ports) -> Trial:
    """Retrieve for a text as a debrief would, and again without the suppress rules.

    Raises:
        ReflectionError: the text cannot be taken as it is.

    """
    screened = screened_of(Reflection(text=text), ports=ports)
    release = ports.library.release
    if screened.screening.route in WITHHOLDING:
        return Trial(release, withheld=True)
    understanding = understood(screened, ports=ports)
    query, suppress = query_of(understanding, screened.reading), suppressed_by(understanding)
    weights, today = ports.calibration.fusion, ports.clock.today()
    found = retrieve(
        query,
        library=ports.library,
        weights=weights,
        today=today,
        suppress=suppress,
        locale=ports.locale,
        top=TOP,
    )
    every = retrieve(query, library=ports.library, weights=weights, today=today, top=TOP)
    left_out = tuple(
        LeftOut(p.entry, forbidden)
        for p in every.passages
        if (forbidden := tuple(s.value for s in p.entry.suppress_when if s.value in suppress))
    )
    return Trial(release, withheld=False, probability=found.best, hits=found.passages, left_out=left_out)
