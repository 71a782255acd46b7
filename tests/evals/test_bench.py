from evals.bench import WORDS, interleaved, over, reflections


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
