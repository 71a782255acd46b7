"""The writer's own agenda, and the supervisor's copy, as pages.

Names of files are the writer's own; they stand on the own copy alone.
"""

import textwrap
from collections.abc import Iterator, Sequence

from assistant.documents.agenda_cards import card_blocks
from assistant.documents.page import Block, Bullets, Heading, Line, Page, Paragraph, Table, ours
from assistant.supervision.agenda import Agenda, AgendaItem, CarriedOver, Pattern, SharedCopy, SharedItem
from assistant.supervision.words import CANNOT_WAIT

OWN_TITLE = "For supervision: my own copy"
SHARED_TITLE = "For supervision"
PRIORITIES = {"urgent": "First", "main": "Main", "if_time": "If there is time"}
MASKED = "Names were masked twice; a mask can miss something."
NUMBERS = "[CLIENT-1] in two reflections is the same person only where both come from the journal."
OWN_HEADER = ("Min", "Item", "Question", "Where it comes from")
OWN_WIDTHS = (6, 24, 45, 25)
SHARED_HEADER = ("Min", "Item", "Question", "Notes")
STATUS = "Done / pending / not sure"
LONGEST_QUOTE = 90
MOST_PATTERNS = 5


def agenda_page(agenda: Agenda) -> Page:
    """The writer's own copy: what was withheld first, then the lines with what they rest on."""
    blocks: list[Block] = [
        Heading(ours(OWN_TITLE), 1),
        *card_blocks(agenda),
        _clock(agenda.minutes, _spent(agenda.items)),
        *_ask(agenda.ask),
    ]
    if agenda.items:
        blocks.append(Table("Lines of the agenda", OWN_HEADER, OWN_WIDTHS, tuple(_own_rows(agenda))))
    else:
        blocks.append(Paragraph((ours("No line: nothing here can stand on an agenda."),)))
    blocks += _not_placed(agenda.not_placed)
    blocks += _patterns(agenda.patterns[:MOST_PATTERNS])
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


def _clock(minutes: int, spent: int) -> Paragraph:
    free = f", {minutes - spent} kept free for arriving and for what is agreed" if minutes > spent else ""
    return Paragraph((ours(f"{minutes} minutes: {spent} for the lines below{free}."),))


def _ask(ask: str | None) -> Iterator[Block]:
    if ask:
        title = "What I want from this session"
        yield Paragraph((ours(title), Line(ask)), strong=True, short=(ours(f"{title}:"), Line(ask)))


def _own_rows(agenda: Agenda) -> Iterator[tuple[tuple[Line, ...], ...]]:
    """A row a line; what several lines would say word for word is said by the first of them."""
    told = False
    for number, item in enumerate(agenda.items, 1):
        why = item.why.removesuffix(CANNOT_WAIT).rstrip() if told else item.why
        told = told or item.why.endswith(CANNOT_WAIT)
        status = (ours(f"{item.status_question} {STATUS}"),) if item.status_question else ()
        head = ours(f"{PRIORITIES[item.priority]}, {item.function.value}")
        yield (
            (ours(str(item.minutes)),),
            (Line(item.title, before=f"{number}. "), head),
            (Line(item.question), *status),
            (Line(why), *_quoted(agenda, item)),
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


def _patterns(patterns: Sequence[Pattern]) -> Iterator[Block]:
    """What shows in several reflections, in one line."""
    if patterns:
        told = "; ".join(
            f"{p.theme.value.replace('_', ' ').capitalize()} ({', '.join(p.files)}{', not of late' if p.eased else ''})"
            for p in patterns
        )
        yield Paragraph((ours(f"Shows more than once: {told}."),))


def _not_placed(items: Sequence[AgendaItem]) -> Iterator[Block]:
    if items:
        yield Heading(ours("Also cannot wait, and found no minutes"), 2)
        yield Bullets(tuple(Line(f"{i.title}: {i.question}") for i in items))


def _carried(lines: Sequence[CarriedOver]) -> Iterator[Block]:
    if lines:
        yield Heading(ours("From last time"), 2)
        yield Bullets(tuple(map(_carried_line, lines)), loose=True)


def _carried_line(line: CarriedOver) -> Line:
    when = f" ({line.agreed_on.isoformat()})" if line.agreed_on else ""
    return Line(line.text, before="Done: " if line.done else "Open: ", after=when)


def _spent(items: Sequence[AgendaItem | SharedItem]) -> int:
    return sum(item.minutes for item in items)
