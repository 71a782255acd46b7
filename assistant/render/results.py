"""The smaller results as Markdown."""

from assistant.model.contract import DeidentifyResult, ScreenResult, SearchResult, ThemesResult, VerifyResult
from assistant.model.receipt import Kind, ReplayResult

DIFFERENCES: dict[Kind, str] = {
    "text": "This is not the reflection that the receipt was made of, so it was not run",
    "release": "Another release of the library serves here",
    "model": "Another model",
    "weights": "Other trained files",
    "prompts": "Other prompts",
    "content": "Other rules, questions or cards",
    "settings": "Other settings",
    "masking": "Other words were masked",
    "route": "It went another way",
    "shown": "What is shown differs",
}


def render_deidentified(result: DeidentifyResult) -> str:
    """The masked text, what was masked, and what may still point at somebody."""
    lines = ["# De-identified", "", result.text, "", "## Masked", ""]
    lines += [
        f"- {r.placeholder} ({r.kind.value}, {r.start} to {r.end}, score {r.score:.2f})"
        for r in result.redactions
    ]
    if not result.redactions:
        lines.append("Nothing was found to mask. A name that was missed can still be there: please look.")
    lines += [f"- Together these may point at one person: {hint.reason}" for hint in result.hints]
    return "\n".join(lines) + "\n"


def render_screening(result: ScreenResult) -> str:
    """The route and every finding with its reason."""
    lines = [f"# Route: {result.route.value}", ""]
    for f in result.findings:
        whose = f.subject.value if f.subject else "nobody in particular"
        lines.append(
            f"- {f.kind.value}, {whose}, {f.currency.value}, {f.certainty.value} "
            f"({f.start} to {f.end}, {f.layer} {f.rule}): {f.reason}"
        )
    if not result.findings:
        lines.append("Nothing was noticed. That is not a judgement of anybody's risk.")
    if result.cards:
        lines += ["", f"Cards: {', '.join(result.cards)}"]
    return "\n".join(lines) + "\n"


def render_themes(result: ThemesResult) -> str:
    """The themes that hold, strongest first."""
    lines = ["# Themes", ""]
    lines += [f"- {t.theme.value.replace('_', ' ')} ({t.score:.2f})" for t in result.themes]
    if not result.themes:
        lines.append("Nothing clear.")
    return "\n".join(lines) + "\n"


def render_search(result: SearchResult) -> str:
    """The hits with their passages, or an honest nothing."""
    if result.abstained:
        return "The library has no answer to this. It is about clinicians' own strain, not about clients' care.\n"
    lines = ["# Found", ""]
    for hit in result.results:
        lines += [f"## {hit.title or hit.entry_id}", "", f"> {hit.passage.text}".replace("\n", " "), ""]
        grade = f", evidence {hit.evidence_grade}" if hit.evidence_grade else ""
        lines += [f"{hit.entry_id}{grade}, score {hit.score:.3f}", ""]
    return "\n".join(lines)


def render_verdict(result: VerifyResult) -> str:
    """Whether the statement may be shown, and why not."""
    if result.supported:
        return "Supported: this may be shown.\n"
    return "\n".join(["Not supported.", *(f"- {r.check.value}: {r.detail}" for r in result.reasons)]) + "\n"


def render_replay(result: ReplayResult) -> str:
    """Whether the debrief came out the same, and if not what differs, causes first."""
    if result.same:
        return "The same debrief, word for word.\n"
    lines = ["Not the same debrief.", ""]
    lines += [
        f"- {DIFFERENCES[d.kind]}" + (f": {', '.join(d.what)}" if d.what else "") for d in result.differences
    ]
    return "\n".join(lines) + "\n"
