"""Load the shipped content; every fault at once, with file and field."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.entry import Content, Entry
from knowledge.question import Question, QuestionWeights
from knowledge.rule import ContextCue, Reviewed, RuleSet, ScreeningRule, Words, compiled
from knowledge.safety_card import CrisisResource, SafetyCard

ROOT = Path(__file__).parent
TOPICS = [
    "suicidality",
    "self_harm",
    "harm_to_others",
    "abuse",
    "violence",
    "impairment",
    "boundary",
    "medical",
    "client_death",
    "supervisor",
    "advice_request",
    "injection",
    "off_topic",
]
"""Rule files that screening never goes without."""
C = TypeVar("C", bound=Content)


class Fault(NamedTuple):
    """One thing wrong with one field of one file."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message}"


class FaultyContentError(ValueError):
    """Content breaks its schema; `faults` names every file and field."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def read_entries(folder: Path) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """Every entry of a folder that can be read, and every fault of those that cannot."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.md")):
        try:
            entry = Entry.from_file(path.read_text(encoding="utf-8"))
        except ValueError as error:
            faults += faults_of(path.name, error)
            continue
        if entry.id != path.stem:
            faults.append(Fault(path.name, "id", f"is {entry.id!r} but the file is named {path.stem!r}"))
        entries.append(entry)
    return tuple(entries), tuple(faults)


def faults_of(file: str, error: ValueError) -> list[Fault]:
    """The faults that a validation names, field by field."""
    if isinstance(error, ValidationError):
        return [Fault(file, ".".join(map(str, e["loc"])) or "(whole)", e["msg"]) for e in error.errors()]
    field, _, message = str(error).partition(": ")
    return [Fault(file, field, message or str(error))]


def load_entries(folder: Path = ROOT / "entries") -> tuple[Entry, ...]:
    """The entries of a folder.

    Raises:
        FaultyContentError: any file breaks the schema.

    """
    entries, faults = read_entries(folder)
    if faults:
        raise FaultyContentError(faults)
    return entries


@cache
def load_questions() -> tuple[Question, ...]:
    """The question bank, in the order of its files."""
    return tuple(_load_lists((ROOT / "questions").glob("*.yaml"), lambda row: Question(**row)))


@cache
def load_question_weights() -> QuestionWeights:
    """What readers' grades taught about the questions; `evals.training.fit_questions` writes it."""
    return QuestionWeights.model_validate_json((ROOT / "fit" / "questions.json").read_text(encoding="utf-8"))


@cache
def load_cards() -> dict[str, SafetyCard]:
    """Card id to card."""
    cards = _load_lists([ROOT / "safety" / "cards.yaml"], lambda row: SafetyCard(**row))
    return {card.id: card for card in cards}


@cache
def load_resources() -> dict[str, tuple[CrisisResource, ...]]:
    """Locale to crisis resources, emergency number first."""
    content = yaml.safe_load((ROOT / "safety" / "resources.yaml").read_text(encoding="utf-8"))
    return {locale: tuple(CrisisResource(**row) for row in rows) for locale, rows in content.items()}


def load_rules(folder: Path = ROOT / "rules") -> RuleSet:
    """Every screening rule, context cue and word list of a folder.

    Raises:
        FaultyContentError: any file is missing, empty or breaks the schema, or a pattern cannot be read.

    """
    faults: list[Fault] = []
    words = _read_words(folder / "words.yaml", faults)
    paths = [p for p in sorted(folder.glob("*.yaml")) if p.name not in {"words.yaml", "context.yaml"}]
    rules = [rule for path in paths for rule in _read_reviewed(path, ScreeningRule, words, faults)]
    cues = _read_reviewed(folder / "context.yaml", ContextCue, words, faults)
    present = {path.stem for path in paths}
    faults += [Fault(f"{t}.yaml", "(whole)", "is missing") for t in TOPICS if t not in present]
    ids = [rule.id for rule in (*rules, *cues)]
    faults += [
        Fault(folder.name, i, "two rules have this id") for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    if faults:
        raise FaultyContentError(faults)
    return RuleSet(tuple(rules), tuple(cues), words)


def hash_of(entries: Iterable[Entry]) -> str:
    """SHA-256 over the content hashes, in the order of the ids: names a release."""
    lines = sorted(f"{e.id} {e.content_hash} {e.status}" for e in entries)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def mark_of(folder: Path = ROOT / "entries") -> str:
    """SHA-256 over the entry files of a folder: whether they changed, in milliseconds and without reading one."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.md")):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _load_lists(paths: Iterable[Path], build: Callable[[dict[str, Any]], C]) -> Iterator[C]:
    faults: list[Fault] = []
    for path in sorted(paths):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            try:
                yield build(row)
            except ValidationError as error:
                faults += faults_of(f"{path.name}#{row.get('id')}", error)
    if faults:
        raise FaultyContentError(faults)


def _read_words(path: Path, faults: list[Fault]) -> Words:
    content = _read_yaml(path, dict, faults)
    wrong = [
        n for n, w in content.items() if not (isinstance(w, list) and all(isinstance(x, str) for x in w))
    ]
    faults += [
        Fault(path.name, str(name), "expected a list of words; quote yes, no, on and off") for name in wrong
    ]
    return {name: tuple(w) for name, w in content.items() if name not in wrong}


R = TypeVar("R", bound=Reviewed)


def _read_reviewed(path: Path, schema: type[R], words: Words, faults: list[Fault]) -> list[R]:
    found: list[R] = []
    for row in _read_yaml(path, list, faults):
        name = f"{path.name}#{row.get('id') if isinstance(row, dict) else row}"
        try:
            item = schema.model_validate(row)
            _check_patterns(item, words)
        except ValueError as error:
            faults += faults_of(name, error)
            continue
        found.append(item)
    return found


def _check_patterns(item: Reviewed, words: Words) -> None:
    for pattern in (*item.patterns, *getattr(item, "unless", ()), *getattr(item, "also", ())):
        try:
            compiled(pattern, words)
        except ValueError as error:
            raise ValueError(f"patterns: {error}") from error


def _read_yaml(path: Path, kind: type[Any], faults: list[Fault]) -> Any:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.append(Fault(path.name, "(whole)", f"cannot be read ({type(error).__name__})"))
        return kind()
    if isinstance(content, kind) and content:
        return content
    faults.append(Fault(path.name, "(whole)", f"expected a {kind.__name__} with something in it"))
    return kind()
