"""How a source reads: on one line, and nothing said twice."""

import pytest

from knowledge.collection import load_entries
from knowledge.entry import Source


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        ({}, "A. Author (2020). A title. doi 1"),
        ({"year": None}, "A. Author. A title. doi 1"),
        ({"title": "Who cares?", "author": "Author, A."}, "Author, A (2020). Who cares? doi 1"),
    ],
)
def test_a_citation_is_one_plain_line(fields: dict[str, str | None], citation: str) -> None:
    source = {"author": "A. Author", "year": 2020, "title": "A title", "where": "doi 1", "verified": True}

    assert Source.model_validate({**source, **fields}).citation == citation


def test_no_shipped_source_repeats_its_grade_or_itself() -> None:
    sources = [s for e in load_entries() for s in e.sources]

    assert sources
    assert not [s for s in sources if "practice wisdom" in s.citation.casefold()]
    assert not [s for s in sources if len({s.author, s.title, s.where}) < 3 or ".." in s.citation]
