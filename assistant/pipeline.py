"""The stages in order. Parse and vectors are made once and passed along; a stage that errors withholds."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from assistant.errors import AssistantError, ModelError
from assistant.model.debrief import (
    Answer,
    Debrief,
    Draft,
    Egress,
    Outcome,
    Strategy,
    Verification,
    Withheld,
)
from assistant.model.screening import WITHHOLDING, Screening
from assistant.model.text import Parse, Pseudonyms, Reflection
from assistant.model.understanding import Understanding
from assistant.ports import Reading
from assistant.stages.admit import admit
from assistant.stages.choose import choose
from assistant.stages.combination_hints import combination_hints
from assistant.stages.deidentify import deidentify
from assistant.stages.present import cards_for, is_sane, present, withhold
from assistant.stages.reroute import reroute
from assistant.stages.retrieve import query_of, retrieve, suppressed_by
from assistant.stages.screen import screen
from assistant.stages.understand import understand
from assistant.stages.verify import verify
from assistant.wiring import Ports

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
) -> Debrief | Withheld:
    """Turn one reflection into a debrief, or say why not.

    Raises:
        ReflectionError: the text cannot be taken as it is.
        SetupError: a model or the index is missing or wrong.
        StageError: a stage failed; it withholds and never passes.

    """
    timings: dict[str, float] = {}
    run = _Run(timings, watch)
    screened = screened_of(reflection, ports=ports, run=run)
    screening = reroute(screened.screening, answer)
    cards = cards_for(
        screening.cards, cards=ports.bank.cards, resources=ports.bank.resources, locale=ports.locale
    )
    anyway = answer == "debrief_anyway" and screening.route.value == "crisis"
    if screening.route in WITHHOLDING and not anyway:
        outcome: Outcome = withhold(screening, cards=cards, answer=answer)
    else:
        outcome = _composed(screening, screened.reading, ports, run, answer, guided_only=anyway)
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
            rules=ports.rules,
            thresholds=ports.calibration.screening,
        )
    return Screened(screening, reading, pseudonyms)


def understood(screened: Screened, *, ports: Ports) -> Understanding:
    """The screened reflection with its facets and themes."""
    return understand(screened.screening, screened.reading, thresholds=ports.calibration.themes)


def _composed(
    screening: Screening,
    reading: Reading,
    ports: Ports,
    run: "_Run",
    answer: Answer | None,
    *,
    guided_only: bool,
) -> Debrief:
    with run.stage("understand"):
        understanding = understand(screening, reading, thresholds=ports.calibration.themes)
    with run.stage("retrieve"):
        retrieval = retrieve(
            query_of(understanding, reading),
            library=ports.library,
            weights=ports.calibration.fusion,
            today=ports.clock.today(),
            suppress=suppressed_by(understanding),
            top=40,
        )
        strategies = choose(understanding, retrieval)
    with run.stage("compose"):
        draft, egress, failed = _drafted(understanding, strategies, ports, guided_only=guided_only)
    with run.stage("verify"):
        verification = _verified(draft, understanding, ports)
        if draft.writer != ports.guided.name and not is_sane(verification):
            failed = True
        if failed:
            guided, _ = ports.guided.compose(understanding, strategies, ports.library.release)
            cut = verification.counts.cut
            verification = _verified(guided, understanding, ports)
            counts = verification.counts.model_copy(
                update={"fell_back": True, "cut": verification.counts.cut + cut}
            )
            verification = verification.model_copy(update={"counts": counts})
    with run.stage("present"):
        return present(
            understanding,
            verification,
            release=ports.library.release,
            cards=(),
            egress=egress,
            answer=answer,
        )


def _drafted(
    understanding: Understanding,
    strategies: Sequence[Strategy],
    ports: Ports,
    *,
    guided_only: bool,
) -> tuple[Draft, tuple[Egress, ...], bool]:
    writer = ports.guided if guided_only else ports.writer
    try:
        draft, egress = writer.compose(understanding, strategies, ports.library.release)
    except ModelError:
        draft, egress = ports.guided.compose(understanding, strategies, ports.library.release)
        return draft, egress, True
    return draft, egress, False


def _verified(draft: Draft, understanding: Understanding, ports: Ports) -> Verification:
    parses: Mapping[str, Parse] = {s.text: ports.parser.parse(s.text) for s in draft.summary}
    return verify(draft, understanding, parses=parses, judge=ports.judge, thresholds=ports.calibration.verify)


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
