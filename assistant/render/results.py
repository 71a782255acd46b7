"""The smaller results as Markdown."""

from assistant.model.contract import DeidentifyResult, ScreenResult, SearchResult, ThemesResult, VerifyResult


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
