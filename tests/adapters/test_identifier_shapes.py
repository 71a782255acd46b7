from itertools import pairwise
from typing import Any

import pytest
import yaml

from assistant.adapters.identifier_shapes import FOLDER, shaped_in, spared_in
from assistant.model.text import Span

PATTERNS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "patterns.yaml").read_text(encoding="utf-8"))
SPARED: list[dict[str, Any]] = yaml.safe_load((FOLDER / "spared.yaml").read_text(encoding="utf-8"))


def unmarked(example: str) -> tuple[str, Span | None]:
    """The example without its marks, and the marked span."""
    if "«" not in example:
        return example, None
    start, end = example.index("«"), example.index("»") - 1
    return example.replace("«", "").replace("»", ""), Span(start=start, end=end)


@pytest.mark.parametrize(
    ("kind", "example"), [(r["kind"], e) for r in PATTERNS for e in r.get("examples", ())]
)
def test_a_shaped_identifier_is_found_where_it_stands(kind: str, example: str) -> None:
    text, span = unmarked(example)

    assert (kind, span) in [(s.kind.value, s.span) for s in shaped_in(text)]


@pytest.mark.parametrize("near_miss", [e for r in PATTERNS for e in r.get("near_misses", ())])
def test_a_near_miss_has_no_shape_of_an_identifier(near_miss: str) -> None:
    dropped = [s.span for s in spared_in(near_miss) if s.whatever_found]

    found = [s.span.of(near_miss) for s in shaped_in(near_miss)]

    assert not [f for f in found if f not in [d.of(near_miss) for d in dropped]]


@pytest.mark.parametrize("example", [e for r in SPARED for e in r["examples"]])
def test_what_only_looks_like_an_identifier_is_spared(example: str) -> None:
    text, span = unmarked(example)

    assert span in [s.span for s in spared_in(text)]


@pytest.mark.parametrize("near_miss", [e for r in SPARED for e in r.get("near_misses", ())])
def test_what_is_near_to_a_spared_shape_is_not_spared(near_miss: str) -> None:
    assert not [s.span.of(near_miss) for s in spared_in(near_miss)]


def test_every_pattern_has_an_example() -> None:
    assert all(r.get("examples") for r in [*PATTERNS, *SPARED])
    assert all(a["kind"] != b["kind"] or a["pattern"] != b["pattern"] for a, b in pairwise(PATTERNS))
