"""The organisation's masking list as a file of JSON lines, each chained to the one before."""

import os
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from assistant.curation.audit import FIRST, chain_faults, hash_of
from assistant.curation.masking_list import Act, MaskingLine, checked, terms_of
from assistant.errors import SetupError
from assistant.ports import Identifier, IdentifierDetector
from assistant.stages.masking import MaskingTerms, TermDetector
from knowledge.vocabulary import IdentifierKind

NAME = "masking_list.jsonl"


class MaskingFile:
    """Append-only; read anew for every use, so that a change counts at once."""

    def __init__(self, home: Path) -> None:
        """Take the folder where data lies."""
        self._path = home / NAME

    def lines(self) -> tuple[MaskingLine, ...]:
        """Every change, oldest first.

        Raises:
            SetupError: the file cannot be read or was changed by another hand; nothing is masked by half a list.

        """
        if not self._path.is_file():
            return ()
        try:
            text = self._path.read_text(encoding="utf-8")
            lines = tuple(MaskingLine.model_validate_json(row) for row in text.splitlines())
        except (OSError, UnicodeDecodeError, ValidationError):
            raise SetupError(_faulty(self._path, "cannot be read")) from None
        faults = chain_faults(lines)
        if faults:
            raise SetupError(_faulty(self._path, faults[0]))
        return lines

    def terms(self) -> MaskingTerms:
        """What the list holds now.

        Raises:
            SetupError: see `lines`.

        """
        return terms_of(self.lines())

    def change(self, act: Act, words: str, *, who: str, kind: IdentifierKind | None = None) -> MaskingLine:
        """Append one change.

        Raises:
            MaskingListError: the term cannot stand on the list.
            SetupError: see `lines`.

        """
        before = self.lines()
        line = MaskingLine(
            who=who,
            act=act,
            words=checked(act, words, terms_of(before)),
            kind=kind if act == "always" else None,
            sequence=len(before) + 1,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            previous_hash=before[-1].hash if before else FIRST,
            hash="",
        )
        line = line.model_copy(update={"hash": hash_of(line)})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line.model_dump_json() + "\n")
            file.flush()
            os.fsync(file.fileno())
        return line


class ListedDetector:
    """A detector led by the list as it is now."""

    def __init__(self, detector: IdentifierDetector, file: MaskingFile) -> None:
        """Take the detector whose findings are changed."""
        self._detector = detector
        self._file = file

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another.

        Raises:
            SetupError: the list cannot be read or was changed by another hand.

        """
        return TermDetector(self._detector, self._file.terms()).detect(text)


def _faulty(path: Path, what: str) -> str:
    return (
        f"The organisation's masking list {path} is not as it was written: {what}. No text is read until it is "
        "mended. Restore the file from a backup, or remove it to go on without a list."
    )
