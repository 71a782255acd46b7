"""Make a receipt, and hold another run against it.

Every hash is keyed with a key that scrypt makes of the reflection and a random salt. Who holds only the receipt can
neither look words up nor tell two receipts of one text; trying a guessed reflection costs a scrypt each time, and a
single sentence cannot be tried without the whole.
"""

import hashlib
import hmac
import json
import secrets
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

import knowledge
from assistant.adapters.weights import OWN, hash_of
from assistant.exchange import SEED
from assistant.model.debrief import Answer, Outcome
from assistant.model.receipt import Difference, Kind, Making, Receipt
from assistant.prompt import FOLDER as PROMPT_FILES
from assistant.settings import Settings
from assistant.writers.offer import PROMPTS

SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
CONTENT = ("fit", "questions", "rules", "safety", "templates", "wording")
KEYED_KINDS: Mapping[str, Kind] = {"weights": "weights", "prompts": "prompts", "content": "content"}
SETTINGS = ("afterword", "seed", "locale", "answer", "day")


def making_of(settings: Settings, release: str | None, *, day: date, answer: Answer | None) -> Making:
    """What a debrief is made with, under these settings."""
    gguf = gguf_of(settings)
    return Making(
        afterword=version("afterword"),
        release=release,
        model=model_label(settings),
        model_file=hash_of(gguf) if gguf and gguf.is_file() else None,
        seed=SEED,
        locale=settings.locale,
        answer=answer,
        day=day,
        weights={p.name: hash_of(p) for p in sorted(OWN.iterdir()) if p.is_file()},
        prompts={name: hash_of(PROMPT_FILES / f"{name}.md") for name in PROMPTS},
        content={name: _hash_of_folder(Path(knowledge.__file__).parent / name) for name in CONTENT},
    )


def model_label(settings: Settings) -> str:
    """The model without the folder that it lies in: a path may name a person."""
    gguf = gguf_of(settings)
    if settings.is_off:
        return "none"
    return f"gguf:{gguf.stem}" if gguf else settings.model


def gguf_of(settings: Settings) -> Path | None:
    """The GGUF file that the settings name."""
    provider, _, path = settings.model.partition(":")
    return Path(path).expanduser() if provider == "gguf" and not settings.is_off else None


def receipt_of(text: str, outcome: Outcome, made: Making, *, salt: str | None = None) -> Receipt:
    """The receipt of one debrief; the text is hashed and goes nowhere."""
    salt = salt or secrets.token_hex(16)
    sealed = _sealing(text, salt)
    use = outcome.model_use
    shown = {place: sealed(words) for place, words in _shown(outcome)}
    return Receipt(
        id=use.receipt if use else uuid.uuid4().hex,
        made=made,
        writer=outcome.writer,
        salt=salt,
        text=sealed(text),
        masking=sealed(json.dumps([r.model_dump(mode="json") for r in outcome.redactions])),
        outcome=sealed(json.dumps([outcome.route.value, outcome.writer, shown])),
        shown=shown,
        route=outcome.route,
        rules=tuple(sorted({f.rule for f in outcome.findings})),
        entries=tuple(f"{s.entry_id}@{s.version}" for s in outcome.strategies),
        themes=tuple(t.theme for t in outcome.themes),
        masked=dict(Counter(r.kind.value for r in outcome.redactions)),
        counts=outcome.verification,
        model_use=use,
        egress=outcome.egress,
        timings_ms=outcome.timings_ms,
    )


def is_of(receipt: Receipt, text: str) -> bool:
    """Whether this is the reflection that the receipt was made of."""
    return hmac.compare_digest(receipt.text, _sealing(text, receipt.salt)(text))


def differences(before: Receipt, after: Receipt) -> tuple[Difference, ...]:
    """What is not as it was, causes first; both receipts must have one salt and one text."""
    return tuple(_causes(before.made, after.made)) + tuple(_effects(before, after))


def _causes(before: Making, after: Making) -> Iterator[Difference]:
    if before.release != after.release:
        yield Difference(kind="release", what=(before.release or "none", after.release or "none"))
    if (before.model, before.model_file) != (after.model, after.model_file):
        yield Difference(kind="model", what=(before.model, after.model))
    for field, kind in KEYED_KINDS.items():
        if names := _unlike(getattr(before, field), getattr(after, field)):
            yield Difference(kind=kind, what=names)
    if names := tuple(n for n in SETTINGS if getattr(before, n) != getattr(after, n)):
        yield Difference(kind="settings", what=names)


def _effects(before: Receipt, after: Receipt) -> Iterator[Difference]:
    if before.masking != after.masking:
        yield Difference(kind="masking")
    if before.route != after.route:
        yield Difference(kind="route", what=(before.route.value, after.route.value))
    if names := _unlike(before.shown, after.shown):
        yield Difference(kind="shown", what=names)


def _unlike(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The names whose hashes differ or that only one side has."""
    return tuple(n for n in dict.fromkeys((*before, *after)) if before.get(n) != after.get(n))


def _shown(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Every part of what is shown, by its place, with its words and what they rest on."""
    for n, statement in enumerate(outcome.summary, 1):
        yield f"summary {n}", statement.model_dump_json()
    if outcome.acknowledgement:
        yield "acknowledgement", outcome.acknowledgement.model_dump_json()
    for strategy in outcome.strategies:
        yield f"strategy {strategy.entry_id}", strategy.model_dump_json()
    for n, question in enumerate(outcome.supervision, 1):
        yield f"question {n}", question.model_dump_json()
    for card in outcome.cards:
        yield f"card {card.id}", card.model_dump_json()


def _sealing(text: str, salt: str) -> Callable[[str], str]:
    key = hashlib.scrypt(_bytes(text), salt=bytes.fromhex(salt), **SCRYPT)
    return lambda words: hmac.new(key, _bytes(words), hashlib.sha256).hexdigest()


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


def _hash_of_folder(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*.yaml") if p.is_file())
    return hashlib.sha256("".join(p.name + hash_of(p) for p in files).encode()).hexdigest()
