"""A debrief, or what is withheld, as Markdown."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.model.debrief import (
    Card,
    Outcome,
    Resource,
    Strategy,
    SupervisionQuestion,
    Withheld,
    is_beside_a_card,
)
from assistant.model.text import Span
from knowledge.vocabulary import Grade

BESIDE_THE_CARD = "Beside the card"
WHEN = {"now": "Now", "this_week": "This week", "supervision": "In supervision"}
GRADES = {
    Grade.A: "trials or meta-analysis",
    Grade.B: "cohort or correlational studies",
    Grade.C: "expert consensus",
    Grade.D: "practice wisdom",
}
FUNCTIONS = {
    "formative": "to learn",
    "normative": "to stay safe and accountable",
    "restorative": "to be restored",
}
NOT_REVIEWED = "The library's entries and the cards have not yet been reviewed by a clinician."
ASK = "To ask for it: “{}” What they would do then:"
CHECKED_ON = "These lines were last compared with their sources on {:%d %b %Y}. A number can change."
NOT_THERAPY = "Afterword is not supervision, therapy or a crisis service, and it judges nobody's risk."


Look = Callable[[str], str]
"""A last look over words of the writer's, before they go out."""


def as_it_is(text: str) -> str:
    """No look: the words as they are."""
    return text


def render_debrief(outcome: Outcome, *, look: Look = as_it_is) -> str:
    """Cards first; then summary, strategies and questions, each with what it rests on.

    Args:
        outcome: what to render.
        look: run over everything that holds words of the writer's; fixed words and the library's stay.

    """
    lines = ["# Debrief" if not isinstance(outcome, Withheld) else "# Before anything else", ""]
    for card in outcome.cards:
        lines += [*card_lines(card), ""]
    if outcome.summary:
        lines += ["## What you wrote, in short", ""]
        for statement in outcome.summary:
            lines += [
                f"- {look(statement.text)}",
                f"  (from: {look(_quotes(outcome.text, statement.evidence))})",
            ]
        lines.append("")
    if outcome.acknowledgement:
        from_ = look(_quotes(outcome.text, outcome.acknowledgement.evidence))
        lines += [outcome.acknowledgement.text, f"(from: {from_})", ""]
    if outcome.strategies:
        lines += ["## What may help", ""]
        for strategy in outcome.strategies:
            lines += [*_strategy(outcome, strategy, look), ""]
    if outcome.supervision:
        lines += ["## For supervision", ""]
        lines += [
            line for n, q in enumerate(outcome.supervision, 1) for line in _question(outcome.text, n, q, look)
        ]
        lines.append("")
    return "\n".join([*lines, *_footer(outcome)]) + "\n"


def card_lines(card: Card) -> Iterator[str]:
    """One fixed card with its resources."""
    yield f"## {card.title}"
    yield ""
    yield card.body
    if card.handled_line:
        yield ""
        yield card.handled_line
    if card.resources:
        yield ""
    for r in card.resources:
        yield f"- **{r.name}**: {how_to_reach(r)}"
    checked = checked_line(card.resources)
    if checked:
        yield ""
        yield checked


def how_to_reach(resource: Resource) -> str:
    """The contact with its hours, what is unsure about it, and whom it serves."""
    hours = f" ({resource.hours})" if resource.hours else ""
    unsure = "" if resource.certainty == "high" else " (check this before relying on it)"
    note = f". {resource.note}" if resource.note else ""
    return f"{resource.contact}{hours}{unsure}{note}"


def checked_line(resources: Sequence[Resource]) -> str | None:
    """When the line that was compared longest ago was compared; nothing where no line says."""
    days = [r.checked_on for r in resources if r.checked_on]
    return CHECKED_ON.format(min(days)) if days else None


def _strategy(outcome: Outcome, strategy: Strategy, look: Look) -> Iterator[str]:
    beside = is_beside_a_card(strategy.when, outcome.route)
    yield f"### {BESIDE_THE_CARD if beside else WHEN[strategy.when]}: {strategy.title}"
    yield ""
    yield look(strategy.why)
    yield ""
    yield f"> {strategy.passage.text}".replace("\n", " ")
    yield ""
    if strategy.ask:
        yield from (ASK.format(strategy.ask), "")
    yield from (f"{n}. {step}" for n, step in enumerate(strategy.steps, 1))
    yield ""
    yield from (f"- Take care: {caution}" for caution in strategy.cautions)
    other = ", found in other groups than clinicians" if strategy.extrapolated else ""
    yield f"- Evidence {strategy.evidence_grade}: {GRADES[strategy.evidence_grade]}{other}"
    for s in strategy.sources:
        seen = "" if s.verified else " (not checked by us)"
        yield f"- Source: {s.citation}{seen}"
    yield f"- Entry: {strategy.entry_id}, version {strategy.version}"


def _question(text: str, number: int, question: SupervisionQuestion, look: Look) -> Iterator[str]:
    yield f"{number}. {look(question.question)}"
    lens = question.lens.value.replace("_", " ")
    yield f"   ({FUNCTIONS[question.function]}; {lens}; from: {look(_quotes(text, question.evidence))})"


def _quotes(text: str, spans: Sequence[Span]) -> str:
    return "; ".join(f"“{' '.join(s.of(text).split())}”" for s in spans)


def _footer(outcome: Outcome) -> Iterable[str]:
    if outcome.redactions:
        masked = ", ".join(dict.fromkeys(r.placeholder for r in outcome.redactions))
        yield f"Masked: {masked}"
        yield ""
    if not isinstance(outcome, Withheld):
        counts = outcome.verification
        yield f"Writer: {outcome.writer}. Library release: {outcome.release}. Shown: {counts.kept}, cut: {counts.cut}."
        yield from _model_use(outcome)
    yield f"{NOT_REVIEWED} {NOT_THERAPY}"


def _model_use(outcome: Outcome) -> Iterator[str]:
    """What a language model did here, where one was asked; a blank line keeps it a paragraph of its own."""
    use, counts = outcome.model_use, outcome.verification
    if use is None:
        return
    yield ""
    if counts.fell_back:
        yield f"{use.note or 'The language model was not used.'} The guided writer wrote this debrief."
    else:
        yield (
            f"A language model worded this; every sentence was checked. Written anew: {counts.repaired}, "
            f"replaced by guided sentences: {counts.replaced}."
        )
    sent = (
        f"{sum(e.bytes for e in outcome.egress)} bytes in {len(outcome.egress)} requests"
        if outcome.egress
        else "nothing"
    )
    yield f"Sent from this machine: {sent}. Tokens: {use.tokens_sent} in, {use.tokens_received} out. Receipt: {use.receipt}"
    yield ""
