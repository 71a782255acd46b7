"""A release of the library: its manifest, and the pieces into which entries are cut for search."""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime

from assistant.model.text import Frozen
from assistant.model.understanding import Quote
from knowledge.collection import hash_of
from knowledge.entry import Entry

SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|$)", re.DOTALL)
WINDOW = 2
"""Sentences in one passage: enough to read alone, short enough to be about one thing."""


class Manifest(Frozen):
    """What a release is made of; two releases with one content hash are the same."""

    id: str
    content_hash: str
    file_hash: str = ""
    """SHA-256 of the file of entries; empty where an earlier Afterword built the release."""
    embedding_model: str
    created: datetime
    entries: int
    chunks: int


class Chunk(Frozen):
    """One indexed piece of an entry, and the exact stretch of its body that it shows."""

    entry_id: str
    indexed: str
    quote: Quote

    @property
    def key(self) -> str:
        """Unique within a release."""
        return f"{self.entry_id}:{self.quote.start}-{self.quote.end}:{len(self.indexed)}"

    @property
    def metadata(self) -> dict[str, str | int]:
        """What the index keeps beside the text."""
        return {"entry_id": self.entry_id, "start": self.quote.start, "end": self.quote.end}


def as_published(content: bytes, release: str, manifest: Manifest | None) -> tuple[Entry, ...] | None:
    """The entries of a release's file; nothing where it is not the file that was published.

    Its bytes tell at once. Where an earlier Afterword built the release, or its index is being built anew, only
    the hash of the content is known.
    """
    file_hash = manifest.file_hash if manifest else ""
    if file_hash and hashlib.sha256(content).hexdigest() != file_hash:
        return None
    try:
        entries = tuple(Entry(**fields) for fields in json.loads(content))
    except (TypeError, ValueError):
        return None
    known = manifest.content_hash if manifest else release.split("-")[1]
    return entries if file_hash or hash_of(entries).startswith(known) else None


def chunks_of(entries: Iterable[Entry]) -> tuple[Chunk, ...]:
    """Per entry: its name with lay terms, and every window of sentences of its body."""
    return tuple(chunk for entry in entries for chunk in _chunks_of_one(entry))


def _chunks_of_one(entry: Entry) -> Iterable[Chunk]:
    sentences = [
        (m.start() + len(m[0]) - len(m[0].lstrip()), m.end())
        for m in SENTENCE.finditer(entry.body)
        if m[0].strip()
    ]
    first = quote_of(entry.body, *sentences[0])
    yield Chunk(entry_id=entry.id, indexed=". ".join((entry.title, *entry.lay_terms)), quote=first)
    for at in range(0, len(sentences), WINDOW):
        window = sentences[at : at + WINDOW]
        quote = quote_of(entry.body, window[0][0], window[-1][1])
        yield Chunk(entry_id=entry.id, indexed=f"{entry.title}. {quote.text}", quote=quote)


def quote_of(body: str, start: int, end: int) -> Quote:
    """The exact stretch of a body."""
    return Quote(text=body[start:end], start=start, end=end)
