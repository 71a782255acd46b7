"""A GGUF file as an OpenAI-compatible server in this process, on the loopback address only."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from assistant.errors import SetupError

CONTEXT = 8192
"""Tokens of prompt and answer together."""
QUIET = -1
LONGEST_TEXT = 240
"""Characters of one sentence: llama.cpp holds a model to it, so that a small one cannot loop for ever."""


def cores() -> int:
    """As many as this process may use, less one for everything else: threads without a core hold up all others."""
    mine: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return max(1, (len(mine(0)) if mine else os.cpu_count() or 1) - 1)


def bounded(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with an end to every free text; OpenAI's strict subset has no word for that, llama.cpp does."""
    return {key: _bounded(value) for key, value in schema.items()}


def _bounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_bounded(v) for v in value]
    if not isinstance(value, Mapping):
        return value
    if value.get("type") == "string" and "enum" not in value:
        return {**value, "maxLength": LONGEST_TEXT}
    return bounded(value)


class GgufServer:
    """Loads the file on first use and serves it to this process alone: the port is free, the key is random."""

    def __init__(self, path: Path, *, context: int = CONTEXT, threads: int | None = None) -> None:
        """Take the file, and how many threads compute; nothing is loaded yet.

        Raises:
            SetupError: there is no such file.

        """
        if not path.is_file():
            raise SetupError(
                f"There is no model file {path.name}. AFTERWORD_MODEL=gguf:PATH names one GGUF file."
            )
        self._path = path
        self._context = context
        self._threads = threads or cores()
        self._lock = Lock()
        self._server: Any = None
        self.key = secrets.token_hex(16)

    @property
    def name(self) -> str:
        """The file's own name."""
        return self._path.stem

    @property
    def address(self) -> str:
        """Where it listens; the model is loaded when this is first asked.

        Raises:
            SetupError: the optional extra is not installed, or the file is not a model.

        """
        with self._lock:
            if self._server is None:
                self._server = self._started()
            return f"{self._server.listening_address}/v1"

    def close(self) -> None:
        """Stop serving and free the memory."""
        with self._lock:
            self._server = None

    def _started(self) -> Any:
        try:
            import xllamacpp  # noqa: PLC0415 - an optional extra
        except ImportError:
            raise SetupError(
                "A GGUF file needs the extra `gguf`. Run: pip install 'afterword[gguf]'"
            ) from None
        wanted = xllamacpp.CommonParams()
        wanted.model.path = str(self._path)
        wanted.hostnames = ["127.0.0.1"]
        wanted.port = 0
        wanted.api_keys = [self.key]
        wanted.n_ctx = self._context
        wanted.n_parallel = 1
        wanted.warmup = False
        wanted.verbosity = QUIET
        wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = self._threads
        try:
            return xllamacpp.Server(wanted)
        except Exception as error:  # noqa: BLE001 - a file that is no model fails in the vendor's own ways
            raise SetupError(
                f"{self._path.name} cannot be loaded as a model ({type(error).__name__})."
            ) from None
