"""A blind reading: people or language models rate debriefs beside two plain ones, and do not know which is which.

    python -m evals.blind_reading sheet SHEET.md        what readers are given; --after 40, the ones behind the first forty
    python -m evals.blind_reading count evals/readings/ROUND --readers "two language models"

Forty dev reflections that get a debrief; of each, three candidates in an order drawn anew, under the letters A, B and C: our
guided debrief, the reflection's first three sentences, and a plain template. All three have the same shape, and the two plain
ones the same suggestion and questions; the card for what cannot wait, which stands before whatever is written, stands before all three. A reader marks each candidate from 1 to 5 on four questions. Ratings are kept as lines of
tab-separated text (item, letter, four marks) in a folder for each round, with `mended.md`: what the worst five led to.
"""

import random
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

from assistant.model.debrief import Debrief, Strategy
from assistant.model.text import Frozen
from evals import engine
from evals.case import ReflectionCase
from evals.intervals import resampled
from evals.report import REPORTS, Table, write_both
from evals.scorers.debriefs import SENTENCE_END, reflections
from knowledge.vocabulary import Theme

READ = 40
SEED = 20261129
LETTERS = "ABC"
OURS, FIRST_SENTENCES, TEMPLATE = "our guided debrief", "the first three sentences", "a plain template"
SOURCES = (OURS, FIRST_SENTENCES, TEMPLATE)
MARKS = {
    "accuracy": "Does it say what the writer said, of the right person, no more and no less?",
    "warmth": "Would a tired clinician feel met by it, without cheer and without judgement?",
    "usefulness": "Could the writer take it into supervision and use it?",
    "repetition": "Is it free of repetition, within itself and beside the other debriefs? (5: nothing repeats)",
}
PLAIN_SUMMARY = "You wrote about {theme}. That sounds hard. It makes sense that it stays with you."
PLAIN_SUGGESTION = "In supervision: talk it over with your supervisor."
PLAIN_QUESTIONS = (
    "What was most difficult in this session?",
    "How did you feel about it?",
    "What support do you need?",
)
WORST = 5
HOW = (
    "Read by {readers}; {items} debriefs of dev reflections, {ratings} ratings from 1 to 5. Readers saw three candidates of one "
    "shape in an order drawn for each item, and were not told their sources. A language model that reads is not a clinician: "
    "what clinicians would say is not known."
)


class Rating(Frozen):
    """One reader's marks for one candidate."""

    reader: str
    item: int
    letter: str
    marks: Mapping[str, float]

    @property
    def total(self) -> float:
        """All marks together, from 4 to 20."""
        return sum(self.marks.values())


class Mean(Frozen):
    """The mean mark of one source on one question, over all items and readers."""

    source: str
    mark: str
    value: float
    low: float
    high: float


class ReadingReport(Frozen):
    """What the readers said."""

    readers: str
    items: int
    ratings: int
    means: tuple[Mean, ...]
    preferred: Mapping[str, int]
    """How often a reader gave a source the highest total of an item; where two share it, nobody gets it."""
    worst: tuple[tuple[int, float], ...]
    """Items whose debrief of ours got the lowest totals."""
    mended: str


class Candidate(NamedTuple):
    """What a reader sees under one letter."""

    summary: str
    suggestions: Sequence[str]
    questions: Sequence[str]


def order_of(item: int) -> tuple[str, ...]:
    """Which source stands under A, B and C of an item."""
    sources = list(SOURCES)
    random.Random(SEED + item).shuffle(sources)
    return tuple(sources)


def candidates(text: str, debrief: Debrief) -> Mapping[str, Candidate]:
    """The three of one reflection; all work on the de-identified text."""
    ends = [m.end() for m in SENTENCE_END.finditer(text)]
    first = text[: ends[2] if len(ends) > 2 else len(text)]  # noqa: PLR2004 - the third sentence
    theme = debrief.themes[0].theme if debrief.themes else Theme.EXHAUSTION
    plain = ([PLAIN_SUGGESTION], PLAIN_QUESTIONS)
    return {
        OURS: Candidate(
            " ".join(s.text for s in (*debrief.summary, debrief.acknowledgement) if s),
            [f"{s.title}. {s.why} {_first(s)}" for s in debrief.strategies],
            [q.question for q in debrief.supervision],
        ),
        FIRST_SENTENCES: Candidate(first.strip(), *plain),
        TEMPLATE: Candidate(PLAIN_SUMMARY.format(theme=theme.value.replace("_", " ")), *plain),
    }


def _first(strategy: Strategy) -> str:
    return f"To ask for it: “{strategy.ask}”" if strategy.ask else f"First: {strategy.steps[0]}"


def sheet(cases: Iterable[ReflectionCase], after: int = 0) -> str:
    """What a reader is given: the reflections behind the first so many, each with its three candidates."""
    lines = ["# Debriefs to read", "", *(f"- **{name}**: {asked}" for name, asked in MARKS.items()), ""]
    item = 0
    for case in cases:
        made = engine.debriefed(case.text, case.id)
        if not isinstance(made, Debrief):
            continue
        item += 1
        if item <= after:
            continue
        lines += [f"## {item}", "", *(f"> {line}" for line in made.text.splitlines()), ""]
        lines += [
            f"Shown above each of the three: **{c.title}** {c.body.splitlines()[0]}\n" for c in made.cards
        ]
        found = candidates(made.text, made)
        for letter, source in zip(LETTERS, order_of(item), strict=True):
            one = found[source]
            lines += [f"### {item}{letter}", "", one.summary, ""]
            lines += [*(f"- {s}" for s in one.suggestions), "", *(f"- {q}" for q in one.questions), ""]
        if item == after + READ:
            break
    return "\n".join(lines) + "\n"


def parsed(lines: Iterable[str], reader: str) -> Iterator[Rating]:
    """Ratings of one reader.

    Raises:
        ValueError: a line is not item, letter and four marks from 1 to 5.

    """
    for at, line in enumerate(lines, start=1):
        parts = line.split("\t")
        if len(parts) != 2 + len(MARKS) or parts[1] not in LETTERS:
            raise ValueError(f"{reader}, line {at}: expected item, letter and {len(MARKS)} marks")
        marks = dict(zip(MARKS, map(float, parts[2:]), strict=True))
        if not all(1 <= m <= 5 for m in marks.values()):  # noqa: PLR2004 - the scale that readers are told
            raise ValueError(f"{reader}, line {at}: marks go from 1 to 5")
        yield Rating(reader=reader, item=int(parts[0]), letter=parts[1], marks=marks)


def counted(ratings: Sequence[Rating], *, readers: str, mended: str = "") -> ReadingReport:
    """Means with intervals over items, preferences, and the items where ours did worst."""
    items = sorted({r.item for r in ratings})
    by_source = {s: [r for r in ratings if source_of(r) == s] for s in SOURCES}
    ours = {i: statistics.mean(r.total for r in by_source[OURS] if r.item == i) for i in items}
    return ReadingReport(
        readers=readers,
        items=len(items),
        ratings=len(ratings),
        means=tuple(_mean(s, mark, by_source[s], items) for s in SOURCES for mark in MARKS),
        preferred=_preferred(ratings),
        worst=tuple(sorted(ours.items(), key=lambda pair: (pair[1], pair[0]))[:WORST]),
        mended=mended,
    )


def source_of(rating: Rating) -> str:
    """Which source a reader marked without knowing it."""
    return order_of(rating.item)[LETTERS.index(rating.letter)]


def _mean(source: str, mark: str, ratings: Sequence[Rating], items: Sequence[int]) -> Mean:
    values = np.array(
        [statistics.mean(r.marks[mark] for r in ratings if r.item == item) for item in items], dtype=float
    )
    interval = resampled(len(values), lambda drawn: float(values[drawn].mean()))
    return Mean(source=source, mark=mark, value=float(values.mean()), low=interval.low, high=interval.high)


def _preferred(ratings: Sequence[Rating]) -> Mapping[str, int]:
    counts = dict.fromkeys(SOURCES, 0)
    for key in sorted({(r.reader, r.item) for r in ratings}):
        totals = {source_of(r): r.total for r in ratings if (r.reader, r.item) == key}
        best = [s for s, total in totals.items() if total == max(totals.values())]
        if len(best) == 1:
            counts[best[0]] += 1
    return counts


def to_markdown(report: ReadingReport) -> str:
    """For the repository."""
    means = {(m.source, m.mark): m for m in report.means}
    rows = [
        [s, *(f"{(m := means[s, mark]).value:.2f} [{m.low:.2f}, {m.high:.2f}]" for mark in MARKS)]
        for s in SOURCES
    ]
    parts = [
        "# Blind reading",
        HOW.format(readers=report.readers, items=report.items, ratings=report.ratings),
        "\n".join(f"- **{name}**: {asked}" for name, asked in MARKS.items()),
        Table(["source", *MARKS], rows).to_markdown(),
        "Highest total of an item and a reader: "
        + ", ".join(f"{source} {count}" for source, count in report.preferred.items())
        + "; the rest are ties.",
        "Our worst five: "
        + ", ".join(f"item {item} ({total:g} of 20)" for item, total in report.worst)
        + ".",
        report.mended,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


@click.group()
def main() -> None:
    """Prepare a blind reading, and count one."""


@main.command("sheet")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--after", default=0, help="How many debriefs to pass over: those on which earlier rounds led to mending."
)
def sheet_command(out: Path, after: int) -> None:
    """Write what readers are given to OUT."""
    out.write_text(sheet(reflections("dev"), after), encoding="utf-8")


@main.command("count")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--readers", required=True, help="Who read, in words.")
def count_command(folder: Path, readers: str) -> None:
    """Count the ratings of FOLDER into docs/reports/blind-reading.md and .json."""
    files = sorted(folder.glob("reader-*.tsv"))
    ratings = [r for f in files for r in parsed(f.read_text(encoding="utf-8").splitlines(), f.stem)]
    mended = folder / "mended.md"
    report = counted(
        ratings,
        readers=readers,
        mended=mended.read_text(encoding="utf-8").strip() if mended.is_file() else "",
    )
    for path in write_both(REPORTS / "blind-reading", to_markdown(report), report):
        click.echo(f"wrote {path}", err=True)


if __name__ == "__main__":
    main()
