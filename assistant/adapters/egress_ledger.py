"""The egress ledger: a line for every request that left this machine. Never its text."""

import json
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assistant.model.debrief import Egress

NAME = "egress.jsonl"


class EgressLedger:
    """Appends to a file in the data folder; the file exists only once something was sent."""

    def __init__(self, home: Path) -> None:
        """Take the data folder."""
        self.path = home / NAME

    def write(self, egress: Egress, *, receipt: str) -> None:
        """Note destination, size, hash, time and receipt of one request."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "receipt": receipt,
            **egress.model_dump(),
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock"), self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
