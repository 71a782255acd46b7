"""Fixed words that meet what a writer carries: content that neither praises nor advises."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge.entry import Content
from knowledge.vocabulary import Theme

SOURCE = Path(__file__).parent / "templates" / "acknowledgements.yaml"


class Acknowledgement(Content):
    """One sentence for writers for whom a theme holds; with none, for whoever tells of a strong feeling."""

    id: str
    theme: Theme | None
    text: str


@cache
def load_acknowledgements() -> Mapping[Theme | None, tuple[Acknowledgement, ...]]:
    """Every acknowledgement, by its theme."""
    found: dict[Theme | None, list[Acknowledgement]] = defaultdict(list)
    for row in yaml.safe_load(SOURCE.read_text(encoding="utf-8")):
        one = Acknowledgement.model_validate(row)
        found[one.theme].append(one)
    return {theme: tuple(of_it) for theme, of_it in found.items()}
