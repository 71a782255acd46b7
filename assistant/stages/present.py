"""From what passed to what a person sees: a debrief, or a fixed card and nothing generated."""

from collections.abc import Mapping, Sequence

from assistant.model.debrief import (
    MIN_QUESTIONS,
    Answer,
    Card,
    Debrief,
    Egress,
    Resource,
    Statement,
    Verification,
    Withheld,
)
from assistant.model.screening import Screening
from assistant.model.understanding import Understanding
from knowledge.safety_card import CrisisResource, SafetyCard
from knowledge.vocabulary import FindingKind, Locale


def cards_for(
    ids: Sequence[str],
    *,
    cards: Mapping[str, SafetyCard],
    resources: Mapping[str, Sequence[CrisisResource]],
    locale: Locale,
    asked: Sequence[FindingKind] = (),
) -> tuple[Card, ...]:
    """The fixed cards with the locale's resources, of each kind those first that serve anybody.

    A line that is not certain says so, and one that serves some people only says whom.

    Args:
        ids: which cards, in which order.
        cards: the fixed texts.
        resources: locale to lines and services.
        locale: where the writer is.
        asked: what is in doubt; a card that asks has a question for each kind.

    """
    local, anywhere = resources.get(locale, ()), resources.get("INTL", ())
    return tuple(_card(cards[i], cards[i].body_for(asked), local, anywhere) for i in ids)


MOST_LINES = 3
"""Lines of one kind on a card, the surest: a person in need does not read a directory."""


def _card(
    card: SafetyCard, body: str, local: Sequence[CrisisResource], anywhere: Sequence[CrisisResource]
) -> Card:
    wanted: list[CrisisResource] = []
    for kind in card.resource_kinds:
        lines = [r for r in local if kind in r.kinds] or [r for r in anywhere if kind in r.kinds]
        surest = sorted(lines, key=lambda r: (r.certainty != "high", r.restricted))[:MOST_LINES]
        wanted += sorted(surest, key=lambda r: r.restricted)
    return Card(
        id=card.id,
        title=card.title,
        body=body,
        resources=tuple(Resource.of(r) for r in dict.fromkeys(wanted)),
        follow_up=card.follow_up,
        handled_line=card.handled_line,
    )


FIRST_KINDS = frozenset({"emergency", "crisis_line"})


def first_lines(resources: Mapping[str, Sequence[CrisisResource]], locale: Locale) -> tuple[Resource, ...]:
    """Emergency number and crisis lines of a place, for where no card can be: no text was read."""
    return tuple(Resource.of(r) for r in resources.get(locale, ()) if FIRST_KINDS & set(r.kinds))


def withhold(screening: Screening, *, cards: tuple[Card, ...], answer: Answer | None = None) -> Withheld:
    """The outcome on which nothing is generated: the card, and what was noticed."""
    reflection = screening.reflection
    return Withheld(
        id=reflection.id,
        text=reflection.text,
        redactions=reflection.redactions,
        hints=reflection.hints,
        route=screening.route,
        findings=screening.findings,
        cards=cards,
        answer=answer,
    )


def present(
    understanding: Understanding,
    verification: Verification,
    *,
    release: str,
    cards: tuple[Card, ...],
    egress: tuple[Egress, ...] = (),
    answer: Answer | None = None,
    acknowledgement: Statement | None = None,
) -> Debrief:
    """The debrief that a person reads; only what was verified, or is fixed, gets here."""
    reflection = understanding.screening.reflection
    draft = verification.draft
    return Debrief(
        id=reflection.id,
        release=release,
        writer=draft.writer,
        text=reflection.text,
        redactions=reflection.redactions,
        hints=reflection.hints,
        route=understanding.screening.route,
        findings=understanding.screening.findings,
        cards=cards,
        themes=understanding.themes,
        summary=draft.summary,
        acknowledgement=acknowledgement,
        strategies=draft.strategies,
        supervision=draft.supervision,
        verification=verification.counts,
        egress=egress,
        answer=answer,
    )


def is_sane(verification: Verification) -> bool:
    """Whether enough is left to show: a summary and the fewest questions."""
    return bool(verification.draft.summary) and len(verification.draft.supervision) >= MIN_QUESTIONS
