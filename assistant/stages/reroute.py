"""The writer's own answer to a card re-routes once: this is about me, about my client, already handled."""

from assistant.model.debrief import Answer
from assistant.model.screening import Finding, Screening
from knowledge.vocabulary import Certainty, Currency, FindingKind, Route, Subject

OWN_KINDS = frozenset({FindingKind.SUICIDALITY, FindingKind.HARM_TO_OTHERS})


def reroute(screening: Screening, answer: Answer | None, *, own_card: str = "E1") -> Screening:
    """The screening as the writer's answer leaves it; without an answer, unchanged.

    `own_card` is the card for a writer who says that it is about them. `debrief_anyway` changes nothing here:
    the pipeline honours it on `crisis` and refuses it on `clarify`.
    """
    match answer:
        case "about_me":
            return screening.model_copy(
                update={
                    "rerouted": Route.CRISIS,
                    "cards": _first(own_card, screening.cards),
                }
            )
        case "about_client":
            findings = tuple(map(_of_the_client, screening.findings))
            return screening.model_copy(
                update={
                    "rerouted": Route.URGENT,
                    "findings": findings,
                    "cards": _first("E3", screening.cards),
                }
            )
        case "handled":
            return screening.model_copy(update={"rerouted": Route.PROCEED})
        case _:
            return screening


def _first(card: str, cards: tuple[str, ...]) -> tuple[str, ...]:
    dropped = {card, "clarify"} | ({"E1", "E8"} if card == "E3" else set())
    return (card, *(c for c in cards if c not in dropped))


def _of_the_client(finding: Finding) -> Finding:
    own = finding.subject is Subject.SELF and finding.kind in OWN_KINDS
    if not own or finding.currency is not Currency.CURRENT:
        return finding
    return finding.model_copy(
        update={
            "subject": Subject.CLIENT,
            "certainty": Certainty.CLEAR,
            "reason": "The writer said that this is about the client.",
        }
    )
