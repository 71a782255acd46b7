"""The committed cases themselves, and how they lie to what was trained on."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.case import CASES
from evals.suites import SUITES

TRAINING = CASES.parent / "training"
CARD = CASES.parents[1] / "docs" / "model-cards" / "encoders.md"


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("suite", SUITES)
def test_every_case_is_whole_and_has_an_id_of_its_own(suite: str, split: str) -> None:
    cases = SUITES[suite].cases(split)  # type: ignore[arg-type]  # one of the splits

    assert cases
    assert len({case.id for case in cases}) == len(cases)


def test_every_family_of_a_case_is_named_after_its_author() -> None:
    files = sorted(CASES.glob("*.jsonl"))

    assert len(files) == 16
    assert [r["id"] for f in files for r in rows(f) if not r["family"].startswith(f"{r['author']}-")] == []


def test_no_author_is_in_two_splits_but_those_whom_the_model_card_names() -> None:
    shared = in_two(authors())

    assert set(shared) == named_in_card("Authors of both")
    assert all(splits == {"training", "dev"} for splits in shared.values())


def test_no_family_is_in_two_splits_but_those_that_the_model_card_names() -> None:
    shared = in_two(families())

    assert set(shared) == named_in_card("Families of both")
    assert all(splits == {"training", "dev"} for splits in shared.values())


def authors() -> Iterator[tuple[str, str]]:
    return ((row["author"], split) for split, row in every_row())


def families() -> Iterator[tuple[str, str]]:
    """Scoped by author: older training rows name theirs without."""
    return (
        (f"{row['author']}-{row['family'].removeprefix(row['author'] + '-')}", split)
        for split, row in every_row()
    )


def in_two(rows_of: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    seen: dict[str, set[str]] = defaultdict(set)
    for name, split in rows_of:
        seen[name].add(split)
    return {name: splits for name, splits in seen.items() if len(splits) > 1}


def every_row() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(TRAINING.glob("*.jsonl")):
        yield from (("training", row) for row in rows(path))
    for path in sorted(CASES.glob("*.jsonl")):
        yield from ((path.stem.rpartition("-")[2], row) for row in rows(path))


def rows(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def named_in_card(what: str) -> set[str]:
    line = next(s for s in CARD.read_text(encoding="utf-8").splitlines() if s.startswith(f"- {what}: "))
    return set(re.findall(r"`([^`]+)`", line))
