from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from assistant.model.understanding import Quote
from assistant.ports import Candidate, Vectors
from assistant.stages.retrieve import FusionWeights, Query, retrieve
from knowledge.entry import Entry
from knowledge.vocabulary import Approach, Locale, Theme
from tests.factories import TODAY, an_entry

WEIGHTS = FusionWeights(
    dense=1,
    lexical=0.5,
    approach=0.5,
    theme=0.2,
    repeat=0.0,
    abstain_bias=-5,
    abstain_dense=10,
    abstain_lexical=0,
    abstain_approach=0,
    abstain_answerable=0,
    abstain_below=0.5,
)


class Shelf:
    """A library whose scores are given."""

    release = "r-test"

    def __init__(self, *scored: tuple[Entry, float, float]) -> None:
        self.entries = {e.id: e for e, _, _ in scored}
        self._scored = scored

    def candidates(self, queries: Sequence[str], vectors: Vectors | None = None) -> tuple[Candidate, ...]:
        del queries, vectors
        return tuple(
            Candidate(e.id, Quote(text=e.body[:3], start=0, end=3), (dense,), (lexical,))
            for e, dense, lexical in self._scored
        )


def asked(**approaches: float) -> Query:
    return Query(
        texts=("tired",),
        approaches={a: approaches.get(a.value, 0.0) for a in Approach},
        themes=dict.fromkeys(Theme, 0.0),
        vectors=np.zeros((1, 384), dtype=np.float32),
        answerable=0.5,
    )


def found(shelf: Shelf, query: Query, **options: object) -> list[str]:
    result = retrieve(query, library=shelf, weights=WEIGHTS, today=TODAY, **options)  # type: ignore[arg-type]
    return [p.entry.id for p in result.passages]


def test_the_closer_entry_comes_first() -> None:
    shelf = Shelf((an_entry("far"), 0.5, 0.0), (an_entry("near"), 0.9, 0.0))

    assert found(shelf, asked()) == ["near", "far"]


def test_an_approach_that_was_offered_counts_less_the_second_time() -> None:
    sleep, grounding = (Approach.SLEEP,), (Approach.GROUNDING,)
    shelf = Shelf(
        (an_entry("a1", approaches=sleep), 0.80, 0.0),
        (an_entry("a2", approaches=sleep), 0.79, 0.0),
        (an_entry("b1", approaches=grounding), 0.70, 0.0),
    )

    assert found(shelf, asked(sleep=0.9, grounding=0.6)) == ["a1", "b1", "a2"]


def test_nothing_is_offered_where_nothing_is_near() -> None:
    result = retrieve(asked(), library=Shelf((an_entry(), 0.2, 0.0)), weights=WEIGHTS, today=TODAY)

    assert result.abstained
    assert result.passages == ()


def test_what_a_finding_calls_for_is_handed_on_though_nothing_is_near_and_once() -> None:
    forbidden = an_entry("c1", suppress_when=("grief_loss",))
    nothing_near = Shelf((an_entry("a1"), 0.2, 0.0), (an_entry("b1"), 0.1, 0.0), (forbidden, 0.1, 0.0))
    near = Shelf((an_entry("a1"), 0.9, 0.0), (an_entry("b1"), 0.8, 0.0))
    wanted = frozenset({"b1", "c1"})

    assert found(nothing_near, asked(), wanted=wanted, suppress=frozenset({"grief_loss"})) == ["b1"]
    assert found(near, asked(), wanted=wanted) == ["a1", "b1"]


@pytest.mark.parametrize(
    "entry",
    [
        an_entry(status="draft"),
        an_entry(status="retired"),
        an_entry(review_due=TODAY - timedelta(days=1)),
        an_entry(review_due=date(2020, 1, 1)),
    ],
)
def test_what_is_not_published_or_past_its_review_is_never_found(entry: Entry) -> None:
    assert found(Shelf((entry, 0.9, 1.0)), asked()) == []


def test_a_contraindicated_entry_is_never_found() -> None:
    shelf = Shelf((an_entry("joy", suppress_when=("grief_loss",)), 0.95, 1.0), (an_entry("tea"), 0.7, 0.0))

    assert found(shelf, asked(), suppress=frozenset({"grief_loss"})) == ["tea"]


def test_what_is_for_another_place_is_not_offered() -> None:
    shelf = Shelf((an_entry("there", locale="IE"), 0.95, 1.0), (an_entry("anywhere"), 0.7, 0.0))

    assert found(shelf, asked(), locale=Locale.GB) == ["anywhere"]
    assert found(shelf, asked(), locale=Locale.IE) == ["there", "anywhere"]


@pytest.mark.parametrize(("answerable", "nothing"), [(0.9, False), (0.1, True)])
def test_near_words_alone_are_no_answer_where_another_kind_of_help_is_asked_for(
    answerable: float, nothing: bool
) -> None:
    weights = WEIGHTS.model_copy(update={"abstain_answerable": 2.0})
    query = asked()._replace(answerable=answerable)

    result = retrieve(query, library=Shelf((an_entry(), 0.55, 0.0)), weights=weights, today=TODAY)

    assert result.abstained is nothing
