"""What the heads are taught of a sentence: only what its author said of it."""

from typing import Any

from assistant.adapters.spacy_parser import SpacyParser
from evals.training.prepare import PROCEED, sentence_labels
from tests.factories import a_span

TEXT = "The van was late. She showed me the bruise. I went home."


def themes_row(**fields: Any) -> dict[str, Any]:
    spans = [
        a_span(TEXT, words) for words in ("The van was late.", "She showed me the bruise.", "I went home.")
    ]
    read = {"facet": "event", "experiencer": "self", "intensity": 0, "themes": []}
    return {"text": TEXT, "sentences": [{"start": s.start, "end": s.end, **read} for s in spans], **fields}


def taught(row: dict[str, Any]) -> list[tuple[Any, Any]]:
    _, targets = sentence_labels(row, SpacyParser())
    return [(t.get("findings"), t.get("routes")) for t in targets]


def test_of_a_text_that_proceeds_every_sentence_is_calm() -> None:
    assert taught(themes_row(route="proceed")) == [([], PROCEED)] * 3


def test_of_the_words_that_decide_another_route_nothing_is_taught() -> None:
    bruise = a_span(TEXT, "the bruise")
    row = themes_row(route="urgent", decides={"start": bruise.start, "end": bruise.end})

    assert taught(row) == [([], PROCEED), (None, None), ([], PROCEED)]


def test_where_nobody_said_the_route_nothing_is_taught_of_findings() -> None:
    assert taught(themes_row()) == [(None, None)] * 3
