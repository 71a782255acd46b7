"""Counts of what the library had no answer for, in one small file of the data folder; no text and no time of day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from assistant.adapters.whole_file import replace_whole
from assistant.curation.unanswered import Counts, counted, is_unanswered
from assistant.errors import SetupError
from assistant.model.debrief import Outcome

NAME = "unanswered.json"


class UnansweredFile:
    """Counts where an operator asked for it; otherwise it writes nothing."""

    def __init__(self, home: Path, *, counts: bool, today: Callable[[], date]) -> None:
        """Take the data folder, and whether anything is counted."""
        self._path = home / NAME
        self._today = today
        self.is_on = counts

    def note(self, outcome: Outcome) -> None:
        """Count an outcome that the library had nothing for; a count that fails never costs a debrief."""
        if self.is_on and is_unanswered(outcome):
            with suppress(SetupError, OSError):
                self._add(outcome)

    def read(self) -> Counts | None:
        """What was counted, or nothing.

        Raises:
            SetupError: the file cannot be read.

        """
        if not self._path.is_file():
            return None
        try:
            return Counts.model_validate_json(self._path.read_text(encoding="utf-8"))
        except (OSError, ValidationError):
            raise SetupError(
                f"{NAME} in the data folder cannot be read, so nothing was counted. Delete it to start again."
            ) from None

    def _add(self, outcome: Outcome) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._path.with_suffix(".lock")):
            now = counted(self.read() or Counts(since=self._today().isoformat()), outcome)
            replace_whole(self._path, now.model_dump_json(indent=1))
