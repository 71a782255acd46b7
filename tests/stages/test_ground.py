import pytest

from assistant.model.debrief import Statement, SupervisionQuestion
from assistant.model.text import Span
from assistant.stages.ground import ground
from knowledge.vocabulary import Check, Function, Lens
from tests.factories import a_parse

TEXT = "I called the client twice and could not stop. What if I had stayed, I thought."
KNOWN = frozenset({"what", "would", "help", "you", "about", "how", "happen", "if"})


@pytest.mark.parametrize(
    ("asked", "is_advice"),
    [
        ("What if you called the client tonight?", True),
        ("What would happen if you were to call the client?", True),
        ("How could you get the client to stop?", True),
        ("What happens in you at “What if I had stayed”?", False),
        ("What would help you about the client?", False),
    ],
)
def test_advice_in_the_form_of_a_question_is_not_shown_unless_it_quotes_the_writer(
    asked: str, is_advice: bool
) -> None:
    question = SupervisionQuestion(
        question=asked,
        function=Function.RESTORATIVE,
        lens=Lens.CLINICIAN,
        evidence=(Span(start=0, end=45),),
    )

    reasons = ground(question, parse=a_parse(asked), against=a_parse(TEXT), known=KNOWN)

    assert (Check.ADVICE in {r.check for r in reasons}) == is_advice


@pytest.mark.parametrize(
    ("told", "is_advice"),
    [
        ("Next time, bring him back to his sister early in the hour.", True),
        ("Call the client twice.", True),
        ("You called the client twice.", False),
        ("You could not stop and thought of staying.", False),
        ("You wrote: “I called the client twice”.", False),
    ],
)
def test_a_summary_that_commands_is_not_shown(told: str, is_advice: bool) -> None:
    statement = Statement(text=told, evidence=(Span(start=0, end=45),))

    reasons = ground(statement, parse=a_parse(told), against=a_parse(TEXT), known=KNOWN)

    assert (Check.ADVICE in {r.check for r in reasons}) == is_advice
