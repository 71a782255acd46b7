"""One work has one citation: a second title for it would look like a second source."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.entry import Entry, Source
from knowledge.lint.fault import Check, LintFault, warning
from knowledge.lint.resemblance import content_words, jaccard

SAME_WORK = 0.3
"""Share of common words from which two titles of one author and year name one work."""


class Cited(NamedTuple):
    """A source and where it stands."""

    entry: Entry
    at: int
    source: Source


def lint_citations(entries: Sequence[Entry], *, among: frozenset[str]) -> Iterator[LintFault]:
    """Sources that look like a work which another entry cites in other words."""
    works: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for entry in entries:
        for at, source in enumerate(entry.sources):
            works[_key(source)].append(Cited(entry, at, source))
    for cited in works.values():
        for one in cited:
            if one.entry.id in among and (other := _told_otherwise(one, cited)) is not None:
                message = f"looks like the work that {other.entry.id} cites as {other.source.citation[:90]!r}; one work has one citation"
                yield warning(one.entry, Check.SOURCES, f"sources.{one.at}", message)


def _key(source: Source) -> tuple[str, str]:
    """The first author's surname and the year."""
    words = source.author.replace(",", " ").split()
    return (words[0].casefold() if words else "", str(source.year))


def _told_otherwise(one: Cited, cited: Sequence[Cited]) -> Cited | None:
    said = (one.source.author, one.source.title)
    return next(
        (
            other
            for other in cited
            if (other.source.author, other.source.title) != said
            and jaccard(content_words(said[1]), content_words(other.source.title)) >= SAME_WORK
        ),
        None,
    )
