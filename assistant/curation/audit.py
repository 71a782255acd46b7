"""The audit log's chain: each line's hash covers its content and the hash of the line before.

A chain without a secret shows any change, gap or swap inside it. Lines cut off at the end show only
against a hash that was kept elsewhere (`afterword kb audit --verify --seal HASH`).
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

from assistant.curation.model import AuditLine, AuditNote, Chained

FIRST = "0" * 64
"""What the first line names as the hash before it."""


def chained(note: AuditNote, *, sequence: int, at: str, previous_hash: str) -> AuditLine:
    """The note with its place in the chain."""
    line = AuditLine(**note.model_dump(), sequence=sequence, at=at, previous_hash=previous_hash, hash="")
    return line.model_copy(update={"hash": hash_of(line)})


def hash_of(line: Chained) -> str:
    """SHA-256 over every field but the hash itself, in canonical JSON."""
    fields = line.model_dump(mode="json", exclude={"hash"})
    return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def chain_faults(lines: Sequence[Chained], *, seal: str | None = None) -> tuple[str, ...]:
    """What is wrong with the chain, line by line; nothing when it is whole."""
    faults = list(_faults(lines))
    if seal is not None and not any(line.hash.startswith(seal) for line in lines):
        faults.append(f"the sealed hash {seal[:12]} is not in the log: lines were cut off or replaced")
    return tuple(faults)


def _faults(lines: Sequence[Chained]) -> Iterator[str]:
    previous, expected = FIRST, 1
    for line in lines:
        if line.sequence != expected:
            yield f"line {expected} is missing; the log goes on with {line.sequence}"
        if line.previous_hash != previous:
            yield f"line {line.sequence} does not follow the line before it"
        if line.hash != hash_of(line):
            yield f"line {line.sequence} was changed after it was written"
        previous, expected = line.hash, line.sequence + 1
