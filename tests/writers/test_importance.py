from assistant.writers.anchors import anchors
from assistant.writers.importance import WEIGHTS, features
from knowledge.vocabulary import Facet
from tests.factories import an_understanding
from tests.writers.test_guided import drafted

TEXT = (
    "My placement ends on Friday, and I have said goodbye to six of them. The hall smelled of paint. The kettle was on. "
    "The cups were blue. The bus was late. The radio was on. The rain went on. The lift was slow. I am worn out from goodbyes."
)


def test_how_a_reflection_opens_and_closes_is_told_before_its_scenery() -> None:
    told = [s.text for s in drafted(TEXT).summary]

    assert told[0] == "Your placement ends on Friday, and you have said goodbye to six of them."
    assert told[-1] == "You are worn out from goodbyes."
    assert len(told) == 5
    assert "The radio was on." not in told


def test_each_weight_is_of_something_counted() -> None:
    understanding = an_understanding(TEXT)
    span = understanding.sentences[0].span

    counted = features(understanding, span, {Facet.EVENT}, own=True, at=0, of=9)

    assert set(counted) == set(WEIGHTS)
    assert counted["opens"]
    assert counted["time"]
    assert not counted["closes"]


def test_a_clients_story_matters_less_than_the_same_words_as_a_feeling() -> None:
    understanding = an_understanding("The bus was late. I was so sad in there. The kettle was on.")
    first, said, last = understanding.sentences

    def matters(facet: Facet) -> float:
        sentences = (first, said.model_copy(update={"facet": facet}), last)
        read = understanding.model_copy(update={"sentences": sentences})
        return next(a.weight for a in anchors(read) if a.span == said.span)

    assert matters(Facet.OWN_FEELING) > matters(Facet.THOUGHT) > matters(Facet.CLIENT_STORY)
