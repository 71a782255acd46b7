"""What the shipped library holds: enough of everything, and nothing that lint objects to."""

from datetime import date
from itertools import product

import pytest

from knowledge.collection import load_entries, load_questions
from knowledge.coverage import coverage_of
from knowledge.lint import lint_shipped
from knowledge.vocabulary import EntryType, Function, Lens, Level, Phase, Theme

ENTRIES = load_entries()
AS_RICH_AS_SELF_CARE = (
    Theme.MORAL_DISTRESS,
    Theme.SAFETY_THREAT,
    Theme.IDENTITY_STRESS,
    Theme.GRIEF_LOSS,
    Theme.WORKLOAD,
)


def test_lint_has_nothing_to_say() -> None:
    assert [str(f) for f in lint_shipped()] == []


def test_no_theme_and_no_approach_is_thin() -> None:
    coverage = coverage_of(ENTRIES, date(2026, 11, 28))

    assert coverage.entries >= 140
    assert coverage.is_complete


def test_every_type_level_and_phase_is_there() -> None:
    assert {e.type for e in ENTRIES} == set(EntryType)
    assert {e.level for e in ENTRIES} == set(Level)
    assert {p for e in ENTRIES for p in e.phases} == set(Phase)


@pytest.mark.parametrize("theme", AS_RICH_AS_SELF_CARE)
def test_what_others_cause_has_help_at_every_level(theme: Theme) -> None:
    shared = [e for e in ENTRIES if theme in e.themes]

    assert {e.level for e in shared} == set(Level)
    assert len(shared) >= 12


def test_single_session_debriefing_that_is_compulsory_is_warned_of() -> None:
    caution = next(e for e in ENTRIES if e.id == "team-cisd-caution")

    assert caution.evidence_grade == "A"
    assert any("Rose" in s.author for s in caution.sources)


def test_no_source_counts_as_read_that_is_known_only_by_hearsay() -> None:
    unread = [s.author for e in ENTRIES for s in e.sources if not s.verified]

    assert len(unread) > 50
    assert all(not s.verified for e in ENTRIES for s in e.sources if s.where == "not published")


def test_nobody_is_named_as_reviewer_who_has_not_reviewed() -> None:
    assert all(not e.reviewed_by for e in ENTRIES)


def test_questions_cover_every_theme_by_function_lens_and_level() -> None:
    questions = load_questions()

    assert len(questions) >= 250
    seen = {(t, q.function) for q in questions for t in q.themes}
    assert seen >= set(product(Theme, Function))
    assert {(t, q.lens) for q in questions for t in q.themes} >= set(product(Theme, Lens))
    assert {(t, q.level) for q in questions for t in q.themes} >= set(product(Theme, (1, 2, 3, "any")))
