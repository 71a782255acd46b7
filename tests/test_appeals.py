"""What is offered to be kept of a text that was sent to the wrong place: masked by the real pipeline, or refused."""

from datetime import date

import pytest

from assistant.adapters.journal_store import SqlJournalStore
from assistant.errors import AppealError, JournalError
from assistant.journal.appeals import Appeal, kept, opened, sealed
from assistant.keeping import appeal_of
from assistant.model.text import Reflection, Span
from assistant.pipeline import StageError, debrief
from assistant.ports import Identifier
from assistant.wiring import Ports
from knowledge.vocabulary import IdentifierKind, Route
from tests.journal.values import a_journal
from tests.test_pipeline import OWN_CRISIS

DAY = date(2026, 11, 20)
NAMED = f"Zebediah Quilliam came at four, and my client Zebediah cried. {OWN_CRISIS}"


class Once:
    """Finds a word the first time that it stands there, and nothing on a second look."""

    def __init__(self, word: str) -> None:
        self._word, self._asked = word, False

    def detect(self, text: str) -> tuple[Identifier, ...]:
        start = -1 if self._asked else text.find(self._word)
        self._asked = True
        span = Span(start=max(0, start), end=max(0, start) + len(self._word))
        return () if start < 0 else (Identifier(span, IdentifierKind.NAME, "CLIENT", 0.9),)


def an_appeal() -> Appeal:
    return Appeal(text="[CLIENT-1] came at four.", got=Route.CRISIS, right=Route.URGENT, on=DAY)


def test_what_would_be_kept_is_the_masked_text_with_both_routes(ports: Ports) -> None:
    proposed = appeal_of(NAMED, right=Route.URGENT, on=DAY, ports=ports)

    assert proposed.appeal.got is debrief(Reflection(text=NAMED), ports=ports).route is Route.CRISIS
    assert proposed.appeal.right is Route.URGENT
    assert "Quilliam" not in repr(proposed.appeal) + proposed.appeal.text
    assert "Zebediah" not in proposed.appeal.text
    assert proposed.appeal.text.endswith(OWN_CRISIS)


def test_a_name_that_was_masked_in_one_place_only_is_refused(ports: Ports) -> None:
    half = ports._replace(detector=Once("Zebediah"))

    with pytest.raises(AppealError, match=r"\[CLIENT-1\] still stands") as refused:
        appeal_of(NAMED, right=Route.URGENT, on=DAY, ports=half)

    assert "Zebediah" not in str(refused.value)


def test_what_the_second_look_finds_is_masked_in_what_is_shown(ports: Ports) -> None:
    class Late:
        """Overlooks the name the first time."""

        asked = 0

        def detect(self, text: str) -> tuple[Identifier, ...]:
            self.asked += 1
            return () if self.asked == 1 else ports.detector.detect(text)

    proposed = appeal_of(NAMED, right=Route.URGENT, on=DAY, ports=ports._replace(detector=Late()))

    assert "Quilliam" not in proposed.appeal.text


@pytest.mark.parametrize("fails_at", [1, 2])
def test_where_masking_fails_nothing_is_offered_and_no_text_is_told(ports: Ports, fails_at: int) -> None:
    class Breaks:
        asked = 0

        def detect(self, text: str) -> tuple[Identifier, ...]:
            self.asked += 1
            if self.asked == fails_at:
                raise RuntimeError(f"cannot read {text}")
            return ()

    with pytest.raises((AppealError, StageError)) as refused:
        appeal_of(NAMED, right=Route.URGENT, on=DAY, ports=ports._replace(detector=Breaks()))

    assert "RuntimeError" in str(refused.value)
    assert "Quilliam" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_text_that_was_sent_there_already_is_no_appeal(ports: Ports) -> None:
    with pytest.raises(AppealError, match="sent to crisis already"):
        appeal_of(OWN_CRISIS, right=Route.CRISIS, on=DAY, ports=ports)


def test_only_the_journal_that_sealed_a_case_opens_it_and_only_unlocked(tmp_path) -> None:
    journal = a_journal(SqlJournalStore(f"sqlite:///{tmp_path / 'one.db'}"))
    other = a_journal(SqlJournalStore(f"sqlite:///{tmp_path / 'other.db'}"))
    line = sealed(an_appeal(), journal)

    assert opened(line, journal) == an_appeal()
    assert "CLIENT" not in line.model_dump_json()
    with pytest.raises(AppealError, match="another journal"):
        opened(line, other)
    assert [one.appeal for one in kept((line,), other)] == [None]

    journal.lock()
    with pytest.raises(JournalError, match="locked itself"):
        kept((line,), journal)
