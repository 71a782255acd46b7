"""What a release would offer beside a death, a wish to die or a wrong that others cause: nothing that stings, and help.

A fast subset of screening-dev is read once; only the library differs. Its texts stay here: a finding names a case
by its id.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from assistant.model.debrief import Strategy
from assistant.model.text import Reflection
from assistant.model.understanding import Understanding
from assistant.offering import offered
from assistant.pipeline import screened_of, understood
from assistant.ports import Library
from assistant.stages.retrieve import Query, query_of, suppressed_by
from evals import engine
from evals.case import ScreeningCase, load_cases
from knowledge.entry import Entry
from knowledge.lint import errors_in, lint_library
from knowledge.lint.safety import stings_beside
from knowledge.vocabulary import Route

Progress = Callable[[int, int, str], None]
SAFETY = "gate: safety"
SUBSET: Mapping[Route, int] = {Route.POSTVENTION: 12, Route.URGENT: 18, Route.PROCEED: 10}
"""How many cases of a route are read: enough to notice, few enough to wait for."""


class Read(NamedTuple):
    """One case as the product reads it, whatever the library."""

    id: str
    understanding: Understanding
    query: Query


def unsafe(candidate: Library, current: Library | None, progress: Progress) -> Iterator[str]:
    """A sentence for each way in which the candidate is not safe to publish."""
    yield from _faulty(candidate.entries.values())
    cases = _subset()
    for at, case in enumerate(cases, start=1):
        read = read_case(case.id, case.text)
        offered = offers(read, candidate) if read else ()
        if read:
            yield from _stinging(read, offered, candidate.entries)
            if current is not None and not offered and _is_owed(read) and offers(read, current):
                yield f"a reflection that was offered help is offered none: screening-dev {read.id}"
        progress(at, len(cases), SAFETY)


def offers(read: Read, library: Library) -> Sequence[Strategy]:
    """What a debrief of this case would offer from a library."""
    return offered(read.understanding, read.query, ports=engine.ports(), library=library)


@cache
def read_case(id_: str, text: str) -> Read | None:
    """The case, understood; nothing where a card comes first and no library is asked."""
    ports = engine.ports()
    screened = screened_of(Reflection(text=text, id=id_), ports=ports)
    if screened.screening.route not in SUBSET:
        return None
    understanding = understood(screened, ports=ports)
    return Read(id_, understanding, query_of(understanding, screened.reading))


@cache
def _subset() -> tuple[ScreeningCase, ...]:
    cases = load_cases(ScreeningCase, "screening", "dev")
    return tuple(c for route, most in SUBSET.items() for c in [x for x in cases if x.route is route][:most])


def _is_owed(read: Read) -> bool:
    """Whether silence would leave somebody alone with a loss or a danger; elsewhere it may be the right answer."""
    return read.understanding.screening.route in {Route.POSTVENTION, Route.URGENT}


def _faulty(entries: Iterable[Entry]) -> Iterator[str]:
    return (f"lint: {fault}" for fault in errors_in(lint_library(tuple(entries))))


def _stinging(read: Read, offered: Sequence[Strategy], entries: Mapping[str, Entry]) -> Iterator[str]:
    holds = suppressed_by(read.understanding)
    for strategy in offered:
        if wrong := stings_beside(entries[strategy.entry_id], holds):
            yield f"{strategy.entry_id} would be offered beside {', '.join(wrong)}: screening-dev {read.id}"
