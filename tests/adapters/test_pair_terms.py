from pathlib import Path

import numpy as np

from assistant.adapters.pair_terms import PairTerms, terms_between
from assistant.model.text import Span
from assistant.ports import Pairing
from tests.factories import a_parse

EVIDENCE = "He laughed at me. I almost cried in the car, and then I drove home."


def a_pair(statement: str) -> Pairing:
    against, said = a_parse(EVIDENCE), a_parse(statement)
    return Pairing(against, Span(start=0, end=len(EVIDENCE)), said, Span(start=0, end=len(statement)))


def test_you_in_a_statement_is_the_writer_of_its_evidence() -> None:
    assert terms_between("I drove home.", "You drove home.") == {
        "new words 0": 1.0,
        "share of new words": 0.0,
        "share of new pairs": 0.0,
    }


def test_a_word_that_the_evidence_has_in_no_form_is_new() -> None:
    terms = terms_between(EVIDENCE, "You were driving and sobbing.")
    assert "new sobbing" in terms
    assert "new driving" in terms  # "drove" is another word to a stemmer
    assert "new cried" not in terms_between(EVIDENCE, "You cried.")
    assert "new laughing" not in terms_between(EVIDENCE, "He was laughing.")


def test_what_the_nearest_sentence_says_beside_is_left_out() -> None:
    assert "left out almost" in terms_between(EVIDENCE, "You cried in the car, then drove home.")
    assert "left out laughed" not in terms_between(EVIDENCE, "You cried in the car, then drove home.")


def test_who_did_it_to_whom_is_a_new_pair() -> None:
    assert "new pair i laughed" in terms_between(EVIDENCE, "You laughed at him.")


def test_empty_and_wordless_texts_are_answered() -> None:
    assert terms_between("", "")["share of new words"] == 0.0
    assert terms_between("🙂", "You slept.")["share of new words"] == 1.0


def test_saved_terms_give_the_same_row(tmp_path: Path) -> None:
    sobbed, loudly = a_pair("You sobbed."), a_pair("You sobbed loudly.")
    made = PairTerms.of([sobbed, loudly], fewest=2)
    made.save(tmp_path / "pair_terms.npz")
    again = PairTerms.load(tmp_path / "pair_terms.npz")
    assert "new sobbed" in again.names
    assert "new loudly" not in again.names
    assert np.array_equal(again.vector(sobbed), made.vector(sobbed))
