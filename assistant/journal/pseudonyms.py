"""One placeholder a person across all saved reflections; the mapping is sealed like everything else."""

import re
from collections.abc import Mapping, Sequence

from assistant.model.text import Frozen, Redaction
from assistant.stages.deidentify import PLACEHOLDER, mask


class PseudonymBook(Frozen):
    """Placeholder to the words that it stands for; the first is shown to the writer."""

    names: Mapping[str, tuple[str, ...]] = {}

    def __repr__(self) -> str:
        return f"PseudonymBook({len(self.names)})"

    def restore(self, text: str) -> str:
        """The text with the names; for the writer's own eyes."""
        return PLACEHOLDER.sub(lambda m: self.names.get(m[0], (m[0],))[0], text)

    def extended(self, raw: str, redactions: Sequence[Redaction]) -> tuple["PseudonymBook", dict[str, str]]:
        """The book with everybody in a reflection, and which of its placeholders becomes which of the book's.

        Placeholders that the writer typed are nobody's: new numbers start above them.
        """
        names = dict(self.names)
        typed = {m[0] for m in PLACEHOLDER.finditer(raw)}
        renamed: dict[str, str] = {}
        for placeholder in dict.fromkeys(r.placeholder for r in redactions):
            said = tuple(
                dict.fromkeys(raw[r.start : r.end] for r in redactions if r.placeholder == placeholder)
            )
            label = placeholder.strip("[]").rpartition("-")[0]
            known = next((p for p, words in names.items() if _label(p) == label and _meet(words, said)), None)
            known = known or _next(label, {*names, *typed})
            names[known] = tuple(dict.fromkeys((*names.get(known, ()), *said)))
            renamed[placeholder] = known
        return PseudonymBook(names=names), renamed


def masked_with(raw: str, redactions: Sequence[Redaction], renamed: Mapping[str, str]) -> str:
    """The raw text with the book's placeholders."""
    return mask(raw, [r.model_copy(update={"placeholder": renamed[r.placeholder]}) for r in redactions])


def retitled(title: str, renamed: Mapping[str, str]) -> str:
    """A title with the book's placeholders in place of the reflection's own."""
    return PLACEHOLDER.sub(lambda m: renamed.get(m[0], m[0]), title)


def _label(placeholder: str) -> str:
    return placeholder.strip("[]").rpartition("-")[0]


def _next(label: str, taken: set[str]) -> str:
    number = 1
    while f"[{label}-{number}]" in taken:
        number += 1
    return f"[{label}-{number}]"


def _meet(known: Sequence[str], said: Sequence[str]) -> bool:
    return bool({_key(k) for k in known} & {_key(s) for s in said})


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
