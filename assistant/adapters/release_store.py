"""Immutable releases of the library, on disk or on a Chroma server, behind one atomic pointer.

A release is a folder `releases/<id>` that holds every entry, the BM25 index and, when Chroma is
embedded, the Chroma collection; its manifest is written last, and without one it is not complete. It is
built beside the old one under a file lock, tried with canary queries, and only then does `current.json`
move to it (`os.replace`). A crash leaves the old one serving.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
from chromadb.config import Settings as ChromaSettings
from filelock import FileLock
from langchain_chroma import Chroma

from assistant.adapters.bm25_index import Bm25Index
from assistant.adapters.chroma_library import ChromaLibrary
from assistant.adapters.embedder import MODEL_ID, MiniLmEmbedder
from assistant.adapters.whole_file import replace_whole
from assistant.errors import KnowledgeError, SetupError
from assistant.model.release import Chunk, Manifest, as_published, chunks_of
from knowledge.collection import hash_of
from knowledge.entry import Entry

Progress = Callable[[int, int, str], None]
BATCH = 64
CANARIES = 12
ENTRIES, MANIFEST = "entries.json", "manifest.json"
HNSW: Any = {"hnsw": {"space": "cosine", "ef_search": 400}}


def silent(done: int, total: int, what: str) -> None:
    """Progress for those who do not watch."""


class ReleaseStore:
    """Builds, switches, rolls back and opens releases."""

    def __init__(self, home: Path, *, chroma_url: str | None, embedder: MiniLmEmbedder) -> None:
        """Take the data folder, and a server's address where Chroma is not embedded."""
        self._folder = home / "releases"
        self._pointer = self._folder / "current.json"
        self._mark = self._folder / "shipped.mark"
        self._chroma_url = chroma_url
        self._embedder = embedder

    @property
    def current(self) -> str | None:
        """The id of the release that serves, or nothing before the first set-up."""
        return self.history()[-1] if self._pointer.is_file() else None

    def history(self) -> list[str]:
        """The ids that have served, oldest first; the last one serves."""
        if not self._pointer.is_file():
            return []
        return list(json.loads(self._pointer.read_text(encoding="utf-8"))["history"])

    def manifests(self) -> list[Manifest]:
        """Every complete release on disk, oldest first."""
        paths = self._folder.glob(f"r-*/{MANIFEST}")
        found = [Manifest.model_validate_json(p.read_text(encoding="utf-8")) for p in paths]
        return sorted(found, key=lambda m: (m.created, m.id))

    def entries(self, release: str) -> tuple[Entry, ...]:
        """Every entry of a release, exactly as it was published.

        Raises:
            KnowledgeError: there is no such release.
            SetupError: its file is not the one that was published.

        """
        path = self._folder / release / ENTRIES
        if not path.is_file():
            raise KnowledgeError(f"There is no release {release!r}. See: afterword kb releases")
        entries = as_published(path.read_bytes(), release, self._manifest(release))
        if entries is None:
            raise SetupError(
                f"Release {release} was changed on the disk after it was published, so it is not used. Put {path} "
                "back from a backup; where nobody has curated, delete its folder and run: afterword setup"
            )
        return entries

    def is_complete(self, release: str) -> bool:
        """Whether a release can be searched: on disk, on the server where there is one, for this embedding model."""
        return self._lack_of(release) is None

    def check_searchable(self, release: str) -> None:
        """Raise an error that says why a release cannot serve."""
        if (lack := self._lack_of(release)) is not None:
            raise KnowledgeError(
                f"Release {release} {lack}, so it cannot be searched and was not switched to; "
                f"{self.current or 'nothing'} keeps serving. Mend the entries and run: afterword kb publish"
            )
        self.entries(release)

    @property
    def weighed(self) -> str:
        """The mark of the shipped library that what serves was last weighed against."""
        return self._mark.read_text(encoding="utf-8") if self._mark.is_file() else ""

    def note_weighed(self, mark: str) -> None:
        """Remember that what serves was weighed against this shipped library."""
        with FileLock(self._folder / "switch.lock"):
            replace_whole(self._mark, mark)

    def build(self, entries: Sequence[Entry], *, progress: Progress = silent) -> str:
        """Build a release beside the one that serves; the same content gives the same id.

        Raises:
            SetupError: a canary query does not find its own passage; the old release keeps serving.

        """
        release = f"r-{hash_of(entries)[:12]}-{MODEL_ID[-8:]}"
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "build.lock"):
            if not self.is_complete(release):
                self._build_into(release, entries, progress)
        return release

    def switch(self, release: str) -> None:
        """Make a complete release the one that serves, atomically.

        Raises:
            KnowledgeError: it cannot serve.

        """
        self.check_searchable(release)
        with FileLock(self._folder / "switch.lock"):
            self._write_history([*(r for r in self.history() if r != release), release])

    def rollback(self) -> str:
        """Serve the release before the current one; returns its id.

        Raises:
            KnowledgeError: there is none, or it cannot serve; the current one keeps serving.

        """
        with FileLock(self._folder / "switch.lock"):
            history = self.history()
            if len(history) < 2:  # noqa: PLR2004 - one to leave and one to return to
                raise KnowledgeError(
                    "There is no earlier release to return to; the current one keeps serving."
                )
            current, previous = history[-1], history[-2]
            self.check_searchable(previous)
            self._write_history([current, *history[:-2], previous])
        return previous

    def open(self, release: str | None = None) -> ChromaLibrary:
        """The library of one release, for reading.

        Raises:
            SetupError: nothing has been built yet, or it cannot be searched or was changed since.

        """
        release = release or self.current
        if release is None:
            raise SetupError(
                "The library's index has not been built, so nothing can be searched. Run: afterword setup"
            )
        if (lack := self._lack_of(release)) is not None:
            raise SetupError(f"Release {release} {lack}, so it cannot be searched. Run: afterword setup")
        entries = self.entries(release)
        chunks = chunks_of(entries)
        return ChromaLibrary(
            release=release,
            entries=entries,
            chunks=chunks,
            collection=self._client(release).get_collection(release, embedding_function=None),
            lexical=Bm25Index.load(self._folder / release / "bm25", len(chunks)),
            embedder=self._embedder,
        )

    def _build_into(self, release: str, entries: Sequence[Entry], progress: Progress) -> None:
        """Anew, but never without the entries of a release that was there: they may be nowhere else."""
        folder, chunks = self._folder / release, chunks_of(entries)
        content = json.dumps([e.model_dump(mode="json") for e in entries], ensure_ascii=False)
        folder.mkdir(exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        replace_whole(folder / ENTRIES, content)
        Bm25Index.build([c.indexed for c in chunks]).save(folder / "bm25")
        self._index(release, chunks, progress)
        manifest = Manifest(
            id=release,
            content_hash=hash_of(entries),
            file_hash=hashlib.sha256(content.encode()).hexdigest(),
            embedding_model=MODEL_ID,
            created=datetime.now(UTC),
            entries=len(entries),
            chunks=len(chunks),
        )
        replace_whole(folder / MANIFEST, manifest.model_dump_json(indent=1))

    def _index(self, release: str, chunks: Sequence[Chunk], progress: Progress) -> None:
        store = self._fresh_collection(release)
        for start in range(0, len(chunks), BATCH):
            batch = chunks[start : start + BATCH]
            store.add_texts([c.indexed for c in batch], [c.metadata for c in batch], [c.key for c in batch])
            progress(min(start + BATCH, len(chunks)), len(chunks), "passages indexed")
        _try_canaries(store, chunks, self._embedder)

    def _fresh_collection(self, release: str) -> Chroma:
        client = self._client(release)
        if release in {c.name for c in client.list_collections()}:
            client.delete_collection(release)
        return Chroma(
            collection_name=release,
            client=client,
            embedding_function=self._embedder,
            collection_configuration=HNSW,
            collection_metadata={"embedding_model": MODEL_ID},
        )

    def _client(self, release: str) -> Any:
        if self._chroma_url is None:
            return chromadb.PersistentClient(str(self._folder / release / "chroma"), settings=_quiet())
        url = urlsplit(self._chroma_url)
        try:
            return chromadb.HttpClient(
                host=url.hostname or "127.0.0.1",
                port=url.port or 8000,
                ssl=url.scheme == "https",
                settings=_quiet(),
            )
        except Exception as error:
            raise SetupError(
                f"The Chroma server at CHROMA_URL does not answer ({type(error).__name__}), so nothing can be "
                "searched. Start it, or unset CHROMA_URL to use the embedded one."
            ) from error

    def _manifest(self, release: str) -> Manifest | None:
        path = self._folder / release / MANIFEST
        return Manifest.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None

    def _lack_of(self, release: str) -> str | None:
        """Why a release cannot be searched."""
        manifest = self._manifest(release)
        if manifest is None:
            return "is not complete on this disk"
        if manifest.embedding_model != MODEL_ID:
            return "was built for another embedding model"
        return "has lost its index" if self._has_no_index(release) else None

    def _has_no_index(self, release: str) -> bool:
        if self._chroma_url is None:
            return not (self._folder / release / "chroma").is_dir()
        return release not in {c.name for c in self._client(release).list_collections()}

    def _write_history(self, history: Sequence[str]) -> None:
        replace_whole(self._pointer, json.dumps({"history": history}, indent=1))


def _quiet() -> ChromaSettings:
    """No telemetry; made anew for each client, because a client writes its own kind into its settings."""
    return ChromaSettings(anonymized_telemetry=False, allow_reset=False)


def _try_canaries(store: Chroma, chunks: Sequence[Chunk], embedder: MiniLmEmbedder) -> None:
    """Every canary's own vector must find it first; a count alone would not show a lost index."""
    canaries = chunks[:: max(1, len(chunks) // CANARIES)]
    for chunk, vector in zip(canaries, embedder.embed_documents([c.indexed for c in canaries]), strict=True):
        best = store.similarity_search_by_vector(vector, k=1)
        if not best or best[0].page_content != chunk.indexed:
            raise SetupError(
                "The new index does not find its own passages, so it was not switched to and the old one keeps "
                "serving. Run: afterword setup"
            )
