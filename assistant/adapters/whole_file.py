"""A file that is replaced as a whole: whoever reads it finds the old content or the new, and never a part."""

import os
from contextlib import suppress
from pathlib import Path

OWNER_ONLY, BY_UMASK = 0o600, 0o666


def replace_whole(path: Path, content: str, *, mode: int = BY_UMASK) -> None:
    """Put a new file in the place of the old one, on the disk before it is found there; a failure leaves the old one.

    For one writer at a time: whoever calls this holds the file's lock.

    Raises:
        OSError: it could not be written.

    """
    new = path.with_suffix(".new")
    try:
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
