"""Every word of the workflow that can reach the curation page has words for a reader."""

from enum import StrEnum

import pytest

from knowledge import vocabulary as v
from knowledge.wording import pattern
from knowledge.workflow import Role
from ui import curating, library_wording
from ui import curation_wording as words


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (words.STATUSES, v.Status),
        (words.ROLES, Role),
        (words.LEVELS, v.Level),
        (words.PHASES, v.Phase),
        (library_wording.TYPES, v.EntryType),
    ],
)
def test_no_word_is_missing(said: dict[StrEnum, str], kinds: type[StrEnum]) -> None:
    assert set(said) == set(kinds)
    assert all(said.values())


def test_every_step_of_a_review_has_a_label_and_an_end() -> None:
    assert set(words.ACTIONS) == set(words.DONE) == set(curating.STEPS)


def test_nothing_here_minimises_or_cheers() -> None:
    assert not [t for t in vars(words).values() if isinstance(t, str) and pattern("cheer").search(t)]
