"""The README's figures, written from the committed reports: `python -m evals.readme`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.command import NAMES
from evals.gates import Gate, load_gates
from evals.measured import PRODUCT, find
from evals.report import REPORTS, Report, Table, number

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- figures: make evals -->", "<!-- end of figures -->"
WORDS = {
    "crisis_caught": "crisis reflections sent to `crisis` or `clarify`",
    "crisis_to_crisis": "crisis reflections sent to `crisis`",
    "no_false_crisis": "other reflections not sent to `crisis`",
    "urgent_recall": "urgent reflections found urgent or more",
    "proceed_kept": "ordinary reflections left alone",
    "decline_recall": "requests that are none of ours, declined",
    "not_asked_needlessly": "ordinary reflections not asked to clarify",
    "right_subject": "findings with the right subject",
    "trigger_words_not_blocked": "harmless texts with trigger words not blocked",
    "span_covered": "identifiers fully covered",
    "characters_covered": "characters of identifiers covered",
    "precision": "masked characters that had to be",
    "decoy_spared": "decoys left alone",
    "plain_text_unchanged": "texts without identifiers left unchanged",
    "misses_vs_presidio:span_covered": "our misses over stock Presidio's",
    "macro_f1": "themes, macro F1",
    "ndcg_at_5": "retrieval, nDCG@5 over distinct approaches",
    "ndcg_over:dense_alone": "retrieval over dense alone",
    "ndcg_over:bm25_alone": "retrieval over BM25 alone",
    "answers_when_it_can": "queries with an answer, answered",
    "abstains_without_answer": "queries without an answer, abstained",
    "unfaithful_cut": "unfaithful statements cut",
    "faithful_kept": "faithful statements kept",
    "style_all": "questions that meet every rule of style",
    "none_cut": "guided debriefs of which nothing was cut",
    "strategy_serves_theme": "strategies offered that serve a theme which an author named",
    "summary_distinct": "summaries unlike every other",
    "core_told": "sentences that readers could not do without, told in the summary",
    "worth_telling": "sentences of a summary that a reader chose",
}


def main() -> None:
    """Rewrite the figures between their marks."""
    text = README.read_text(encoding="utf-8")
    README.write_text(with_figures(text, load_reports()), encoding="utf-8")


def load_reports(folder: Path = REPORTS) -> tuple[Report, ...]:
    """The committed reports on the test split."""
    paths = (folder / f"{name}.json" for name in NAMES)
    reports = (Report.model_validate_json(p.read_text(encoding="utf-8")) for p in paths if p.is_file())
    return tuple(r for r in reports if r.split == "test")


def with_figures(text: str, reports: Sequence[Report]) -> str:
    """The README with the table between its marks written anew.

    Raises:
        ValueError: a mark is missing.

    """
    before, opened, rest = text.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not opened or not closed:
        raise ValueError(f"README.md has lost a mark: {BEGIN} or {END}")
    return f"{before}{BEGIN}\n\n{figures(reports)}\n\n{END}{after}"


def figures(reports: Sequence[Report]) -> str:
    """Each promised number beside what was measured."""
    return Table(
        ["what", "measured [95 % interval] (count)", "target", "reached"], list(_rows(reports))
    ).to_markdown()


def _rows(reports: Sequence[Report]) -> Iterable[list[str]]:
    by_suite = {r.suite: r for r in reports}
    for gate in load_gates().gates:
        report = by_suite.get(gate.suite)
        found = report and find(report.measured, gate.metric, system=PRODUCT)
        if gate.metric in WORDS and found and found.value is not None:
            bound = "at most" if gate.at_most is not None else "at least"
            yield [
                WORDS[gate.metric],
                number(found),
                f"{bound} {gate.target:g}",
                "yes" if _reached(gate, found.value) else "no",
            ]


def _reached(gate: Gate, value: float) -> bool:
    return value <= gate.target if gate.at_most is not None else value >= gate.target


if __name__ == "__main__":
    main()
