"""Readers' grades decide what is offered: what would miss is left out, unless a cause that is not the writer's must be shared."""

from assistant.model.understanding import Passage, Quote, Retrieval
from assistant.stages.fit import FitWeights, with_fit
from knowledge.vocabulary import Approach, Theme
from tests.factories import an_entry

WEIGHTS = FitWeights(
    bias=-2.0,
    best_theme=2.0,
    mean_theme=1.0,
    first_approach=1.0,
    best_approach=0.0,
    dense=0.0,
    lexical=0.0,
    entries={"ind-liked": 1.5},
    least=-1.0,
)


def fits(*passages: Passage, weights: FitWeights = WEIGHTS) -> list[float]:
    offered = Retrieval(release="r1", passages=passages, abstained=False)
    themes, approaches = {Theme.EXHAUSTION: 0.8}, {Approach.GROUNDING: 0.2}
    return [p.fit for p in with_fit(offered, themes=themes, approaches=approaches, weights=weights).passages]


def a_passage(id: str = "ind-tea", *themes: Theme) -> Passage:
    entry = an_entry(id, themes=themes or (Theme.EXHAUSTION,))
    return Passage(entry=entry, quote=Quote(text=entry.body[:10], start=0, end=10), score=1.0)


def test_an_entry_for_the_writers_theme_fits_better_than_one_for_another_or_for_everything():
    for_it, for_much, for_another = fits(
        a_passage(),
        a_passage("ind-much", Theme.EXHAUSTION, Theme.GROWTH),
        a_passage("ind-other", Theme.GROWTH),
    )

    assert for_it > for_much > for_another
    assert for_it > 0 > for_another


def test_what_readers_thought_of_an_entry_counts_and_an_unknown_one_is_taken_as_others_are():
    unknown, liked = fits(a_passage("ind-new"), a_passage("ind-liked"))

    assert round(liked - unknown, 6) == WEIGHTS.entries["ind-liked"]


def test_nothing_else_of_what_was_found_changes():
    passage = a_passage()
    offered = Retrieval(release="r1", passages=(passage,), abstained=False, best=0.7)
    fitted = with_fit(offered, themes={}, approaches={}, weights=WEIGHTS)

    assert fitted.passages[0].model_copy(update={"fit": passage.fit}) == passage
    assert (fitted.release, fitted.abstained, fitted.best) == ("r1", False, 0.7)
