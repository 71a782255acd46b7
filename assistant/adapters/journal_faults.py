"""Every fault of a database as a sentence of ours; none of them holds text."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from assistant.errors import JournalError

LOCKED = (
    "The journal is in use by another window that is saving right now. Nothing was lost: close the other window or "
    "try again in a moment."
)
FULL = "The disk is full, so nothing new was saved. What was kept before is untouched. Free some space and save again."
DAMAGED = (
    "The journal file is damaged or cut short. It was not changed. Restore it from a copy; do not begin a new journal "
    "in its place before you have."
)
READ_ONLY = "The journal cannot be written where it lies. Nothing was changed. Check the permissions of AFTERWORD_HOME."
UNREACHABLE = "The journal's database cannot be reached. Nothing was changed. Check DATABASE_URL and that the server runs."
OTHER = "The journal could not do this ({}). What was kept before is untouched. Try again."
BY_SQLITE_CODE = {
    5: LOCKED,
    6: LOCKED,
    13: FULL,
    11: DAMAGED,
    26: DAMAGED,
    8: READ_ONLY,
    14: READ_ONLY,
    10: DAMAGED,
}
"""Primary result codes of SQLite."""
BY_SQLSTATE = {
    "55P03": LOCKED,
    "40P01": LOCKED,
    "40001": LOCKED,
    "53100": FULL,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
}


@contextmanager
def faults_in_our_words() -> Iterator[None]:
    """Turn a database's error into a journal's, without the statement or its values.

    Raises:
        JournalError: the database failed.

    """
    try:
        yield
    except DBAPIError as error:
        raise JournalError(wording_of(error.orig)) from None
    except OSError as error:
        raise JournalError(OTHER.format(error.strerror or type(error).__name__)) from None


def wording_of(error: BaseException | None) -> str:
    """What happened, what it means, and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return BY_SQLITE_CODE.get(code & 0xFF, OTHER.format(f"SQLite {code}"))
    state = getattr(error, "sqlstate", None)
    if state is None and type(error).__name__ == "OperationalError":
        return UNREACHABLE
    return BY_SQLSTATE.get(state or "", OTHER.format(state or type(error).__name__))
