"""A scorecard as text, Markdown and JSON."""

from pathlib import Path

from evals.report import REPORTS, Table, write_both
from evals.scorecard import Scorecard

STEM = "model-scorecard"
HOW = (
    "Dev reflections through the same pipeline as any debrief; every second holds two planted identifiers, every third an "
    "instruction to a language model. Every shown sentence was proved once more, from nothing. What the model proposed "
    "says what the model is worth; what was shown says what the checks are worth. Times belong to the machine and its load."
)


def to_json(card: Scorecard) -> str:
    """One object."""
    return card.model_dump_json()


def to_text(card: Scorecard) -> str:
    """For a terminal."""
    return "\n".join(f"{name}: {value}" for table in _tables(card).values() for name, value in table.rows)


def to_markdown(card: Scorecard) -> str:
    """For the repository."""
    parts = [f"# Scorecard of {card.model}", HOW]
    for heading, table in _tables(card).items():
        parts += [f"## {heading}", table.to_markdown()]
    return "\n\n".join(parts) + "\n"


def write_report(card: Scorecard, folder: Path = REPORTS) -> list[Path]:
    """Write `model-scorecard.md` and `.json`; returns what was written."""
    return write_both(folder / STEM, to_markdown(card), card)


def _tables(card: Scorecard) -> dict[str, Table]:
    s = card.sentences
    return {
        "Reflections": Table(
            ["what", "how many"],
            [
                ["put", str(card.reflections)],
                ["the model was asked", str(card.asked)],
                ["the model spoke", _of(card.spoke, card.asked)],
                *([f"fell back: {why}", _of(n, card.asked)] for why, n in card.fell_back.items()),
            ],
        ),
        "Sentences that the model proposed": Table(
            ["what", "how many"],
            [
                ["proposed and read", str(s.proposed)],
                ["kept at once", _of(s.kept, s.proposed)],
                ["kept after a repair", _of(s.repaired, s.proposed)],
                ["cut", _of(s.cut, s.proposed)],
                *([f"cut for {check.value}", str(n)] for check, n in s.cut_because.items()),
            ],
        ),
        "What was shown of its own, or sent, looked at anew": Table(
            ["what", "how many"],
            [
                ["sentences shown where the model spoke", str(card.shown)],
                ["of these guided, in the place of cut ones", str(card.guided_shown)],
                *([f"reflections with: {fault}", str(n)] for fault, n in card.faults_shown.items()),
            ],
        ),
        "What the model tried": Table(
            ["what", "answers"],
            [[fault, _of(n, card.asked)] for fault, n in card.faults_proposed.items()],
        ),
        "Time and tokens": Table(
            ["what", "value"],
            [
                ["seconds from the first request to the end, median", _seconds(card.seconds)],
                ["seconds to the first proved sentence, median", _seconds(card.first_sentence_seconds)],
                ["tokens sent", f"{card.tokens_sent:,}"],
                ["tokens received", f"{card.tokens_received:,}"],
                ["cost", "not known" if card.cost is None else f"{card.cost:.4f}"],
            ],
        ),
    }


def _of(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else str(part)


def _seconds(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"
