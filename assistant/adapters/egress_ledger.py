"""The egress ledger: a line for every request that left this machine. Never its text."""

import json
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assistant.errors import EgressUnrecorded
from assistant.model.debrief import Egress

NAME = "egress.jsonl"


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
