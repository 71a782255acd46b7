"""What stands first: one line for each matter that cannot wait, with its status."""

from collections.abc import Iterator, Sequence

from assistant.model.screening import REQUESTS, Finding, route_of
from assistant.stages.screen.cards import card_of
from assistant.supervision.agenda import AgendaItem, Line, Prepared, Priority
from assistant.supervision.asking import first_fitting
from assistant.supervision.words import CANNOT_WAIT, PLAIN_TITLES, phrase_at, reason, sentences_at, titled
from knowledge.question import Question
from knowledge.vocabulary import Currency, FindingKind, Function, Route

URGENT_WEIGHT, CONCERN_WEIGHT = 3, 3
FUNCTION_ORDER = (Function.NORMATIVE, Function.RESTORATIVE, Function.FORMATIVE)


def urgent_lines(prepared: Sequence[Prepared], bank: Sequence[Question], used: set[str]) -> Iterator[Line]:
    """One line an urgent matter, file by file."""
    for one in prepared:
        for findings in _matters(one):
            if route_of(findings, reflects=True) is Route.URGENT:
                yield Line(_item(one, findings, bank, used, "urgent"), URGENT_WEIGHT)


def concern_lines(prepared: Sequence[Prepared], bank: Sequence[Question], used: set[str]) -> Iterator[Line]:
    """What concerns supervision itself, then deaths: after what is urgent, before everything else."""
    for kind in (FindingKind.SUPERVISOR_CONCERN, FindingKind.CLIENT_DEATH):
        for one in prepared:
            for findings in _matters(one):
                if findings[0].kind is kind:
                    yield Line(_item(one, findings, bank, used, "main"), CONCERN_WEIGHT)


def concerns_supervisor(prepared: Sequence[Prepared]) -> bool:
    """Whether any reflection names the supervisor as the source, now or in what is unresolved."""
    return any(
        f.kind is FindingKind.SUPERVISOR_CONCERN and f.currency is Currency.CURRENT
        for one in prepared
        for f in one.understanding.screening.findings
    )


def _matters(one: Prepared) -> list[list[Finding]]:
    """Current findings by matter: one is one line however often, and as however many kinds, it is noticed.

    The surest finding stands first in its matter: a rule's before the classifier's, what is urgent before a death.
    """
    matters: list[list[Finding]] = []
    for finding in sorted(one.understanding.screening.findings, key=_surest):
        if finding.currency is Currency.CURRENT and finding.kind not in REQUESTS:
            same = next((m for m in matters if _is_one_matter(one, m[0], finding)), None)
            if same is None:
                matters.append([finding])
            else:
                same.append(finding)
    return matters


def _surest(finding: Finding) -> tuple[bool, bool, int]:
    return finding.layer != "rule", finding.kind is FindingKind.CLIENT_DEATH, finding.start


def _is_one_matter(one: Prepared, first: Finding, other: Finding) -> bool:
    """Whether two findings are of one kind and person, or speak of one sentence; supervision stands alone."""
    if (first.kind, first.subject) == (other.kind, other.subject):
        return True
    if FindingKind.SUPERVISOR_CONCERN in {first.kind, other.kind}:
        return False
    said = sentences_at(one.understanding, [first.span])
    return any(s in said for s in sentences_at(one.understanding, [other.span]))


def _item(
    one: Prepared, findings: Sequence[Finding], bank: Sequence[Question], used: set[str], priority: Priority
) -> AgendaItem:
    kind = findings[0].kind
    spans = [f.span for f in sorted(findings, key=lambda f: (f.kind is not kind, f.start))]
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
        why=f"{_named(findings)}. {CANNOT_WAIT if priority == 'urgent' else reason(function, one, spans)}",
        evidence=tuple(places),
        status_question=next((c.handled_line for c in one.cards if c.id == card), None),
    )


def _named(findings: Sequence[Finding]) -> str:
    titles = dict.fromkeys(PLAIN_TITLES[f.kind] for f in findings)
    return "; ".join(titles).capitalize()
