"""A receipt as a file: written once, readable to its owner alone."""

from pathlib import Path

from pydantic import ValidationError

from assistant.bootstrap import LocalClock
from assistant.cli.reading import Unreadable
from assistant.model.debrief import Outcome
from assistant.model.receipt import Receipt
from assistant.receipts import making_of, receipt_of
from assistant.settings import Settings
from assistant.wiring import Ports

PRIVATE = 0o600


def check_free(path: Path) -> None:
    """A receipt is written once; asked before anything is run.

    Raises:
        Unreadable: the file is there already, or its folder is not.

    """
    if path.exists() or not path.parent.is_dir():
        why = "is there already" if path.exists() else "lies in no folder"
        raise Unreadable(f"The receipt {path} {why}. Nothing was done. Name a new file.")


def read_receipt(path: Path) -> Receipt:
    """The receipt in a file.

    Raises:
        Unreadable: there is none, or it is not one of ours.

    """
    try:
        return Receipt.model_validate_json(path.read_bytes())
    except OSError as error:
        raise Unreadable(f"{path} cannot be read ({error.strerror}). Nothing was done.") from None
    except ValidationError:
        raise Unreadable(f"{path} is not a receipt of Afterword. Nothing was done.") from None


def write_receipt(path: Path, text: str, outcome: Outcome, settings: Settings, ports: Ports) -> None:
    """The receipt of a debrief as a file that only its owner reads.

    Raises:
        Unreadable: the file is there already, or cannot be written.

    """
    made = making_of(settings, ports.library.release, day=LocalClock().today(), answer=outcome.answer)
    receipt = receipt_of(text, outcome, made)
    try:
        path.touch(mode=PRIVATE, exist_ok=False)
        path.write_text(receipt.model_dump_json(indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"The receipt {path} cannot be written ({error.strerror}).") from None
