"""Appeals: texts that their writer says were screened wrongly, sealed with the journal's key as cases to test against."""

import base64
import uuid
from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from assistant.errors import AppealError, JournalError
from assistant.journal.sealed import SealedRecords
from assistant.model.text import Frozen, Hint
from knowledge.vocabulary import Route

COLUMN = "appeal"


class Appeal(Frozen):
    """Exactly what is kept of one text: masked, with where it was sent and where it should have been."""

    text: str = Field(repr=False, min_length=1)
    got: Route
    right: Route
    on: date


class Proposed(NamedTuple):
    """An appeal as it is shown before anybody said yes."""

    appeal: Appeal
    hints: tuple[Hint, ...]
    """What may still point at one person."""


class SealedAppeal(Frozen):
    """One line of the file; without the passphrase it tells that there is one, and how long it is."""

    format: Literal[1] = 1
    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    sealed: str = Field(repr=False)


class Kept(NamedTuple):
    """One line, opened; nothing where another journal sealed it or it is damaged."""

    id: str
    appeal: Appeal | None


def sealed(appeal: Appeal, journal: SealedRecords) -> SealedAppeal:
    """The appeal as a line that only this journal opens.

    Raises:
        JournalError: the journal is locked.

    """
    id_ = uuid.uuid4().hex
    body = journal.seal_beside(appeal.model_dump_json().encode(), record=id_, column=COLUMN)
    return SealedAppeal(id=id_, sealed=base64.b64encode(body).decode())


def opened(line: SealedAppeal, journal: SealedRecords) -> Appeal:
    """What the line holds.

    Raises:
        AppealError: it was changed, cut short, or sealed by another journal.
        JournalError: the journal is locked.

    """
    try:
        body = base64.b64decode(line.sealed, validate=True)
        return Appeal.model_validate_json(journal.open_beside(body, record=line.id, column=COLUMN))
    except JournalError:
        if journal.is_locked:
            raise
        raise _unopened(line) from None
    except ValueError:
        raise _unopened(line) from None


def kept(lines: tuple[SealedAppeal, ...], journal: SealedRecords) -> tuple[Kept, ...]:
    """Every line, opened where this journal opens it.

    Raises:
        JournalError: the journal is locked.

    """
    return tuple(Kept(line.id, _opened_or_none(line, journal)) for line in lines)


def _unopened(line: SealedAppeal) -> AppealError:
    return AppealError(
        f"The case {line.id[:8]} cannot be opened: it is damaged, or another journal sealed it. "
        f"To be rid of it: afterword appeals delete {line.id[:8]}"
    )


def _opened_or_none(line: SealedAppeal, journal: SealedRecords) -> Appeal | None:
    try:
        return opened(line, journal)
    except AppealError:
        return None
