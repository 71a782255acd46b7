"""What stands first: one line for each current finding that cannot wait, with its status."""

from collections.abc import Iterator, Sequence

from assistant.model.screening import Finding, route_of
from assistant.stages.screen.cards import card_of
from assistant.supervision.agenda import AgendaItem, Line, Prepared, Priority
from assistant.supervision.asking import first_fitting
from assistant.supervision.words import CANNOT_WAIT, PLAIN_TITLES, phrase_at, reason, titled
from knowledge.question import Question
from knowledge.vocabulary import Currency, FindingKind, Function, Route

URGENT_WEIGHT, CONCERN_WEIGHT = 3, 3
FUNCTION_ORDER = (Function.NORMATIVE, Function.RESTORATIVE, Function.FORMATIVE)


def urgent_lines(prepared: Sequence[Prepared], bank: Sequence[Question], used: set[str]) -> Iterator[Line]:
    """One line a current urgent finding, file by file."""
    for one in prepared:
        for findings in _groups(one):
            if route_of(findings, reflects=True) is Route.URGENT:
                yield Line(_item(one, findings, bank, used, "urgent"), URGENT_WEIGHT)


def concern_lines(prepared: Sequence[Prepared], bank: Sequence[Question], used: set[str]) -> Iterator[Line]:
    """What concerns supervision itself, then deaths: after what is urgent, before everything else."""
    for kind in (FindingKind.SUPERVISOR_CONCERN, FindingKind.CLIENT_DEATH):
        for one in prepared:
            for findings in _groups(one):
                if findings[0].kind is kind:
                    yield Line(_item(one, findings, bank, used, "main"), CONCERN_WEIGHT)


def concerns_supervisor(prepared: Sequence[Prepared]) -> bool:
    """Whether any reflection names the supervisor as the source, now or in what is unresolved."""
    return any(
        f.kind is FindingKind.SUPERVISOR_CONCERN and f.currency is Currency.CURRENT
        for one in prepared
        for f in one.understanding.screening.findings
    )


def _groups(one: Prepared) -> list[list[Finding]]:
    """Current findings by kind and subject: one matter is one line however often it is noticed."""
    groups: dict[tuple[object, object], list[Finding]] = {}
    for finding in one.understanding.screening.findings:
        if finding.currency is Currency.CURRENT:
            groups.setdefault((finding.kind, finding.subject), []).append(finding)
    return [sorted(g, key=lambda f: f.start) for g in groups.values()]


def _item(
    one: Prepared, findings: Sequence[Finding], bank: Sequence[Question], used: set[str], priority: Priority
) -> AgendaItem:
    kind = findings[0].kind
    spans = [f.span for f in findings]
    phrase = phrase_at(one, spans)
    if kind is FindingKind.CLIENT_DEATH:
        fitting = [q for q in bank if q.id.startswith("postvention")]
    else:
        fitting = [q for q in bank if q.finding is kind]
    ranked = sorted(fitting, key=lambda q: (q.level != "any", FUNCTION_ORDER.index(q.function)))
    found = first_fitting(ranked, one.text, phrase, spans, used)
    function = found[0].function if found else Function.NORMATIVE
    asked = found[1] if found else f"What is still open around {PLAIN_TITLES[kind].lower()} in “{one.file}”?"
    used.add(asked)
    places = dict.fromkeys(one.place(s) for s in spans)
    card = card_of(findings[0], "work")
    return AgendaItem(
        title=titled(phrase.of(one.text)) if phrase else PLAIN_TITLES[kind],
        minutes=0,
        priority=priority,
        function=function,
        question=asked,
        why=CANNOT_WAIT if priority == "urgent" else reason(function, one, spans),
        evidence=tuple(places),
        status_question=next((c.handled_line for c in one.cards if c.id == card), None),
    )
