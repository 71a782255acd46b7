"""What is promised in milliseconds and memory, beside what the bench measured; told and never gated: times do not travel."""

from collections.abc import Mapping
from typing import NamedTuple

ALONE = "screening alone, with its parse and model pass"
"""A sum over stages of one debrief."""


class Promise(NamedTuple):
    """One bound that was promised for two idle cores, and under which name the bench keeps what it bounds."""

    work: str
    measured_as: str
    at_most: float
    unit: str = "ms"


PROMISED = (
    Promise("whole guided debrief", "debrief", 500),
    Promise("whole guided debrief with a cross-encoder in it", "debrief", 450),
    Promise("screening over the shared parse and vectors", "screen", 25),
    Promise(ALONE, ALONE, 120),
    Promise("peak memory of a process of its own", "afterword", 1024, "MiB"),
)


def promised_markdown(measured: Mapping[str, float]) -> list[str]:
    """The section of the report."""
    return [
        "| promised, on two idle cores | measured | at most | |",
        "| --- | --- | --- | --- |",
        *(_line(promise, measured.get(promise.measured_as)) for promise in PROMISED),
        "",
    ]


def _line(promise: Promise, measured: float | None) -> str:
    told = "not measured" if measured is None else f"{measured:.1f} {promise.unit}"
    met = measured is not None and measured <= promise.at_most
    return (
        f"| {promise.work} | {told} | {promise.at_most:.0f} {promise.unit} | {'met' if met else 'not met'} |"
    )
