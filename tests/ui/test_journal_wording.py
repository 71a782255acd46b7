"""Every word of the journal and of supervision that can reach a page has words for a reader."""

from types import ModuleType
from typing import get_args

import pytest

from assistant.supervision.agenda import Priority
from assistant.supervision.log import SessionKind
from knowledge.vocabulary import Lens, Route
from knowledge.wording import pattern
from ui import agenda_files, appeal_wording, journal_wording, journalling, supervision_wording


def test_no_word_is_missing() -> None:
    assert set(supervision_wording.LENSES) == set(Lens)
    assert set(supervision_wording.KINDS) == set(get_args(SessionKind))
    assert set(supervision_wording.PRIORITIES) == set(get_args(Priority))
    assert set(supervision_wording.FORMATS) == set(agenda_files.FORMATS)
    assert set(journal_wording.EXPORTS) == set(journalling.FORMATS)
    assert set(appeal_wording.ROUTES) == set(Route)


@pytest.mark.parametrize("words", [journal_wording, supervision_wording, appeal_wording])
def test_nothing_here_minimises_or_cheers(words: ModuleType) -> None:
    assert not [t for t in vars(words).values() if isinstance(t, str) and pattern("cheer").search(t)]
