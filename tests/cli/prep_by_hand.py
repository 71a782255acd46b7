"""What `prep` runs on in most tests: reflections whose stages are told by their words."""

import json
from pathlib import Path
from types import SimpleNamespace

from click.testing import Result

from assistant.bootstrap import build_bank
from assistant.errors import ReflectionError
from assistant.model.debrief import Card
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.supervision.agenda import WithheldFile
from knowledge.vocabulary import FindingKind, IdentifierKind, Locale, Route, Subject, Theme
from tests.factories import TODAY, a_finding, a_span
from tests.supervision.values import DOUBT, THREAT, TIRED, TIRED_AGAIN, a_prepared, a_threat

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "prep").glob("*.txt"))
CONCERN = "My supervisor laughed at me in front of the team again. I dread every meeting with her."
CARD = Card(id="E1", title="You first, before the work", body="Whole words of the card.")


class FindsOttilie:
    """A detector for one name."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        at = text.find("Ottilie")
        span = Span(start=at, end=at + 7) if at >= 0 else None
        return (Identifier(span, IdentifierKind.NAME, "CLIENT", 0.9),) if span else ()


def a_small_wiring() -> SimpleNamespace:
    """The question bank with a detector for one name."""
    return SimpleNamespace(
        detector=FindsOttilie(),
        bank=build_bank(),
        clock=SimpleNamespace(today=lambda: TODAY),
        locale=Locale.US,
    )


def by_hand(file, text, *, ports, level=None):
    """What the stages would make of a text, told by its words."""
    del ports, level
    if text.startswith("CRISIS"):
        return WithheldFile(file=file, route=Route.CRISIS, cards=(CARD,))
    if text.startswith("SPANISH"):
        raise ReflectionError("unsupported_language", "This is not English.")
    if not text.strip():
        raise ReflectionError("empty_text", "There is no text.")
    findings, themes, cards = (), {}, ()
    if text == THREAT:
        findings, cards = (a_threat(THREAT, "He said he would hurt"),), ("E3",)
    if text == CONCERN:
        span = a_span(CONCERN, "My supervisor laughed at me")
        findings = (
            a_finding(
                kind=FindingKind.SUPERVISOR_CONCERN, subject=Subject.OTHER, start=span.start, end=span.end
            ),
        )
    for words in ("felt empty", "nothing left"):
        themes |= {Theme.EXHAUSTION: words} if words in text else {}
    return a_prepared(file, text, *findings, themes=themes, cards=cards)


def agenda_of(result: Result) -> dict:
    assert result.exit_code in {0, 1}, result.output
    return json.loads(result.stdout)


FOUR = [TIRED, DOUBT, THREAT, TIRED_AGAIN]
