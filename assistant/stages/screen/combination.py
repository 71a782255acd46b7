"""How the two layers become one list: who counts alone, who overrules whom, and what is said once.

For what can lead to `crisis` either layer's current finding counts, a rule's unless the classifier sees next to
nothing there and its words can be mistaken; only a rule that positively recognises an idiom, a denial, the past, fiction or a client in the same
words overrules a classifier that is not sure, and one that reads them as somebody's in a story makes a sure one ask.
For every other kind the classifier decides when sure; a precise rule counts unless the classifier sees next to
nothing; any other rule needs one that at least holds it possible.
"""

from collections.abc import Iterable, Sequence

from assistant.model.screening import REQUESTS, Finding
from assistant.model.text import Span
from assistant.ports import Reading
from assistant.stages.screen.classifier_layer import ATTENTION, Guess, Quiet, guesses, quiet_in, request_in
from assistant.stages.screen.thresholds import ScreeningThresholds
from knowledge.rule import ScreeningRule
from knowledge.vocabulary import Certainty, Currency, FindingKind, Subject

WHOLE = 0.5
"""Share of a sentence that a rule must have read to overrule the classifier on all of it."""
STRENGTH = (Currency.CURRENT, Currency.PAST, Currency.DENIED, Currency.HYPOTHETICAL)


def joined(
    found: Sequence[Finding],
    spans: Sequence[Span],
    reading: Reading,
    thresholds: ScreeningThresholds,
    rules: dict[str, ScreeningRule],
) -> tuple[Finding, ...]:
    """What the rules found, and what the classifier reads in the same sentences, combined; of a text that only asks, at least one request."""
    told = combine(found, guesses(spans, reading, thresholds), rules, quiet_in(spans, reading, thresholds))
    if any(f.kind in REQUESTS for f in told):
        return told
    return merged([*told, *request_in(spans, reading, thresholds)])


def combine(
    found: Sequence[Finding],
    guesses: Sequence[Guess],
    rules: dict[str, ScreeningRule],
    quiet: Quiet = Quiet(),  # noqa: B008 - frozen and empty
) -> tuple[Finding, ...]:
    """The findings of both layers, each said once, in the order of the text.

    Args:
        found: by the rule layer.
        guesses: of the classifier layer.
        rules: by their ids.
        quiet: sentences in which the classifier sees next to nothing.

    """
    by_rule = [f for f in found if _rule_counts(f, guesses, rules, quiet)]
    by_classifier = [_as_held(g, found) for g in guesses if _guess_counts(g, found)]
    return merged([*_without_the_dead(by_rule), *by_classifier])


def _without_the_dead(found: Sequence[Finding]) -> Iterable[Finding]:
    """A client who took their life is no longer at risk: the rules' words for it tell of the death alone."""
    deaths = [f for f in found if f.kind is FindingKind.CLIENT_DEATH and f.currency is Currency.CURRENT]
    for f in found:
        is_risk = f.kind is FindingKind.SUICIDALITY and f.subject is Subject.CLIENT
        if not (is_risk and any(f.span.overlaps(d.span) for d in deaths)):
            yield f


def leads_to_crisis(finding: Finding) -> bool:
    """Whether this finding, were it current, asks for `crisis` or `clarify`."""
    if finding.kind is FindingKind.MEDICAL_EMERGENCY or finding.danger_now:
        return True
    return finding.subject is Subject.SELF and finding.kind in {
        FindingKind.SUICIDALITY,
        FindingKind.HARM_TO_OTHERS,
    }


def _rule_counts(
    finding: Finding, guesses: Iterable[Guess], rules: dict[str, ScreeningRule], quiet: Quiet
) -> bool:
    rule = rules.get(finding.rule)
    if finding.currency is not Currency.CURRENT or rule is None:
        return True
    if leads_to_crisis(finding):
        return rule.unmistakable or not any(finding.span.overlaps(s) for s in quiet.danger)
    if finding.kind in ATTENTION and any(finding.span.overlaps(s) for s in quiet.attention):
        return False
    return rule.precise or any(
        g.finding.kind is finding.kind and g.finding.span.overlaps(finding.span) for g in guesses
    )


def _guess_counts(guess: Guess, found: Iterable[Finding]) -> bool:
    if guess.sure:
        return True
    asks = guess.finding.currency is Currency.CURRENT and leads_to_crisis(guess.finding)
    return asks and not any(_overrules(f, guess.finding) for f in found)


def _as_held(guess: Guess, found: Iterable[Finding]) -> Finding:
    """The finding of a guess; where the rule layer reads the same words as somebody's in a story, even a sure one only asks."""
    imagined = any(
        f.currency is Currency.HYPOTHETICAL
        and f.subject is not guess.finding.subject
        and f.kind is guess.finding.kind
        and f.span.overlaps(guess.finding.span)
        for f in found
    )
    if imagined and guess.finding.currency is Currency.CURRENT and leads_to_crisis(guess.finding):
        return guess.finding.model_copy(update={"certainty": Certainty.UNCLEAR})
    return guess.finding


def _overrules(rule: Finding, guess: Finding) -> bool:
    """The rule layer read the same words and knows that they are not the writer's, or not now."""
    if rule.kind is not guess.kind or guess.span.share_in(rule.span) < WHOLE:
        return False
    return rule.currency is not Currency.CURRENT or rule.subject is not guess.subject


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each kind, subject and place: the stronger currency, and the rule's words."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=_preference):
        if not any(_same(finding, other) for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end, f.kind)))


def _same(one: Finding, other: Finding) -> bool:
    return one.kind is other.kind and one.subject is other.subject and one.span.overlaps(other.span)


def _preference(finding: Finding) -> tuple[int, bool, bool, bool, int]:
    return (
        STRENGTH.index(finding.currency),
        not finding.danger_now,
        finding.certainty is Certainty.UNCLEAR,
        finding.layer != "rule",
        finding.start,
    )
