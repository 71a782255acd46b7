from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.terms import Terms, terms_in

TEXTS = ["I cannot sleep.", "I cannot rest.", "He can sleep."]


def test_the_terms_are_words_and_pairs_in_lower_case_and_a_placeholder_is_a_gap() -> None:
    assert terms_in("Saw [CLIENT-1] again, couldn’t cope 24/7") == [
        "saw",
        "again",
        "couldn't",
        "cope",
        "again couldn't",
        "couldn't cope",
    ]


def test_a_term_counts_from_the_fewest_texts_on_and_the_commonest_come_first() -> None:
    assert list(Terms.of(TEXTS, fewest=2, most=10).rarity) == ["cannot", "i", "i cannot", "sleep"]
    assert list(Terms.of([*TEXTS, "sleep"], fewest=2, most=1).rarity) == ["sleep"]


def test_a_rare_term_weighs_more_and_a_row_is_a_unit() -> None:
    terms = Terms({"sleep": 1.0, "flashback": 3.0})
    row = terms.vector("Sleep, then a flashback")
    assert row[1] == pytest.approx(3 * row[0])
    assert np.linalg.norm(row) == pytest.approx(1.0)


def test_a_text_without_known_terms_is_zeros_and_not_a_fault() -> None:
    assert not Terms({"sleep": 1.0}).vector("🙂 123").any()


def test_a_saved_list_reads_a_text_alike(tmp_path: Path) -> None:
    made = Terms.of(TEXTS, fewest=1, most=50)
    made.save(tmp_path / "terms.npz")
    text = "I cannot sleep, he can rest"
    assert np.allclose(Terms.load(tmp_path / "terms.npz").vector(text), made.vector(text))
