"""Readers must not be able to tell the sources apart, and what they say must be counted to the right one."""

import re

import pytest

from evals.blind_reading import (
    FIRST_SENTENCES,
    LETTERS,
    MARKS,
    OURS,
    SOURCES,
    counted,
    order_of,
    parsed,
    sheet,
    source_of,
    to_markdown,
)
from evals.case import ReflectionCase

TEXT = (
    "I could not sleep after the session with the boy. My shoulders ached all night. "
    "I kept going over what I said to him. My supervisor listened for an hour and I was glad."
)


def line(item: int, source: str, mark: int) -> str:
    letter = LETTERS[order_of(item).index(source)]
    return "\t".join([str(item), letter, *[str(mark)] * len(MARKS)])


def test_every_source_stands_under_every_letter_about_as_often():
    orders = [order_of(item) for item in range(1, 41)]

    assert all(sorted(order) == sorted(SOURCES) for order in orders)
    for place in range(len(LETTERS)):
        assert {order[place] for order in orders} == set(SOURCES)


def test_a_reader_is_shown_three_candidates_of_one_shape_and_no_source():
    text = sheet([ReflectionCase(id="1", author="a", family="f", text=TEXT)])

    assert [m[0] for m in re.finditer(r"^### 1[ABC]$", text, re.MULTILINE)] == ["### 1A", "### 1B", "### 1C"]
    assert text.count("My shoulders ached all night.") >= 2
    assert not [s for s in SOURCES if s in text]


def test_the_card_that_stands_before_any_debrief_is_shown_once_for_all_three():
    text = "The baby has four round marks on one arm and his mother will not say how. I drove home slowly."

    shown = sheet([ReflectionCase(id="1", author="a", family="f", text=text)])

    assert shown.count("Shown above each of the three: **") == 1
    assert shown.index("Shown above each") < shown.index("### 1A")


def test_a_mark_counts_for_the_source_that_stood_under_the_letter():
    lines = [line(1, OURS, 5), line(1, FIRST_SENTENCES, 2), line(2, OURS, 1), line(2, FIRST_SENTENCES, 4)]
    lines += [line(item, SOURCES[2], 1) for item in (1, 2)]
    ratings = list(parsed(lines, "reader-1"))

    report = counted(ratings, readers="nobody")

    assert {source_of(r) for r in ratings} == set(SOURCES)
    assert next(m.value for m in report.means if (m.source, m.mark) == (OURS, "warmth")) == 3.0
    assert report.preferred == {OURS: 1, FIRST_SENTENCES: 1, SOURCES[2]: 0}
    assert report.worst[0] == (2, 4.0)
    assert "Read by nobody; 2 debriefs" in to_markdown(report)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("1\tA\t5", "expected item, letter and 4 marks"),
        ("1\tD\t5\t5\t5\t5", "expected item, letter"),
        ("1\tA\t6\t5\t5\t5", "from 1 to 5"),
        ("x\tA\t5\t5\t5\t5", "invalid literal"),
    ],
)
def test_a_line_that_is_no_rating_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        list(parsed([wrong], "reader-1"))
