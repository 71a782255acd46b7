"""A debrief and an agenda offer the same for the same text."""

from pathlib import Path

import pytest

from assistant.model.text import Reflection
from assistant.pipeline import debrief
from assistant.supervision.agenda import Prepared
from assistant.supervision.prepare import prepare
from assistant.wiring import Ports

SAMPLES = Path(__file__).parents[1] / "knowledge" / "samples"
TOLD = ("a-call-i-keep-thinking-about", "after-a-disclosure", "third-night-on-the-ward")


@pytest.mark.parametrize("name", TOLD)
def test_an_agenda_rests_on_the_strategies_that_the_debrief_of_the_text_offers(
    name: str, ports: Ports
) -> None:
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")

    prepared = prepare(name, text, ports=ports)

    assert isinstance(prepared, Prepared)
    assert prepared.strategies == debrief(Reflection(text=text), ports=ports).strategies != ()
