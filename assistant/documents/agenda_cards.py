"""The fixed cards of an agenda on its page: withheld ones whole, notices whole or cut, and whom the cards name.

Nothing here rewords a card. Where the whole page would not fit, a notice keeps its decisive sentences; its whole text
stands in the browser and in the Markdown copy.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from assistant.documents.page import Block, Heading, Line, Paragraph, ours
from assistant.model.debrief import Card, Resource
from assistant.stages.screen.cards import ORDER
from assistant.supervision.agenda import Agenda
from assistant.supervision.sharing import OTHER_ROUTES

DECISIVE = 3
"""How many sentences of a notice stay where it is cut: as many as it takes to say what to do first."""
DECISIVE_OF: Mapping[str, int] = {"E4": 4}
"""The same for a card that says it later."""
ALWAYS_SAID = "emergency number"
"""A sentence with these words is never cut."""
SAYS_OTHER_ROUTES = "E10"
NUMBER = re.compile(r"\d{3}")
GAP = "…"
CUT = f"({GAP} marks what is left out; each card is whole on the Supervision and Reflect pages and in the Markdown copy.)"


def card_blocks(agenda: Agenda) -> Iterator[Block]:
    """Every card once, what was withheld before anything else, then everybody whom the cards name."""
    yield from _withheld(agenda)
    yield from _notices(agenda)
    yield from _lines_to_call(agenda)


def _withheld(agenda: Agenda) -> Iterator[Block]:
    """Each card whole in every copy: the writer may be in danger."""
    if not agenda.withheld:
        return
    yield Heading(ours("Before anything else"), 2)
    names = ", ".join(one.file for one in agenda.withheld)
    yield Paragraph(
        (ours(f"Not part of this agenda: {names}. Nothing of it is on this page or in any copy."),)
    )
    cards = {card.id: card for one in agenda.withheld for card in one.cards}
    for card in sorted(cards.values(), key=lambda c: ORDER.index(c.id)):
        yield Paragraph((ours(card.title), ours(card.body)), strong=True)


def _notices(agenda: Agenda) -> Iterator[Block]:
    """Each fixed card once, with the reflections that it is about; below them, where they are whole."""
    cards = {card.id: card for notice in agenda.notices for card in notice.cards}
    last_cut = next((i for i, card in reversed(cards.items()) if GAP in decisive(card)), None)
    for card in cards.values():
        files = [n.file for n in agenda.notices if any(c.id == card.id for c in n.cards)]
        title = f"{card.title} ({', '.join(files)})"
        short = (ours(f"{title}:"), ours(decisive(card)), *((ours(CUT),) if card.id == last_cut else ()))
        yield Paragraph((ours(title), ours(card.body)), strong=True, short=short)
    if agenda.sharing == "off":
        off = "Sharing with this supervisor is off."
        short = (ours(off),) if SAYS_OTHER_ROUTES in cards else ()
        yield Paragraph((ours(f"{off} Other routes: {OTHER_ROUTES}."),), short=short)


def decisive(card: Card) -> str:
    """The first sentences of a card that say more than its title, and every one about the emergency number."""
    most = DECISIVE_OF.get(card.id, DECISIVE)
    said = [s for s in sentences(card.body) if s.rstrip(".") != card.title]
    kept = [s if n < most or ALWAYS_SAID in s else GAP for n, s in enumerate(said)]
    return " ".join(s for s, _ in groupby(kept))


def sentences(fixed: str) -> list[str]:
    """The sentences of fixed wording, which holds no abbreviation."""
    return re.split(r"(?<=[.!?]) ", fixed)


def _lines_to_call(agenda: Agenda) -> Iterator[Block]:
    """Everybody whom the cards name, once; what needs checking stands together, so that it is said once."""
    cards = [card for one in agenda.withheld for card in one.cards]
    cards += [card for one in agenda.notices for card in one.cards]
    named = [r for card in cards for r in card.resources]
    if named:
        title = "Who can be reached now"
        short = (ours(f"{title}:"), *_listed(named, whole=False))
        yield Paragraph((ours(title), *_listed(named, whole=True)), strong=True, short=short)


def _listed(named: Sequence[Resource], *, whole: bool) -> Iterator[Line]:
    """What is certain, what needs checking, and where there is little room what has no number by its name alone."""
    sure = [r for r in named if r.certainty == "high"]
    unsure = [r for r in named if r not in sure]
    bare = [] if whole else [r for r in unsure if not NUMBER.search(r.contact)]
    told = _joined(_told(r, whole=whole) for r in sure)
    to_check = _joined(_told(r, whole=whole) for r in unsure if r not in bare)
    if told:
        yield ours(f"{told}.")
    if to_check:
        yield ours(f"Check before you rely on it: {to_check}.")
    if bare:
        yield ours(f"Also, with more on the cards: {_joined(r.name for r in bare)}.")


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))


def _told(one: Resource, *, whole: bool) -> str:
    """Name and contact, and whom the line serves; the rest of a note only where there is room."""
    note = (one.note if whole else sentences(one.note)[0]).rstrip(".") if one.note else ""
    return f"{one.name}: {one.contact}" + (f" ({note})" if note else "")
