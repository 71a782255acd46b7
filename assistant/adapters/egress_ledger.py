"""The egress ledger: a line for every request that left this machine. Never its text."""

import json
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assistant.errors import EgressUnrecorded, SetupError
from assistant.model.debrief import Egress

NAME = "egress.jsonl"


class LedgerLine(Egress):
    """One request, when it left, and the receipt that it belongs to."""

    time: datetime
    receipt: str


class EgressLedger:
    """Appends to a file in the data folder; the file exists only once something was to be sent."""

    def __init__(self, home: Path) -> None:
        """Take the data folder."""
        self.path = home / NAME

    def check(self) -> None:
        """Nothing is sent that could not be noted.

        Raises:
            EgressUnrecorded: the file cannot be written.

        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8"):
                pass
        except OSError as error:
            raise EgressUnrecorded(f"The egress ledger cannot be written ({error.strerror}).") from None

    def write(self, egress: Egress, receipt: str) -> None:
        """Note destination, size, hash, time and receipt of one request."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "receipt": receipt,
            **egress.model_dump(),
        }
        with FileLock(f"{self.path}.lock"), self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def lines(self) -> tuple[LedgerLine, ...]:
        """Every request that left, oldest first.

        Raises:
            SetupError: the file cannot be read, or a line of it is damaged.

        """
        if not self.path.exists():
            return ()
        try:
            written = self.path.read_text(encoding="utf-8").splitlines()
            return tuple(map(LedgerLine.model_validate_json, written))
        except (OSError, ValueError) as error:
            raise SetupError(
                f"The egress ledger {self.path} cannot be read ({type(error).__name__}). It holds no text of anyone. "
                "Restore it from a backup, or move it aside to begin a new one."
            ) from None
