"""Screening cases from a file on this machine: authored ones, and texts that writers kept as appeals."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import AssistantError
from assistant.journal.appeals import SealedAppeal, opened
from assistant.journal.sealed import SealedRecords
from evals.case import ScreeningCase

AUTHOR = "appeal"
ID_SHOWN = 8
Unlock = Callable[[], SealedRecords]


class UnreadableCasesError(AssistantError):
    """A line of the file is no case; the message names it and holds no text."""


def read_cases(path: Path, unlock: Unlock) -> tuple[ScreeningCase, ...]:
    """Every case of a file of JSON lines; the journal is unlocked once, and only if a line is sealed.

    Raises:
        UnreadableCasesError: the file cannot be read, is empty, or holds a line that is no case.
        AppealError: a sealed line cannot be opened.
        JournalError: the journal cannot be unlocked.

    """
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableCasesError(
            f"{path} cannot be read ({type(error).__name__}). Nothing was measured."
        ) from None
    cases = tuple(_cases(path, rows, cache(unlock)))
    if not cases:
        raise UnreadableCasesError(f"{path} holds no case. Nothing was measured.")
    return cases


def _cases(path: Path, rows: list[str], unlock: Unlock) -> Iterator[ScreeningCase]:
    for at, row in enumerate(rows, start=1):
        if row.strip():
            try:
                yield _case(row, unlock)
            except ValidationError as error:
                wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['type']}" for e in error.errors())
                raise UnreadableCasesError(
                    f"Line {at} of {path} is no case ({wrong}). Nothing was measured."
                ) from None
            except ValueError:
                raise UnreadableCasesError(
                    f"Line {at} of {path} is not JSON. Nothing was measured."
                ) from None


def _case(row: str, unlock: Unlock) -> ScreeningCase:
    content = json.loads(row)
    if not isinstance(content, dict) or "sealed" not in content:
        return ScreeningCase.model_validate(content)
    line = SealedAppeal.model_validate(content)
    appeal = opened(line, unlock())
    return ScreeningCase(
        id=line.id[:ID_SHOWN],
        author=AUTHOR,
        family=f"{appeal.got}-to-{appeal.right}",
        text=appeal.text,
        route=appeal.right,
        findings=(),
    )
