import pytest

from evals.bench import WORDS, Bench, interleaved, over, reflections, to_markdown
from evals.promised import ALONE


def test_a_ratio_over_its_bound_is_named_by_how_much():
    assert over({"a": 1.7, "b": 1.0}, {"a": 1.5, "b": 1.5}) == [
        "a is 1.70, at most 1.50 is allowed: over by 0.20"
    ]


def test_a_ratio_that_was_not_measured_fails():
    assert over({}, {"a": 1.5}) == ["a was not measured"]


def test_systems_take_turns_on_every_text():
    seen = []

    times = interleaved(
        {"x": lambda t: seen.append(("x", t)), "y": lambda t: seen.append(("y", t))}, ["1", "2"], 1
    )

    assert seen[2:] == [("x", "1"), ("y", "1"), ("x", "2"), ("y", "2")]
    assert {name: len(taken) for name, taken in times.items()} == {"x": 2, "y": 2}


def test_samples_have_the_length_that_is_promised():
    assert {len(text.split()) for text in reflections()} == {WORDS}


@pytest.mark.parametrize(
    ("debrief", "within_500", "within_450"),
    [(449.9, "met", "met"), (470.0, "met", "not met"), (501.0, "not met", "not met")],
)
def test_the_report_says_of_each_promised_time_whether_it_is_met(
    debrief: float, within_500: str, within_450: str
) -> None:
    text = to_markdown(a_bench(debrief))

    assert f"| whole guided debrief | {debrief} ms | 500 ms | {within_500} |" in text
    assert (
        f"| whole guided debrief with a cross-encoder in it | {debrief} ms | 450 ms | {within_450} |" in text
    )
    assert "| screening over the shared parse and vectors | 25.1 ms | 25 ms | not met |" in text
    assert f"| {ALONE} | 120.0 ms | 120 ms | met |" in text
    assert "| peak memory of a process of its own | not measured | 1024 MiB | not met |" in text


def a_bench(debrief: float) -> Bench:
    return Bench(
        medians_ms={"debrief": debrief, "naive": 100.0},
        stages_ms={"screen": 25.1, ALONE: 120.0},
        memory_mib={"naive": 900.0},
        ratios={},
        journal_ms={},
        runs=1,
        cores=2,
    )
