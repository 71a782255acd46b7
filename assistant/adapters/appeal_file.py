"""Cases that writers agreed to keep, as a file of JSON lines in the data folder; each line is sealed by its journal."""

from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from assistant.adapters.whole_file import OWNER_ONLY, replace_whole
from assistant.errors import AppealError
from assistant.journal.appeals import SealedAppeal
from assistant.settings import APPEALS_OFF_FILE

NAME = "appeals.jsonl"
OFF = (
    "Keeping texts as cases is switched off on this machine, so nothing was kept. "
    f"An administrator did this: AFTERWORD_APPEALS=off, or the file {APPEALS_OFF_FILE}."
)


class AppealFile:
    """Only its owner can read it; every change puts a whole new file in the place of the old one, or changes nothing."""

    def __init__(self, home: Path, *, is_on: bool) -> None:
        """Take the data folder, and whether anything may be kept in it."""
        self._path = home / NAME
        self.is_on = is_on

    def check_allowed(self) -> None:
        """Refuse where keeping is switched off.

        Raises:
            AppealError: it is.

        """
        if not self.is_on:
            raise AppealError(OFF)

    def lines(self) -> tuple[SealedAppeal, ...]:
        """Every line, oldest first.

        Raises:
            AppealError: the file cannot be read.

        """
        try:
            rows = self._path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise self._fault(f"cannot be read ({type(error).__name__})") from None
        return tuple(self._line(at, row) for at, row in enumerate(rows, start=1))

    def keep(self, line: SealedAppeal) -> None:
        """Add one line.

        Raises:
            AppealError: keeping is switched off, or the file cannot be read or written.

        """
        self.check_allowed()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self._write((*self.lines(), line))

    def delete(self, ids: Sequence[str]) -> int:
        """Take out the lines whose ids begin so; how many that were. Works where keeping is switched off, too.

        Raises:
            AppealError: an id names no line or more than one, or the file cannot be read or written.

        """
        if not self._path.is_file():
            raise AppealError("No case is kept on this machine. Nothing was done.")
        with self._locked():
            lines = self.lines()
            gone = {_whole(id_, lines) for id_ in ids}
            self._write([line for line in lines if line.id not in gone])
        return len(gone)

    def clear(self) -> bool:
        """Delete the file, also one that cannot be read; whether there was one."""
        if not self._path.is_file():
            return False
        with self._locked():
            self._path.unlink(missing_ok=True)
        return True

    def _locked(self) -> FileLock:
        return FileLock(self._path.with_suffix(".lock"), mode=OWNER_ONLY)

    def _write(self, lines: Sequence[SealedAppeal]) -> None:
        if not lines:
            self._path.unlink(missing_ok=True)
            return
        content = "".join(f"{line.model_dump_json()}\n" for line in lines)
        try:
            replace_whole(self._path, content, mode=OWNER_ONLY)
        except OSError as error:
            raise self._fault(f"cannot be written ({error.strerror}), so it is as it was") from None

    def _line(self, at: int, row: str) -> SealedAppeal:
        try:
            return SealedAppeal.model_validate_json(row)
        except ValidationError:
            raise self._fault(f"was changed by another hand: line {at} is no case") from None

    def _fault(self, what: str) -> AppealError:
        return AppealError(
            f"The file of kept cases {self._path} {what}. Restore it from a backup, "
            "or delete all of it: afterword appeals delete --all"
        )


def _whole(id_: str, lines: Sequence[SealedAppeal]) -> str:
    fitting = [line.id for line in lines if line.id.startswith(id_)]
    if len(fitting) != 1:
        how_many = "More than one kept case begins" if fitting else "No kept case begins"
        raise AppealError(
            f"{how_many} with {id_}. Nothing was done. Look for its id with: afterword appeals list"
        )
    return fitting[0]
