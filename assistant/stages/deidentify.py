"""Identifiers out, placeholders in: the first stage, and the only one that sees raw text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from assistant.model.text import DeidentifiedReflection, Hint, Pseudonyms, Redaction, Reflection, Span
from assistant.ports import Identifier, IdentifierDetector
from knowledge.vocabulary import IdentifierKind

PLACEHOLDER = re.compile(r"\[([A-Z]+)-(\d+)\]")
Hinter = Callable[[str, Sequence[Redaction]], Iterable[Hint]]
"""Says what may still point at one person, from the raw text and what was masked in it."""


def deidentify(
    reflection: Reflection,
    *,
    detector: IdentifierDetector,
    hint: Hinter = lambda _text, _redactions: (),
) -> tuple[DeidentifiedReflection, Pseudonyms]:
    """Replace every identifier by a placeholder; the same name gets the same one.

    Offsets of the redactions point into the raw text, which is never normalised. Placeholders that the
    text already holds are left alone, and new numbers start above theirs, so the stage is idempotent.
    """
    text = reflection.text
    taken = [Span(start=m.start(), end=m.end()) for m in PLACEHOLDER.finditer(text)]
    found = [i for i in detector.detect(text) if not any(i.span.overlaps(t) for t in taken)]
    placeholders = _placeholders(text, found)
    redactions = tuple(
        Redaction(
            start=i.span.start,
            end=i.span.end,
            kind=i.kind,
            placeholder=placeholder,
            score=round(min(1.0, i.score), 4),
        )
        for i, placeholder in zip(found, placeholders, strict=True)
    )
    masked = mask(text, redactions)
    originals = {r.placeholder: r.span.of(text) for r in reversed(redactions)}
    deidentified = DeidentifiedReflection(
        text=masked, id=reflection.id, redactions=redactions, hints=tuple(hint(text, redactions))
    )
    return deidentified, Pseudonyms(originals)


def still_standing(raw: str, redactions: Sequence[Redaction], text: str) -> tuple[str, ...]:
    """The placeholders of which the words, or one word of a name, stand in a masked text all the same.

    Args:
        raw: the text before it was masked.
        redactions: what was masked in it.
        text: what would go further.

    """
    return tuple(dict.fromkeys(r.placeholder for r in redactions if _stands(r, raw, text)))


def _stands(redaction: Redaction, raw: str, text: str) -> bool:
    words = redaction.span.of(raw)
    parts = re.findall(r"\w{3,}", words) if redaction.kind is IdentifierKind.NAME else []
    return any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) for w in (words, *parts))


def mask(text: str, redactions: Sequence[Redaction]) -> str:
    """The text with every redaction applied, from the end backwards so that offsets stay true."""
    for r in sorted(redactions, key=lambda r: r.start, reverse=True):
        text = text[: r.start] + r.placeholder + text[r.end :]
    return text


def _placeholders(text: str, found: Sequence[Identifier]) -> list[str]:
    """One placeholder an identifier; numbers run per label, in order of appearance."""
    keys = _keys(text, found)
    labels = _labels(found, keys)
    highest = Counter[str]()
    for m in PLACEHOLDER.finditer(text):
        highest[m[1]] = max(highest[m[1]], int(m[2]))
    given: dict[str, str] = {}
    for key in keys:
        if key not in given:
            label = labels[key]
            highest[label] += 1
            given[key] = f"[{label}-{highest[label]}]"
    return [given[key] for key in keys]


def _keys(text: str, found: Sequence[Identifier]) -> list[str]:
    """What makes two mentions one person or thing: for names, a part of one full name counts as it."""
    words = [_words(i.span.of(text)) for i in found]
    names = [w for i, w in zip(found, words, strict=True) if i.kind is IdentifierKind.NAME]
    keys: list[str] = []
    for identifier, own in zip(found, words, strict=True):
        whole = own
        if identifier.kind is IdentifierKind.NAME:
            fuller = {w for w in names if len(w) > len(own) and _is_part(own, w)}
            if len(fuller) == 1:
                whole = fuller.pop()
        keys.append(f"{identifier.kind}:{' '.join(whole)}")
    return keys


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold())) or (name.casefold(),)


def _is_part(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return all(word in whole for word in part)


def _labels(found: Sequence[Identifier], keys: Sequence[str]) -> dict[str, str]:
    """The surest label of each person; a general one only where no mention tells more."""
    weights: dict[str, Counter[str]] = {}
    for identifier, key in zip(found, keys, strict=True):
        weight = identifier.score * (0.3 if identifier.label == "PERSON" else 1.0)
        weights.setdefault(key, Counter())[identifier.label] += weight  # type: ignore[assignment]  # weights are real
    return {key: counter.most_common(1)[0][0] for key, counter in weights.items()}
