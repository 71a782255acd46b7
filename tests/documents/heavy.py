"""A heavy agenda: four fixed cards with whom they name, seven lines and seven from last time; all of it invented."""

from datetime import date

from assistant.model.debrief import Card
from assistant.stages.present import cards_for
from assistant.supervision.agenda import Agenda, CarriedOver, Prepared, WithheldFile
from knowledge.collection import load_cards, load_resources
from knowledge.vocabulary import Currency, FindingKind, Locale, Route, Subject, Theme
from tests.factories import a_finding, a_span
from tests.supervision.values import THREAT, a_fortnight, a_prepared, a_threat, an_agenda

ABUSE = "The boy flinched when his uncle came to fetch him. I wrote it down and rang nobody yet. I keep thinking about the lift."
HIT = "A man in the waiting room grabbed my arm and shouted. I locked the door and finished the list. I slept two hours."
DIED = "My client died on Sunday and the ward told me by mail. I had seen her on Thursday. I keep rereading my own note."
ACTIONS = (
    "Ask the clinic lead for one free slot between the two trauma sessions on Thursdays",
    "Read the lone work rule and say what is missing in it for home visits",
    "Write the three overdue notes before the end of the week, one a day",
    "Tell the team leader which two families I can hand over, and by when",
    "Find out who covers the on-call phone when I am on leave in December",
    "Talk to the peer group about silence in the room and what it does to me",
    "Take the whole lunch break on two days and say how that was",
)
CARRIED = tuple(
    CarriedOver(text=text, agreed_on=date(2026, 11, day), done=day > 6) for day, text in enumerate(ACTIONS, 2)
)


def shown(*ids: str) -> tuple[Card, ...]:
    """The shipped cards with everybody whom they name in the United States."""
    return cards_for(ids, cards=load_cards(), resources=load_resources(), locale=Locale.US)


def a_heavy_agenda(*held: str) -> Agenda:
    """Nine reflections, four of them with a card, and one more withheld where a card of it is named."""
    fortnight = a_fortnight()
    fortnight[2] = a_prepared("wednesday.txt", THREAT, a_threat(THREAT, "He said he would hurt"))._replace(
        cards=shown("E3")
    )
    withheld = [WithheldFile(file="saturday-night.txt", route=Route.CRISIS, cards=shown(*held))]
    return an_agenda(
        [
            *fortnight,
            _with_card("sunday.txt", ABUSE, FindingKind.ABUSE_CONCERN, Theme.INTRUSION, "E4"),
            _with_card("monday-2.txt", HIT, FindingKind.VIOLENCE_TOWARD_CLINICIAN, Theme.EXHAUSTION, "E9"),
            _with_card("tuesday-2.txt", DIED, FindingKind.CLIENT_DEATH, Theme.INTRUSION, "E11"),
        ],
        withheld=withheld if held else [],
        carried_over=CARRIED,
        ask="How do I carry four urgent things at once without dropping one?",
    )


def _with_card(file: str, text: str, kind: FindingKind, theme: Theme, card: str) -> Prepared:
    """A reflection whose first sentence is the finding, and whose last one shows the theme."""
    first, *_, last = (f"{s.rstrip('.')}." for s in text.split(". "))
    where = a_span(text, first)
    subject = Subject.SELF if kind is FindingKind.VIOLENCE_TOWARD_CLINICIAN else Subject.CLIENT
    finding = a_finding(
        kind=kind, subject=subject, start=where.start, end=where.end, currency=Currency.CURRENT
    )
    return a_prepared(file, text, finding, themes={theme: last})._replace(cards=shown(card))
