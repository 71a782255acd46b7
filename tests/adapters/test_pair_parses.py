"""What the parses tell of a statement beside its evidence, on the smallest twins that differ in one thing."""

import pytest

from assistant.adapters.pair_parses import told_by_parses
from assistant.model.text import Span
from assistant.ports import Pairing
from tests.factories import a_parse

EVIDENCE = "I called my supervisor. He never answered the message. I wanted to shout at the manager."


def told(statement: str, evidence: str = EVIDENCE) -> frozenset[str]:
    whole = Span(start=0, end=len(statement))
    against = a_parse(evidence)
    return told_by_parses(Pairing(against, Span(start=0, end=len(evidence)), a_parse(statement), whole))


def test_who_did_it_is_told() -> None:
    assert "act: by writer, told writer" in told("You called your supervisor.")
    assert "act: never by other" in told("He called your supervisor.")


def test_whether_it_was_done_is_told() -> None:
    assert "act: negated alike" in told("He did not answer the message.")
    assert "act: never so negated" in told("He answered the message.")


def test_what_was_only_wished_for_is_told() -> None:
    assert "act: only imagined" in told("You shouted at the manager.")
    assert "act: only imagined" not in told("You wanted to shout at the manager.")


def test_whose_a_thing_is_is_told() -> None:
    assert "owned by writer, told same" in told("You called your supervisor.")
    assert "owned by them, told writer" in told("You called their supervisor.")


@pytest.mark.parametrize(
    ("statement", "term"), [("You always called.", "always: new"), ("You called twice.", "seldom: new")]
)
def test_a_stronger_or_weaker_word_is_told(statement: str, term: str) -> None:
    assert term in told(statement)


def test_what_is_new_is_counted() -> None:
    assert "content new 0" in told("You called your supervisor.")
    assert "content new NOUN 1" in told("You called your sister.")


def test_texts_without_words_are_answered() -> None:
    assert "acts 0" in told("🙂")
    assert "acts 0" in told("")
