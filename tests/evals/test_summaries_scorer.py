"""What a summary tells, held against what readers would have told."""

from assistant.model.text import Span
from evals.case import SummariesCase, load_cases
from evals.scorers.summaries import score_told

TEXT = "I lost my patient. The bus was late. I cried."
FIRST, SECOND, THIRD = Span(start=0, end=18), Span(start=19, end=36), Span(start=37, end=45)
CASE = SummariesCase(id="a", author="a", family="a", text=TEXT, core=(FIRST,), worth=(FIRST, THIRD))


def values(*told: Span) -> dict[str, list[float | None]]:
    by_metric: dict[str, list[float | None]] = {}
    for score in score_told(CASE, told):
        by_metric.setdefault(score.metric, []).append(score.value)
    return by_metric


def test_what_readers_held_for_the_core_must_be_told_and_nothing_idle() -> None:
    assert values(FIRST, THIRD) == {"core_told": [1], "all_core_told": [1], "worth_telling": [1, 1]}
    assert values(SECOND, THIRD) == {"core_told": [0], "all_core_told": [0], "worth_telling": [0, 1]}


def test_every_case_marks_sentences_of_its_own_text() -> None:
    for split in ("dev", "test"):
        for case in load_cases(SummariesCase, "summaries", split):
            assert case.core
            assert set(case.core) <= set(case.worth)
            assert all(0 <= s.start < s.end <= len(case.text) for s in case.worth)
