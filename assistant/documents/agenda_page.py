"""The writer's own agenda, and the supervisor's copy, as pages.

Names of files are the writer's own; they stand on the own copy alone.
"""

import textwrap
from collections.abc import Iterator, Sequence

from assistant.documents.page import Block, Bullets, Heading, Line, Page, Paragraph, Table, ours
from assistant.stages.screen.cards import ORDER
from assistant.supervision.agenda import Agenda, AgendaItem, CarriedOver, SharedCopy, SharedItem
from assistant.supervision.sharing import OTHER_ROUTES

OWN_TITLE = "For supervision: my own copy"
SHARED_TITLE = "For supervision"
PRIORITIES = {"urgent": "First", "main": "Main", "if_time": "If there is time"}
MASKED = "Names were masked before this page was made, and once more when it was written. A mask can miss something."
NUMBERS = (
    "A placeholder such as [CLIENT-1] is one person within a reflection; in another reflection it is the same person only "
    "where both come from the journal."
)
OWN_HEADER = ("Min", "Item", "Question", "Where it comes from")
SHARED_HEADER = ("Min", "Item", "Question", "Notes")
LONGEST_QUOTE = 90


def agenda_page(agenda: Agenda) -> Page:
    """The writer's own copy: what was withheld first, then the lines with what they rest on."""
    blocks: list[Block] = [
        Heading(ours(OWN_TITLE), 1),
        *_withheld(agenda),
        *_notices(agenda),
        *_lines_to_call(agenda),
    ]
    blocks += [_clock(agenda.minutes, _spent(agenda.items)), *_ask(agenda.ask)]
    if agenda.items:
        rows = tuple(_own_row(agenda, n, item) for n, item in enumerate(agenda.items, 1))
        blocks.append(Table("Lines of the agenda", OWN_HEADER, (7, 25, 36, 32), rows))
    else:
        blocks.append(Paragraph((ours("No line: nothing here can stand on an agenda."),)))
    blocks += _not_placed(agenda.not_placed)
    if agenda.patterns:
        lines = tuple(
            ours(
                f"{p.theme.value.replace('_', ' ').capitalize()}: {', '.join(p.files)}"
                + (" (earlier, not of late)" if p.eased else "")
            )
            for p in agenda.patterns[:5]
        )
        blocks += [Heading(ours("Shows more than once"), 2), Bullets(lines)]
    blocks += _carried(agenda.carried_over)
    blocks.append(Paragraph((ours(f"Private until you share it line by line. {MASKED} {NUMBERS}"),)))
    return Page(OWN_TITLE, tuple(blocks))


def shared_page(copy: SharedCopy) -> Page:
    """The supervisor's copy: ticked lines and nothing else."""
    blocks: list[Block] = [Heading(ours(SHARED_TITLE), 1)]
    blocks.append(
        Paragraph((ours(f"{_spent(copy.items)} of {copy.minutes} minutes are for the lines below."),))
    )
    blocks += _ask(copy.ask)
    if copy.items:
        rows = tuple(_shared_row(item) for item in copy.items)
        blocks.append(Table("Lines of the agenda", SHARED_HEADER, (7, 28, 45, 20), rows))
    else:
        blocks.append(Paragraph((ours("No line was ticked, so nothing is shared."),)))
    blocks += _carried(copy.carried_over)
    blocks.append(Paragraph((ours(MASKED),)))
    return Page(SHARED_TITLE, tuple(blocks))


def _withheld(agenda: Agenda) -> Iterator[Block]:
    """Each card once, whole, and before anything else."""
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
    """Each fixed card once, with the reflections that it is about."""
    cards = {card.id: card for notice in agenda.notices for card in notice.cards}
    for card in cards.values():
        files = [n.file for n in agenda.notices if any(c.id == card.id for c in n.cards)]
        yield Paragraph((ours(f"{card.title} ({', '.join(files)})"), ours(card.body)), strong=True)
    if agenda.sharing == "off":
        yield Paragraph((ours(f"Sharing with this supervisor is off. Other routes: {OTHER_ROUTES}."),))


def _lines_to_call(agenda: Agenda) -> Iterator[Block]:
    """Everybody whom the cards name, once."""
    cards = [card for one in agenda.withheld for card in one.cards]
    cards += [card for one in agenda.notices for card in one.cards]
    named = dict.fromkeys(
        f"{r.name}: {r.contact}"
        + ("" if r.certainty == "high" else " (check before you rely on it)")
        + (f" ({r.note.rstrip('.')})" if r.note else "")
        for card in cards
        for r in card.resources
    )
    if named:
        yield Paragraph((ours("Who can be reached now"), ours("; ".join(named) + ".")), strong=True)


def _clock(minutes: int, spent: int) -> Paragraph:
    free = f", {minutes - spent} kept free for arriving and for what is agreed" if minutes > spent else ""
    return Paragraph((ours(f"{minutes} minutes: {spent} for the lines below{free}."),))


def _ask(ask: str | None) -> Iterator[Block]:
    if ask:
        yield Paragraph((ours("What I want from this session"), Line(ask)), strong=True)


def _own_row(agenda: Agenda, number: int, item: AgendaItem) -> tuple[tuple[Line, ...], ...]:
    status = (ours(item.status_question), ours("done / pending / not sure")) if item.status_question else ()
    head = ours(f"{PRIORITIES[item.priority]}, {item.function.value}")
    return (
        (ours(str(item.minutes)),),
        (Line(item.title, before=f"{number}. "), head),
        (Line(item.question), *status),
        (Line(item.why), *_quoted(agenda, item)),
    )


def _quoted(agenda: Agenda, item: AgendaItem) -> Iterator[Line]:
    """The words that a line rests on and does not quote itself, with the reflection in which they stand."""
    told = f"{item.title} {item.question} {item.why}"
    for file in agenda.files:
        words = [file.text[p.start : p.end] for p in item.evidence if p.file == file.file]
        words = [w for w in words if w.rstrip(" .!?") not in told]
        if words:
            shown = textwrap.shorten(" … ".join(words), LONGEST_QUOTE, placeholder=" …")
            yield Line(shown, before=f"{file.file}: “", after="”")


def _shared_row(item: SharedItem) -> tuple[tuple[Line, ...], ...]:
    head = ours(f"{PRIORITIES[item.priority]}, {item.function.value}")
    return ((ours(str(item.minutes)),), (Line(item.title), head), (Line(item.question),), (ours(""),))


def _not_placed(items: Sequence[AgendaItem]) -> Iterator[Block]:
    if items:
        yield Heading(ours("Also cannot wait, and found no minutes"), 2)
        yield Bullets(tuple(Line(f"{i.title}: {i.question}") for i in items))


def _carried(lines: Sequence[CarriedOver]) -> Iterator[Block]:
    if lines:
        yield Heading(ours("From last time"), 2)
        yield Bullets(tuple(map(_carried_line, lines)))


def _carried_line(line: CarriedOver) -> Line:
    when = f" ({line.agreed_on.isoformat()})" if line.agreed_on else ""
    return Line(line.text, before="Done: " if line.done else "Open: ", after=when)


def _spent(items: Sequence[AgendaItem | SharedItem]) -> int:
    return sum(item.minutes for item in items)
