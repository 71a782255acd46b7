"""Does a summary tell what its reflection is about?

Held against the sentences that readers chose, who did not know what the product tells. Where the text of the debrief
is not the text of the case, its sentences lie elsewhere and nothing is told of them.
"""

from collections.abc import Iterator, Sequence

from assistant.model.debrief import Debrief, Withheld
from assistant.model.text import Span
from evals.case import Score, SummariesCase

OPENING = "the first seven sentences"
"""What a summary has to beat: as many as that of a long text may have."""


def score(case: SummariesCase, answer: Debrief | Withheld) -> Iterator[Score]:
    """Of a debrief, what its summary rests on; what screening withheld tells nothing and is counted apart."""
    if isinstance(answer, Debrief) and answer.text == case.text:
        yield from score_told(case, [e for s in answer.summary for e in s.evidence])


def score_told(case: SummariesCase, told: Sequence[Span]) -> Iterator[Score]:
    """Each sentence of the core, all of them together, and each sentence that was told."""
    found = [any(span.overlaps(t) for t in told) for span in case.core]
    for span, is_told in zip(case.core, found, strict=True):
        yield Score.right("core_told", is_told, "left out", span.of(case.text))
    yield Score.right("all_core_told", all(found), f"{sum(found)} told", f"{len(found)} told")
    for span in told:
        yield Score.right(
            "worth_telling", any(span.overlaps(w) for w in case.worth), span.of(case.text), "chosen by nobody"
        )
