import pytest

from evals.baselines.keyword_gate import PHRASES, gated
from evals.baselines.statement_alone import by_statement_alone
from evals.case import StatementsCase
from knowledge.vocabulary import Route


def test_the_gate_knows_twenty_phrases():
    assert len(set(PHRASES)) == 20


@pytest.mark.parametrize(
    "text", ["I want to die.", "Client was SUICIDAL last year", "I can\u2019t go on like this"]
)
def test_a_phrase_stops_everyone_whoever_it_is_about(text):
    assert gated(text) is Route.CRISIS


@pytest.mark.parametrize("text", ["She died in May.", "Everyone would sleep easier without me around."])
def test_what_has_no_phrase_passes_whatever_it_means(text):
    assert gated(text) is Route.PROCEED


def test_the_statement_alone_is_weighed_alike_beside_any_reflection():
    said = "You felt a degree of relief."
    beside = [
        StatementsCase(
            id=str(n),
            author="a",
            family="a-x",
            voice="",
            reflection=text,
            statement=said,
            supported=True,
            check=None,
        )
        for n, text in enumerate(("I was relieved.", "The bus was late."))
    ]

    one, other = map(by_statement_alone, beside)

    assert one.support == other.support
    assert 0 < one.support < 1
