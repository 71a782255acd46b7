import pytest

from evals.bench import WORDS, Bench, interleaved, over, reflections, to_markdown
from evals.promised import ALONE
from evals.publish_bench import Published, publish_markdown


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


def test_the_report_says_how_long_publishing_takes_and_whether_a_reader_was_kept_waiting() -> None:
    published = Published(
        seconds={"build and switch": 28.94, "gate": 40.2},
        searches=575,
        failed=1,
        longest_s=0.513,
        releases=("r-1", "r-2"),
    )

    lines = publish_markdown(published)

    assert "| build and switch | 28.9 | 60 |" in lines
    assert "| gate | 40.2 | 90 |" in lines
    assert any(
        "575 times: 1 without an answer, the longest in 513 ms, answered by 2" in line for line in lines
    )
