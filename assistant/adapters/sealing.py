"""AES-GCM for every record, under a data key that only a passphrase or a recovery code unwraps (Argon2id)."""

import base64
import secrets
import unicodedata
from typing import Literal

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ValidationError

from assistant.errors import JournalError
from assistant.journal.records import NewLock, Sealer
from assistant.model.text import Frozen

KEY_BYTES, NONCE_BYTES, SALT_BYTES, CODE_BYTES = 32, 12, 16, 20
TIME_COST, MEMORY_KIB, LANES = 3, 64 * 1024, 4
MOST_TIME, MOST_MEMORY_KIB = 20, 1024 * 1024
"""A lock that asks for more was not made by us."""
GROUP = 4
Way = Literal["passphrase", "recovery"]


class WrappedKey(Frozen):
    """The data key under one secret, and how the secret is stretched."""

    salt: str
    time_cost: int
    memory_kib: int
    lanes: int
    wrapped: str


class Lock(Frozen):
    """The data key under the passphrase, and once more under the recovery code."""

    format: Literal[1] = 1
    passphrase: WrappedKey
    recovery: WrappedKey


class AesGcmSealer:
    """Seals under one data key; the place of a record is bound into its seal."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._cipher = AESGCM(key)

    def __repr__(self) -> str:
        return "AesGcmSealer()"

    @property
    def key(self) -> bytes:
        """The data key; only the locksmith asks for it."""
        return self._key

    def seal(self, plain: bytes, *, record: str, column: str) -> bytes:
        """Nonce and ciphertext."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, _place(record, column))

    def open(self, sealed: bytes, *, record: str, column: str) -> bytes:
        """The plain bytes.

        Raises:
            JournalError: they were changed, cut short, or belong somewhere else.

        """
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(record, column))
        except (InvalidTag, ValueError):
            raise JournalError(
                f"The record {record[:8]} is damaged: its seal does not fit. The other records are untouched. "
                "Restore the journal from a copy, or delete this record."
            ) from None


class Argon2Locksmith:
    """Stretches secrets with Argon2id and wraps the data key with AES-GCM."""

    def __init__(self, *, time_cost: int = TIME_COST, memory_kib: int = MEMORY_KIB) -> None:
        """Take how hard guessing is made; a lock remembers it."""
        self._cost = (time_cost, memory_kib)

    def new_lock(self, passphrase: str) -> NewLock:
        """A lock for a new journal, with a recovery code that is shown once."""
        key = secrets.token_bytes(KEY_BYTES)
        plain = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
        code = "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
        lock = Lock(
            passphrase=_wrap(key, passphrase, "passphrase", *self._cost),
            recovery=_wrap(key, plain, "recovery", *self._cost),
        )
        return NewLock(lock.model_dump_json(), AesGcmSealer(key), code)

    def unlock(self, lock: str, passphrase: str) -> Sealer:
        """The sealer, by passphrase.

        Raises:
            JournalError: the passphrase does not open the lock.

        """
        key = _unwrap(_read(lock).passphrase, passphrase, "passphrase")
        if key is None:
            raise JournalError(
                "That passphrase does not open this journal. Nothing was changed. "
                "Try again, or use the recovery code: afterword journal passphrase --recover"
            )
        return AesGcmSealer(key)

    def unlock_by_recovery(self, lock: str, code: str) -> Sealer:
        """The sealer, by recovery code.

        Raises:
            JournalError: the code does not open the lock.

        """
        plain = "".join(c for c in code.upper() if c.isalnum())
        key = _unwrap(_read(lock).recovery, plain, "recovery")
        if key is None:
            raise JournalError("That recovery code does not open this journal. Nothing was changed.")
        return AesGcmSealer(key)

    def relocked(self, lock: str, sealer: Sealer, passphrase: str) -> str:
        """The same lock under another passphrase; the recovery code stays."""
        assert isinstance(sealer, AesGcmSealer)
        wrapped = _wrap(sealer.key, passphrase, "passphrase", *self._cost)
        return _read(lock).model_copy(update={"passphrase": wrapped}).model_dump_json()


def _place(record: str, column: str) -> bytes:
    return f"afterword journal 1|{record}|{column}".encode()


def _read(lock: str) -> Lock:
    try:
        return Lock.model_validate_json(lock)
    except ValidationError:
        raise JournalError(
            "The journal's lock is damaged, so no passphrase can open it. Nothing was changed. "
            "Restore the journal from a copy."
        ) from None


def _wrap(key: bytes, secret: str, way: Way, time_cost: int, memory_kib: int) -> WrappedKey:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    stretched = _stretch(secret, salt, time_cost, memory_kib, LANES)
    wrapped = nonce + AESGCM(stretched).encrypt(nonce, key, _place("lock", way))
    return WrappedKey(
        salt=base64.b64encode(salt).decode(),
        time_cost=time_cost,
        memory_kib=memory_kib,
        lanes=LANES,
        wrapped=base64.b64encode(wrapped).decode(),
    )


def _unwrap(wrapped: WrappedKey, secret: str, way: Way) -> bytes | None:
    if wrapped.time_cost > MOST_TIME or wrapped.memory_kib > MOST_MEMORY_KIB:
        return None
    try:
        sealed = base64.b64decode(wrapped.wrapped)
        stretched = _stretch(
            secret, base64.b64decode(wrapped.salt), wrapped.time_cost, wrapped.memory_kib, wrapped.lanes
        )
        return AESGCM(stretched).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place("lock", way))
    except (InvalidTag, ValueError):
        return None


def _stretch(secret: str, salt: bytes, time_cost: int, memory_kib: int, lanes: int) -> bytes:
    return hash_secret_raw(
        unicodedata.normalize("NFC", secret).encode(),
        salt,
        time_cost,
        memory_kib,
        lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
