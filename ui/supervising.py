"""What the Supervision page asks of the assistant; no Streamlit here, so that it can be called from anywhere."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.documents.second_look import LineDetector, masked_line
from assistant.errors import ReflectionError
from assistant.journal.journal import Journal
from assistant.journal.records import Noted
from assistant.model.text import Span
from assistant.supervision.agenda import (
    Agenda,
    AgendaItem,
    CarriedOver,
    Place,
    Prepared,
    SharedCopy,
    WithheldFile,
)
from assistant.supervision.carry import is_carried, marked
from assistant.supervision.editing import added, dropped, moved, reworded
from assistant.supervision.plan import plan_agenda
from assistant.supervision.prepare import prepare
from assistant.supervision.sharing import shared_copy
from assistant.wiring import Ports
from knowledge.template import load_pattern_questions
from knowledge.vocabulary import Lens
from ui import supervision_wording as words
from ui.service import Choices, ports_for

LineKey = tuple[str, str]
"""Title and question: a line in other words is another line, and private again."""


class Text(NamedTuple):
    """One text for an agenda, and what it is called there."""

    name: str
    text: str


class Wish(NamedTuple):
    """What the writer says about the session."""

    minutes: int = 50
    ask: str = ""
    lens: Lens | None = None


class Sheet(NamedTuple):
    """An agenda on the desk, with what is ticked; private until then."""

    agenda: Agenda
    sources: tuple[str, ...] = ()
    """Ids of the records that it was made of."""
    from_journal: bool = False
    """Whether it holds what the journal keeps; it goes when the journal locks."""
    actions: tuple[str, ...] = ()
    """Ids of the notes behind the carried-over lines; none where the agenda was kept earlier."""
    shared: frozenset[LineKey] = frozenset()
    shares_ask: bool = False
    shared_carried: frozenset[str] = frozenset()
    for_someone_else: bool = False
    failed: tuple[str, ...] = ()

    @property
    def may_share(self) -> bool:
        """Whether lines can be ticked: not where the supervisor is the concern, unless it is for somebody else."""
        return self.agenda.sharing == "choose" or self.for_someone_else

    @property
    def may_be_kept(self) -> bool:
        """Whether it is known of which records it is, so that it goes when one of them goes."""
        return bool(self.sources) or not self.from_journal


class Move(NamedTuple):
    """Put a line one place up (-1) or down (1)."""

    number: int
    by: int


class Drop(NamedTuple):
    """Take a line off."""

    number: int


class Reword(NamedTuple):
    """Say a line in other words."""

    number: int
    title: str
    question: str


class Add(NamedTuple):
    """One more line, on the writer's word."""

    title: str
    question: str


Edit = Move | Drop | Reword | Add


class Quoted(NamedTuple):
    """Where a line comes from: a file, its masked text, and the places in it."""

    file: str
    text: str
    spans: tuple[Span, ...]


def texts_from(journal: Journal, ids: Sequence[str]) -> list[Text]:
    """Chosen records, oldest first, each called by its day."""
    chosen = [one for one in reversed(journal.listed()) if one.id in ids]
    days = [one.head.on.isoformat() for one in chosen]
    names = [
        day if days.count(day) == 1 else f"{day} ({days[: n + 1].count(day)})" for n, day in enumerate(days)
    ]
    return [Text(name, journal.show(one.id).text) for name, one in zip(names, chosen, strict=True)]


def carried_notes(journal: Journal) -> tuple[Noted[CarriedOver], ...]:
    """What was agreed and is open, then what was done since the latest agenda that was kept."""
    since = max((on for on, _ in journal.agendas()), default=None)
    carried = (n for n in journal.notes("action", CarriedOver) if is_carried(n.value, since=since))
    return tuple(sorted(carried, key=lambda n: n.value.done))


def pasted(texts: Sequence[str]) -> list[Text]:
    """The fields that hold something."""
    return [Text(words.PASTE.format(n), t) for n, t in enumerate((t for t in texts if t.strip()), 1)]


def made(
    texts: Sequence[Text],
    wish: Wish,
    *,
    ports: Ports,
    choices: Choices,
    today: date,
    sources: Sequence[str] = (),
    actions: Sequence[Noted[CarriedOver]] = (),
) -> Sheet:
    """One agenda over the texts; one that cannot be taken is named, and the others go on.

    Raises:
        AssistantError: a stage failed; it withholds and never passes.

    """
    chosen = ports_for(ports, choices)
    ready: list[Prepared | WithheldFile] = []
    failed: list[str] = []
    for name, text in texts:
        try:
            ready.append(prepare(name, text, ports=chosen))
        except ReflectionError as error:
            failed.append(words.FAILED.format(name, error))
    agenda = plan_agenda(
        [r for r in ready if isinstance(r, Prepared)],
        withheld=[r for r in ready if isinstance(r, WithheldFile)],
        minutes=wish.minutes,
        bank=[q for q in ports.bank.questions if q.level == "any" or choices.level in {None, q.level}],
        pattern_questions=load_pattern_questions(),
        ask=masked_line(wish.ask, chosen.detector) if wish.ask.strip() else None,
        carried_over=[_masked(a.value, chosen.detector) for a in actions],
        today=today,
        lens=wish.lens,
    )
    return Sheet(
        agenda,
        tuple(sources),
        from_journal=bool(sources or actions),
        actions=tuple(a.id for a in actions),
        failed=tuple(failed),
    )


def edited(sheet: Sheet, edit: Edit) -> Sheet:
    """The sheet after one change of the writer's; ticks stay with the words they were set for.

    Raises:
        EditError: the change cannot be made.

    """
    agenda = sheet.agenda
    match edit:
        case Move(number, by):
            agenda = moved(agenda, number, number + by)
        case Drop(number):
            agenda = dropped(agenda, number)
        case Reword(number, title, question):
            agenda = reworded(agenda, number, title, question)
        case Add(title, question):
            agenda = added(agenda, title, question)
    return sheet._replace(agenda=agenda, shared=sheet.shared & {key_of(i) for i in agenda.items})


def key_of(item: AgendaItem) -> LineKey:
    """What a tick holds on to."""
    return item.title, item.question


def ticked(sheet: Sheet, item: AgendaItem, *, shared: bool) -> Sheet:
    """The sheet with one line shared, or private again."""
    key = {key_of(item)}
    return sheet._replace(shared=sheet.shared | key if shared else sheet.shared - key)


def done(sheet: Sheet, number: int, *, is_done: bool, on: date) -> Sheet:
    """The sheet with a carried-over line marked, with the day."""
    lines = tuple(
        marked(line, done=is_done, on=on) if n == number else line
        for n, line in enumerate(sheet.agenda.carried_over, 1)
    )
    return sheet._replace(agenda=sheet.agenda.model_copy(update={"carried_over": lines}))


def copy_of(sheet: Sheet) -> SharedCopy | None:
    """What the supervisor would see; nothing where nothing is ticked or sharing is off."""
    items = [n for n, i in enumerate(sheet.agenda.items, 1) if key_of(i) in sheet.shared]
    carried = [n for n, c in enumerate(sheet.agenda.carried_over, 1) if c.text in sheet.shared_carried]
    if not sheet.may_share or not (items or carried or sheet.shares_ask):
        return None
    return shared_copy(
        sheet.agenda,
        items,
        ask=sheet.shares_ask,
        carried=carried,
        for_someone_else=sheet.for_someone_else,
    )


def evidence_of(agenda: Agenda, item: AgendaItem) -> tuple[Quoted, ...]:
    """Every text that a line rests on, with the places in it."""
    texts = {f.file: f.text for f in agenda.files}
    by_file: dict[str, list[Place]] = {}
    for place in item.evidence:
        by_file.setdefault(place.file, []).append(place)
    return tuple(
        Quoted(file, texts[file], tuple(Span(start=p.start, end=p.end) for p in places))
        for file, places in by_file.items()
        if file in texts
    )


def kept_form(sheet: Sheet) -> str:
    """The agenda as the journal keeps it: with its texts, so that evidence resolves, and what it was made of."""
    return json.dumps({**sheet.agenda.model_dump(mode="json"), "sources": sheet.sources})


def reopened(kept: str) -> Sheet | None:
    """A kept agenda on the desk again, private as on the first day; nothing where it cannot be read."""
    try:
        fields = json.loads(kept)
        sources = tuple(fields.get("sources", ()))
        known = {name: value for name, value in fields.items() if name in Agenda.model_fields}
        agenda = Agenda.model_validate_json(json.dumps(known))
    except ValueError:
        return None
    return Sheet(agenda, sources, from_journal=True)


def _masked(line: CarriedOver, detector: LineDetector) -> CarriedOver:
    return line.model_copy(update={"text": masked_line(line.text, detector)})
