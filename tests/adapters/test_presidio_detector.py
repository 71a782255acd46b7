"""The detector as it ships: nothing planted survives, and its own output stays as it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.bootstrap import build_readers
from assistant.model.text import DeidentifiedReflection, Pseudonyms, Reflection
from assistant.stages.deidentify import deidentify

WORDS = st.from_regex(r"[a-z]{3,9}", fullmatch=True)
DIGITS = st.integers(0, 9).map(str)
PLANTED = st.one_of(
    st.builds("{}.{}@{}.org".format, WORDS, WORDS, WORDS),
    st.builds("https://{}.com/{}".format, WORDS, WORDS),
    st.from_regex(r"\([2-9][0-9]{2}\) 555-01[0-9]{2}", fullmatch=True),
    st.from_regex(r"\+44 7[0-9]{3} [0-9]{3} [0-9]{3}", fullmatch=True),
    st.from_regex(r"0[0-9]{3}-[0-9]{3}-[0-9]{4}", fullmatch=True),
    st.from_regex(r"[A-Z]{2}[0-9]{6}", fullmatch=True).map("MRN {}".format),
    st.from_regex(r"[0-9]{7,9}", fullmatch=True).map("case no. {}".format),
)
SENTENCES = st.sampled_from(
    [
        "I wrote it down, {}, and then went home.",
        "she left {} on the desk and i was tired",
        "It was a long day. {} again. I could not sleep after session 9.",
        "The note said {}.",
    ]
)
SLOW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def masked(text: str) -> tuple[DeidentifiedReflection, Pseudonyms]:
    return deidentify(Reflection(text=text), detector=build_readers().detector)


@SLOW
@given(SENTENCES, PLANTED)
def test_no_planted_identifier_survives_and_all_of_it_can_be_restored(sentence: str, planted: str) -> None:
    text = sentence.format(planted)

    result, pseudonyms = masked(text)

    assert planted.rpartition(" ")[2] not in result.text
    assert pseudonyms.restore(result.text) == text
    assert all(0 <= r.start < r.end <= len(text) for r in result.redactions)
    assert all(a.end <= b.start for a, b in zip(result.redactions, result.redactions[1:], strict=False))


@SLOW
@given(SENTENCES, PLANTED)
def test_masking_what_is_masked_changes_nothing(sentence: str, planted: str) -> None:
    once, _ = masked(f"Maria Lopez came at four. {sentence.format(planted)}")

    twice, _ = masked(once.text)

    assert twice.text == once.text


@pytest.mark.parametrize(
    "text",
    [
        "I kept thinking of Yalom and of grace. PHQ-9 of 17 in session 9, room 4, at 3:40pm on Wednesday.",
        "Sertraline 50 mg since March. We call 988 if it gets worse. I may be tired, I hope not.",
    ],
)
def test_a_text_that_identifies_nobody_stays_as_it_was_written(text: str) -> None:
    assert masked(text)[0].text == text


def test_a_first_and_a_last_name_are_masked_where_nothing_else_in_the_text_is_a_name() -> None:
    text = "I saw Mara Quill today and I could not sleep afterwards."

    assert "Mara Quill" not in masked(text)[0].text


def test_likely_names_inside_a_sentence_are_masked_where_nothing_in_the_text_is_surer() -> None:
    text = "Supervision was cancelled again (third time, Gwen has flu). I sat with the file of Tomasz on my knees like a cat."

    shown = masked(text)[0].text

    assert "Gwen" not in shown
    assert "Tomasz" not in shown


def test_a_family_is_masked_by_its_name() -> None:
    assert "Brannigan" not in masked("He thinks I am too soft on the Brannigan family. I lay awake.")[0].text
