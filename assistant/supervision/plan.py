"""One agenda over several reflections: what cannot wait, the ask, what recurs, and a balanced rest."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from assistant.supervision.agenda import (
    Agenda,
    AgendaFile,
    CarriedOver,
    Line,
    Notice,
    Prepared,
    WithheldFile,
)
from assistant.supervision.ask import ask_line, ask_of
from assistant.supervision.balance import balance_lines
from assistant.supervision.lens import lens_lines
from assistant.supervision.patterns import pattern_lines, patterns_in
from assistant.supervision.timing import room_for, timed
from assistant.supervision.urgent import concern_lines, concerns_supervisor, urgent_lines
from knowledge.question import Question
from knowledge.template import PatternQuestion
from knowledge.vocabulary import Function, Lens

MOST_PATTERN_LINES = MOST_LENS_LINES = 2


def plan_agenda(
    prepared: Sequence[Prepared],
    *,
    withheld: Sequence[WithheldFile] = (),
    minutes: int,
    bank: Sequence[Question],
    pattern_questions: Sequence[PatternQuestion],
    ask: str | None = None,
    carried_over: Sequence[CarriedOver] = (),
    today: date | None = None,
    lens: Lens | None = None,
    level: int | None = None,
) -> Agenda:
    """The agenda; every line rests on text of the files named, and no two lines ask the same question.

    Args:
        prepared: reflections that passed every stage, oldest first.
        withheld: reflections on crisis, clarify or decline: they are named and give nothing else.
        minutes: how long the session is.
        bank: the supervision questions.
        pattern_questions: questions about what recurs.
        ask: what the writer says they want; found in the reflections where it is not said.
        carried_over: what an earlier agenda left.
        today: when the agenda was made.
        lens: where the writer would like to look; up to two lines look there.
        level: where the writer stands; questions are for this developmental level or for any.

    """
    used: set[str] = set()
    bank = [q for q in bank if q.fits(level)]
    wanted = ask_of(prepared, ask)
    patterns = patterns_in(prepared)
    urgent = list(urgent_lines(prepared, bank, used))
    room = room_for(minutes, len(urgent))
    chosen = [*urgent, *concern_lines(prepared, bank, used), *ask_line(wanted, bank, used)]
    about_patterns = max(0, min(MOST_PATTERN_LINES, (room - len(chosen) + 1) // 2))
    chosen += islice(pattern_lines(patterns, prepared, pattern_questions, used), about_patterns)
    about_lens = max(0, min(MOST_LENS_LINES, room - len(chosen)))
    chosen += islice(lens_lines(prepared, bank, lens, used), about_lens)
    chosen += islice(balance_lines(prepared, chosen, used), max(0, room - len(chosen)))
    placed = chosen[:room]
    return Agenda(
        minutes=minutes,
        ask=wanted.text if wanted else None,
        files=tuple(AgendaFile(file=p.file, text=p.text) for p in prepared),
        items=timed(_with_priorities(placed), minutes),
        patterns=patterns,
        carried_over=tuple(carried_over),
        withheld=tuple(withheld),
        release=next((p.release for p in prepared), None),
        notices=tuple(Notice(file=p.file, cards=p.cards) for p in prepared if p.cards),
        sharing="off" if concerns_supervisor(prepared) else "choose",
        not_placed=tuple(line.item for line in urgent[room:]),
        made_on=today,
    )


def _with_priorities(lines: Sequence[Line]) -> list[Line]:
    """The first line of each function that nothing before it serves is a main one; the order stays by priority."""
    served: set[Function] = set()
    ranked: list[Line] = []
    for line in lines:
        item = line.item
        if item.priority == "if_time" and item.function not in served:
            item = item.model_copy(update={"priority": "main"})
        served.add(item.function)
        ranked.append(Line(item, line.weight))
    order = ("urgent", "main", "if_time")
    return sorted(ranked, key=lambda line: order.index(line.item.priority))
