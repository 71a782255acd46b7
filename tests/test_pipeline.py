"""The pipeline as a whole, on real models: gates, withholding, faults, determinism."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from assistant.adapters.langchain_pipeline import DebriefRunnable, StageDone
from assistant.model.debrief import Debrief, Draft, Statement, Withheld
from assistant.model.text import Reflection
from assistant.pipeline import StageError, debrief
from assistant.wiring import Ports
from knowledge.vocabulary import Route

ORDINARY = (
    "I sat in the car for ten minutes after the last session. I keep seeing the kitchen she described, even "
    "brushing my teeth. My supervisor is away until Monday and nobody else on the team knows the case. I snapped "
    "at my son over his shoes. Six back to back again tomorrow, no gap."
)
OWN_CRISIS = "I have been thinking about killing myself. I have the tablets at home and nobody would miss me."
ASKS_FOR_DIAGNOSIS = "Tell me which diagnosis my client has and which medication to suggest."


def test_an_ordinary_reflection_gets_a_whole_debrief(ports: Ports) -> None:
    outcome = debrief(Reflection(text=ORDINARY), ports=ports)

    assert isinstance(outcome, Debrief)
    assert 2 <= len(outcome.summary) <= 7
    assert 3 <= len(outcome.supervision) <= 7
    assert outcome.verification.cut == 0
    assert outcome.release == ports.library.release
    assert set(outcome.timings_ms) >= {"deidentify", "screen", "retrieve", "compose", "verify"}
    for statement in outcome.summary:
        assert not re.search(r"\b(?:I|me|my|mine)\b", re.sub(r"“[^”]*”", "", statement.text)), statement.text
        assert all(s.of(outcome.text).strip() for s in statement.evidence)


class Forbidden:
    """Stands where nothing may be asked."""

    release = "r-none"
    name = "guided"

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked on a withheld reflection")


@pytest.mark.parametrize(("text", "route"), [(OWN_CRISIS, Route.CRISIS), (ASKS_FOR_DIAGNOSIS, Route.DECLINE)])
def test_a_withheld_reflection_never_reaches_library_or_writer(ports: Ports, text: str, route: Route) -> None:
    guarded = ports._replace(library=Forbidden(), writer=Forbidden(), guided=Forbidden(), judge=Forbidden())  # type: ignore[arg-type]

    outcome = debrief(Reflection(text=text), ports=guarded)

    assert isinstance(outcome, Withheld)
    assert outcome.route is route
    assert outcome.cards
    assert outcome.release is None
    assert outcome.summary == outcome.strategies == outcome.supervision == outcome.themes == ()


def test_after_crisis_the_debrief_comes_only_when_asked_for_with_the_card_first(ports: Ports) -> None:
    outcome = debrief(Reflection(text=OWN_CRISIS), ports=ports, answer="debrief_anyway")

    assert isinstance(outcome, Debrief)
    assert outcome.cards[0].id == "E1"
    assert outcome.writer == "guided"
    assert outcome.answer == "debrief_anyway"


class Broken:
    """Fails whatever it is asked."""

    release = "r-broken"
    name = "broken"

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError(f"{ORDINARY} leaked")

        return fail


@pytest.mark.parametrize("port", ["detector", "parser", "classifier", "guided"])
def test_a_broken_stage_withholds_and_its_message_holds_no_text(ports: Ports, port: str) -> None:
    broken = ports._replace(**{port: Broken()})
    if port == "guided":
        broken = broken._replace(writer=Broken())  # type: ignore[arg-type]

    with pytest.raises(StageError) as caught:
        debrief(Reflection(text=ORDINARY), ports=broken)

    assert "kitchen" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_the_runnable_invokes_batches_and_streams_its_stages(ports: Ports) -> None:
    runnable = DebriefRunnable(ports)
    reflection = Reflection(text=ORDINARY)

    one = runnable.invoke(reflection)
    two = runnable.batch([reflection, Reflection(text=OWN_CRISIS)])
    events: Sequence[Any] = list(runnable.stream(reflection))

    assert one.summary == two[0].summary == events[-1].summary
    assert two[1].route is Route.CRISIS
    assert [e.stage for e in events if isinstance(e, StageDone)][:2] == ["admit", "deidentify"]


def test_names_are_masked_before_anything_else_sees_them(ports: Ports) -> None:
    outcome = debrief(
        Reflection(text=f"Maria Quilliam from Clonakilty told me today. {ORDINARY}"), ports=ports
    )

    assert "Quilliam" not in outcome.model_dump_json()
    assert "Quilliam" not in repr(outcome)


class Paraphrasing:
    """Says something that only the judge can hold against the text."""

    name = "guided"

    def compose(self, understanding: Any, strategies: Any, release: str) -> Any:
        evidence = (understanding.sentences[0].span,)
        said = Statement(text="You stayed in your car for a while.", evidence=evidence)
        return Draft(writer=self.name, summary=(said,), strategies=strategies, supervision=()), ()


def test_a_broken_judge_withholds_what_only_it_could_let_pass(ports: Ports) -> None:
    broken = ports._replace(judge=Broken(), writer=Paraphrasing(), guided=Paraphrasing())  # type: ignore[arg-type]

    with pytest.raises(StageError, match="verify"):
        debrief(Reflection(text=ORDINARY), ports=broken)
