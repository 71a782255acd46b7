"""The stages in order. Parse and vectors are made once and passed along; a stage that errors withholds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from assistant.composing import compose, settle, writer_for
from assistant.errors import AssistantError
from assistant.exchange import never
from assistant.model.debrief import Answer, Card, Debrief, Outcome, Strategy, Withheld
from assistant.model.screening import WITHHOLDING, Screening
from assistant.model.text import Pseudonyms, Reflection
from assistant.model.understanding import Understanding
from assistant.offering import offered
from assistant.ports import Reading
from assistant.stages.acknowledge import acknowledge
from assistant.stages.admit import admit
from assistant.stages.combination_hints import combination_hints
from assistant.stages.deidentify import deidentify
from assistant.stages.present import cards_for, present, withhold
from assistant.stages.reroute import reroute
from assistant.stages.retrieve import query_of
from assistant.stages.screen import read_by, screen
from assistant.stages.screen.cards import asked_about, own_card
from assistant.stages.understand import understand
from assistant.wiring import Ports
from assistant.writers.model import Hearing

StageWatcher = Callable[[str, float], None]
"""Told the name and the milliseconds of each stage as it ends."""


class StageError(AssistantError):
    """A stage failed; nothing was generated, nothing was kept, and the message holds no text."""


class Screened(NamedTuple):
    """What the first stages hand on."""

    screening: Screening
    reading: Reading
    pseudonyms: Pseudonyms


def debrief(
    reflection: Reflection,
    *,
    ports: Ports,
    answer: Answer | None = None,
    watch: StageWatcher = lambda _stage, _ms: None,
    hear: Hearing = lambda _sentence: None,
    stop: Callable[[], bool] = never,
) -> Debrief | Withheld:
    """Turn one reflection into a debrief, or say why not.

    Args:
        reflection: what the clinician wrote.
        ports: the wired parts.
        answer: the writer's own answer to a card.
        watch: told of each stage as it ends.
        hear: told of each sentence of a language model once it is verified.
        stop: asked while a language model works; when it says yes, the guided writer takes over.

    Raises:
        ReflectionError: the text cannot be taken as it is.
        SetupError: a model or the index is missing or wrong.
        StageError: a stage failed; it withholds and never passes.

    """
    timings: dict[str, float] = {}
    run = _Run(timings, watch)
    screened = screened_of(reflection, ports=ports, run=run)
    screening = reroute(screened.screening, answer, own_card=own_card(screened.screening.findings))
    cards = cards_of(screening, ports=ports)
    anyway = answer == "debrief_anyway" and screening.route.value == "crisis"
    if screening.route in WITHHOLDING and not anyway:
        outcome: Outcome = withhold(screening, cards=cards, answer=answer)
    else:
        call = _Call(answer, hear, stop)
        outcome = _composed(screened._replace(screening=screening), ports, run, call, guided_only=anyway)
        outcome = outcome.model_copy(update={"cards": cards})
    return outcome.model_copy(update={"timings_ms": timings})  # type: ignore[return-value]  # a copy keeps its class


def screened_of(reflection: Reflection, *, ports: Ports, run: "_Run | None" = None) -> Screened:
    """Admit, de-identify and screen: the stages before anything may be generated."""
    run = run or _Run({}, lambda _stage, _ms: None)
    with run.stage("admit"):
        admitted = admit(reflection.text, language=ports.language, id=reflection.id)
    with run.stage("deidentify"):
        deidentified, pseudonyms = deidentify(admitted, detector=ports.detector, hint=combination_hints)
    with run.stage("parse"):
        parse = ports.parser.parse(deidentified.text)
    with run.stage("read"):
        reading = ports.classifier.read(deidentified.text, parse.sentences)
    with run.stage("screen"):
        screening = screen(
            deidentified,
            parse=parse,
            reading=reading,
            read=read_by(ports.parser, ports.classifier),
            rules=ports.rules,
            thresholds=ports.calibration.screening,
        )
    return Screened(screening, reading, pseudonyms)


def cards_of(screening: Screening, *, ports: Ports) -> tuple[Card, ...]:
    """The fixed cards of a screening, with the resources of the writer's place; known before anything is written."""
    return cards_for(
        screening.cards,
        cards=ports.bank.cards,
        resources=ports.bank.resources,
        locale=ports.locale,
        asked=asked_about(screening.findings),
    )


def understood(screened: Screened, *, ports: Ports) -> Understanding:
    """The screened reflection with its facets and themes."""
    return understand(screened.screening, screened.reading, thresholds=ports.calibration.themes)


def preview(reflection: Reflection, *, ports: Ports, answer: Answer | None = None) -> bytes:
    """The exact bytes that a debrief would send first; none where nothing would be sent. Nothing is sent."""
    screened = screened_of(reflection, ports=ports)
    screening = reroute(screened.screening, answer, own_card=own_card(screened.screening.findings))
    if screening.route in WITHHOLDING:
        return b""
    understanding, strategies = _prepared(
        screening, screened.reading, ports, _Run({}, lambda _stage, _ms: None)
    )
    writer = writer_for(understanding, ports, guided_only=False)
    return b"" if writer is None else writer.preview(understanding, strategies)


def _composed(screened: Screened, ports: Ports, run: "_Run", call: "_Call", *, guided_only: bool) -> Debrief:
    understanding, strategies = _prepared(screened.screening, screened.reading, ports, run)
    with run.stage("compose"):
        written = compose(
            understanding, strategies, ports=ports, guided_only=guided_only, hear=call.hear, stop=call.stop
        )
    with run.stage("verify"):
        composed = settle(written, understanding, strategies, ports)
    with run.stage("present"):
        made = present(
            understanding,
            composed.verification,
            release=ports.library.release,
            cards=(),
            egress=composed.egress,
            answer=call.answer,
            acknowledgement=acknowledge(understanding, ports.library.release),
        )
        return made.model_copy(update={"model_use": composed.use})


def _prepared(
    screening: Screening, reading: Reading, ports: Ports, run: "_Run"
) -> tuple[Understanding, tuple[Strategy, ...]]:
    """What every writer starts from; no writer changes it."""
    with run.stage("understand"):
        understanding = understand(screening, reading, thresholds=ports.calibration.themes)
    with run.stage("retrieve"):
        query = query_of(understanding, reading)
        return understanding, offered(understanding, query, ports=ports, locale=ports.locale)


class _Call(NamedTuple):
    """What the caller said and who listens."""

    answer: Answer | None
    hear: Hearing
    stop: Callable[[], bool]


class _Run:
    """Times the stages of one reflection and turns a fault into an error without text."""

    def __init__(self, timings: dict[str, float], watch: StageWatcher) -> None:
        self._timings = timings
        self._watch = watch

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        except AssistantError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever broke, the stage withholds
            raise StageError(
                f"The {name} stage failed ({type(error).__name__}), so nothing was generated and nothing was kept. "
                "Run: afterword doctor"
            ) from None
        finally:
            took = round((time.perf_counter() - started) * 1000, 3)
            self._timings[name] = took
            self._watch(name, took)
