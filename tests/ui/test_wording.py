"""Every word of the vocabulary that can reach a page has words for a reader."""

import inspect
import re
from enum import StrEnum
from typing import get_args

import pytest

from assistant import pipeline
from assistant.model.debrief import Answer, When
from knowledge import vocabulary as v
from knowledge.wording import pattern
from ui import wording


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (wording.THEMES, v.Theme),
        (wording.FINDINGS, v.FindingKind),
        (wording.SUBJECTS, v.Subject),
        (wording.CURRENCIES, v.Currency),
        (wording.KINDS, v.IdentifierKind),
        (wording.PLACES, v.Locale),
        (wording.LEVEL_NAMES, v.Level),
        (wording.GRADES, v.Grade),
        (wording.FUNCTIONS, v.Function),
        (wording.LENSES, v.Lens),
    ],
)
def test_no_word_is_missing(words: dict[StrEnum, str], kinds: type[StrEnum]) -> None:
    assert set(words) == set(kinds)
    assert all(words.values())


def test_every_answer_and_every_time_has_words() -> None:
    assert set(wording.ANSWERS) == set(get_args(Answer))
    assert set(wording.WHEN) == set(get_args(When))


def test_every_stage_of_the_pipeline_has_words() -> None:
    stages = set(re.findall(r'\.stage\("(\w+)"\)', inspect.getsource(pipeline)))

    assert stages <= set(wording.STAGES)


def test_nothing_here_minimises_or_cheers() -> None:
    said = [t for t in vars(wording).values() if isinstance(t, str)]
    said += [s for part in wording.ABOUT_PARTS.values() for s in part]

    assert not [s for s in said if pattern("cheer").search(s)]
