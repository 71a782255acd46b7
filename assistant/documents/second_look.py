"""The second redaction: whatever the first pass let through is masked before a line goes out."""

from typing import Protocol

from assistant.documents.page import Page
from assistant.model.text import Span
from assistant.ports import Identifier
from assistant.stages.deidentify import PLACEHOLDER
from assistant.supervision.agenda import SharedCopy


class LineDetector(Protocol):
    """What finds identifiers in one line."""

    def detect(self, text: str) -> tuple[Identifier, ...]:
        """Every identifier, ordered by start, none overlapping another."""
        ...


def looked_over(page: Page, detector: LineDetector) -> Page:
    """The page with every identifier masked that the detector still finds in a line of the writer's."""
    return page.changed(lambda text: masked_line(text, detector))


def copy_looked_over(copy: SharedCopy, detector: LineDetector) -> SharedCopy:
    """The supervisor's copy after the same look, for whoever takes it as data and not as a page."""

    def masked(text: str) -> str:
        return masked_line(text, detector)

    return copy.model_copy(
        update={
            "ask": None if copy.ask is None else masked(copy.ask),
            "items": tuple(
                i.model_copy(update={"title": masked(i.title), "question": masked(i.question)})
                for i in copy.items
            ),
            "carried_over": tuple(c.model_copy(update={"text": masked(c.text)}) for c in copy.carried_over),
        }
    )


def masked_line(text: str, detector: LineDetector) -> str:
    """The line with its identifiers replaced by their kind; placeholders of the first pass stay as they are."""
    taken = [Span(start=m.start(), end=m.end()) for m in PLACEHOLDER.finditer(text)]
    for found in reversed(detector.detect(text)):
        if not any(found.span.overlaps(t) for t in taken):
            text = f"{text[: found.span.start]}[{found.label}]{text[found.span.end :]}"
    return text


class SecondLook:
    """Masks line by line and counts what it masked."""

    def __init__(self, detector: LineDetector) -> None:
        """Take what finds identifiers."""
        self._detector = detector
        self.masked = 0
        """How many identifiers the first pass had let through."""

    def __call__(self, text: str) -> str:
        """The line with its identifiers replaced by their kind."""
        looked = masked_line(text, self._detector)
        self.masked += looked.count("[") - text.count("[")
        return looked
