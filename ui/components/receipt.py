"""The quiet last line: which release, which writer, what was checked, how long it took."""

from assistant.model.debrief import Outcome
from ui import wording
from ui.components import prose


def show(outcome: Outcome) -> None:
    """Draw the receipt of a debrief."""
    counts = outcome.verification
    writer = wording.GUIDED if outcome.writer == "guided" else outcome.writer
    checked = wording.CHECKED.format(counts.kept, counts.cut)
    prose.show_words(
        wording.RECEIPT.format(outcome.release, writer, checked, wording.NOT_REVIEWED), small=True
    )
    stages = ", ".join(f"{name} {ms:.0f}" for name, ms in outcome.timings_ms.items())
    prose.show_words(wording.TOOK.format(sum(outcome.timings_ms.values()), stages), small=True)
