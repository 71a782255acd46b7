"""Is every identifier gone, and everything else still there?"""

from collections.abc import Iterable, Iterator, Sequence

from assistant.model.text import Redaction, Span
from evals.case import GoldIdentifier, IdentifiersCase, Score
from evals.measured import Measured, find, ratio

PRESIDIO = "stock presidio"


def score(case: IdentifiersCase, answer: Sequence[Redaction]) -> Iterator[Score]:
    """Coverage, precision and decoys, and whether each kind and label is right."""
    yield from score_spans(case, [r.span for r in answer])
    for gold in case.identifiers:
        given = _covering(gold, answer)
        if given is not None:
            yield from _naming(gold, given)


def score_spans(case: IdentifiersCase, spans: Sequence[Span]) -> Iterator[Score]:
    """What any masker can be held to, whatever it calls what it masks."""
    masked = _characters(spans)
    for gold in case.identifiers:
        inside = _characters([gold])
        share = len(inside & masked) / len(inside)
        words, kind = gold.of(case.text), f"kind:{gold.kind}"
        yield Score.right("span_covered", share == 1, f"{share:.0%} of it masked", f"all of {words!r}", kind)
        yield _part("characters_covered", share, len(inside), f"all of {words!r}", kind)
    wanted = _characters(case.identifiers)
    if masked:
        yield _part("precision", len(masked & wanted) / len(masked), len(masked), "identifiers only")
    for decoy in case.decoys:
        spared = not _characters([decoy]) & masked
        yield Score.right(
            "decoy_spared", spared, "spared" if spared else "masked", f"{decoy.of(case.text)!r} to stay"
        )
    if not case.identifiers:
        yield Score.right("plain_text_unchanged", not masked, f"{len(spans)} masked", "nothing masked")


def misses_beside_presidio(measured: Sequence[Measured]) -> Iterable[Measured]:
    """How many times fewer identifiers, decoys and plain texts go wrong than with stock Presidio."""
    for metric in ("span_covered", "characters_covered", "decoy_spared", "plain_text_unchanged"):
        ours, theirs = find(measured, metric), find(measured, metric, system=PRESIDIO)
        yield ratio(f"misses_vs_presidio:{metric}", ours, theirs, of_misses=True)


def _naming(gold: GoldIdentifier, given: Redaction) -> Iterator[Score]:
    label = given.placeholder.strip("[]").rpartition("-")[0]
    kind = f"kind:{gold.kind}"
    yield Score.right("kind_right", given.kind is gold.kind, given.kind, gold.kind, kind)
    yield Score.right("label_right", label == gold.label, label, gold.label, kind, f"label:{gold.label}")


def _covering(gold: Span, answer: Sequence[Redaction]) -> Redaction | None:
    """The redaction that shares most characters with a gold span."""
    best = max(answer, key=lambda r: _overlap(gold, r.span), default=None)
    return best if best is not None and _overlap(gold, best.span) > 0 else None


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for s in spans for at in range(s.start, s.end))


def _part(metric: str, share: float, weight: int, expected: str, *tags: str) -> Score:
    return Score(
        metric=metric,
        value=share,
        answer=f"{share:.0%}",
        explanation=f"expected {expected}",
        weight=weight,
        tags=tags,
    )
