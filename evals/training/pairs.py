"""More statement pairs from authored material: what the guided writer says, and what it must never say."""

import random
import re
from typing import Any

from assistant.adapters.spacy_parser import SpacyParser
from assistant.model.text import Span
from assistant.writers.second_person import in_second_person

Row = dict[str, Any]
ELSEWHERE = 0.12
"""Share of sentences that are also set beside another reflection: easy to tell, so a few are enough."""
PAST = re.compile(
    r"^(?:\w+ed|felt|went|said|told|left|kept|saw|heard|found|thought|got|took|made|came|sat|stood|lost|wrote"
    r"|spoke|froze|broke|slept|ate|drove|ran|began|knew|gave|held|could|would|had|did|might) "
)
AGREEMENT = {"was": "were", "is": "are", "has": "have", "wasn't": "weren't", "isn't": "aren't"}


def synthetic(themes: list[Row], statements: list[Row], parser: SpacyParser, rng: random.Random) -> list[Row]:
    """Supported: own sentences turned to the second person. Not: the same from elsewhere, or somebody else's."""
    made: list[Row] = []
    for row in themes:
        parse = parser.parse(row["text"])
        for s in row["sentences"]:
            turned = in_second_person(parse, Span(start=s["start"], end=s["end"]))
            if turned is not None and s["experiencer"] == "self":
                made.append(_pair(row["text"], turned, None))
                if rng.random() < ELSEWHERE:
                    made.append(_pair(rng.choice(themes)["text"], turned, "evidence"))
    supported = [r for r in statements if r["supported"]]
    for row in supported:
        other = rng.choice(statements)
        if other["reflection"] != row["reflection"] and rng.random() < ELSEWHERE:
            made.append(_pair(other["reflection"], row["statement"], "evidence"))
        swapped = _swapped(row["statement"])
        if swapped:
            made.append(_pair(row["reflection"], swapped, "experiencer"))
    return made


def _pair(reflection: str, statement: str, check: str | None) -> Row:
    return {"reflection": reflection, "statement": statement, "check": check}


def _swapped(statement: str) -> str | None:
    """The client's part told as the writer's, or the writer's as the client's; grammar gives nothing away."""
    if statement.startswith("Your client "):
        first, _, rest = statement.removeprefix("Your client ").partition(" ")
        if first in AGREEMENT or PAST.match(first + " "):
            return f"You {AGREEMENT.get(first, first)} {rest}"
    said = statement.removeprefix("You ")
    if said != statement and PAST.match(said) and not re.search(r"\b(you|your|yourself)\b", said):
        return f"Your client {said}"
    return None
