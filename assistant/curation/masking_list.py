"""The organisation's masking list: a log of who added or removed which term, and what it comes to."""

import re
from collections.abc import Sequence
from typing import Literal

from assistant.curation.model import Chained
from assistant.errors import KnowledgeError
from assistant.stages.masking import MaskedTerm, MaskingTerms
from knowledge.vocabulary import IdentifierKind

Act = Literal["always", "never", "remove"]
SHORTEST, LONGEST = 2, 80
SHAPED = re.compile(r"\d{4}|@|://")
"""Marks of an identifier with a shape; such a thing is never left unmasked by a list."""


class MaskingListError(KnowledgeError):
    """A term cannot stand on the list; the message says why. Nothing was changed."""


class MaskingLine(Chained):
    """One change of the list. `who` is a claim, not a login."""

    who: str
    act: Act
    words: str
    kind: IdentifierKind | None = None


def terms_of(lines: Sequence[MaskingLine]) -> MaskingTerms:
    """What the list holds after every change."""
    always: dict[str, MaskedTerm] = {}
    never: set[str] = set()
    for line in lines:
        folded = line.words.casefold()
        always.pop(folded, None)
        never.discard(folded)
        if line.act == "never":
            never.add(folded)
        elif line.act == "always" and line.kind is not None:
            always[folded] = MaskedTerm(line.words, line.kind)
    return MaskingTerms(frozenset(never), tuple(always.values()))


def checked(act: Act, words: str, terms: MaskingTerms) -> str:
    """The words as they are kept.

    Raises:
        MaskingListError: too short or long, marks of a program, a shaped identifier that would go unmasked,
            or a term to remove that is not there.

    """
    tidy = " ".join(words.split())
    if not SHORTEST <= len(tidy) <= LONGEST or not tidy.isprintable() or set(tidy) & set("[]<>{}"):
        raise MaskingListError(
            f"A term has {SHORTEST} to {LONGEST} printable characters and no brackets. Nothing was changed."
        )
    if act == "never" and SHAPED.search(tidy):
        raise MaskingListError(
            "Numbers, addresses and links are always masked; they cannot stand on the list of what never is. "
            "Nothing was changed."
        )
    listed = terms.never | {m.words.casefold() for m in terms.always}
    if act == "remove" and tidy.casefold() not in listed:
        raise MaskingListError("That term is not on the list. Nothing was changed.")
    return tidy
