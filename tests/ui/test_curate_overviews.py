"""What the Curate page only shows: what is due, covered, on trial and unanswered, and whether the log is whole."""

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.adapters.unanswered_file import UnansweredFile
from assistant.curation import Curation
from assistant.curation.unanswered import Counts
from assistant.model.understanding import Passage, Quote
from assistant.trying import LeftOut, Trial
from knowledge.vocabulary import Approach, Level, Phase, Theme
from tests.curation.factories import EVE, ROOT, a_curation, approved, changed, later
from tests.factories import TODAY
from ui import curation_wording as words
from ui import session, wording
from ui.curation_wording import Section
from ui.views import curate_page

from .conftest import html_of, press, words_of
from .factories import an_entry
from .test_curate_page import CALM, go, page, river
from .test_curate_page import at as at  # noqa: PLC0414 - a fixture
from .test_curate_page import curation as curation  # noqa: PLC0414 - a fixture


def test_an_expired_entry_is_in_the_due_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "curation", lambda: a_curation(tmp_path, today=later))
    at = go(AppTest.from_function(page, default_timeout=120).run(), Section.DUE)

    assert words.EXPIRED in words_of(at)
    assert "Look at the river" in words_of(at)


def test_both_maps_of_coverage_count_what_serves_and_mark_the_gaps(at: AppTest, curation: Curation) -> None:
    varied: dict[str, Any] = {
        "level": Level.TEAM,
        "phases": (Phase.WEEK, Phase.PREVENTION),
        "themes": (Theme.WORKLOAD, Theme.EXHAUSTION),
        "approaches": (Approach.CASELOAD_BALANCE, Approach.GROUNDING),
    }
    approved(curation, changed(river(curation).entry, **varied))
    curation.publish(by=ROOT)
    entries = curation.library().released.values()
    levels = Counter((t, e.level) for e in entries for t in e.themes)
    phases = Counter((a, p) for e in entries for a in e.approaches for p in e.phases)

    by_level, by_phase = heat_maps(html_of(go(at, Section.COVERAGE)))

    assert by_level == {
        wording.THEMES[t]: [
            *(str(levels[t, at_] or "–") for at_ in Level),
            str(sum(t in e.themes for e in entries)),
        ]
        for t in Theme
    }
    assert by_phase == {
        a.replace("_", " "): [
            *(str(phases[a, p] or "–") for p in Phase),
            str(sum(a in e.approaches for e in entries)),
        ]
        for a in Approach
    }


def heat_maps(html: str) -> list[dict[str, list[str]]]:
    """The cells of each row of each map, by the row's name."""
    rows = re.compile(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>')
    return [
        {
            unescape(name): re.findall(r"<td[^>]*>(?:<strong>)?(.*?)<", cells)
            for name, cells in rows.findall(table)
        }
        for table in re.findall(r'<table class="aw-heat">.*?</table>', html)
    ]


def test_the_log_says_whether_it_is_whole(at: AppTest, curation: Curation) -> None:
    approved(curation, changed(river(curation).entry, title=CALM), approver=EVE)

    at = go(at, Section.LOG)

    assert at.success[0].value == words.LOG_WHOLE.format(3)


def test_a_trial_shows_each_hit_and_what_was_left_out(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = an_entry(suppress_when=("intrusion",))
    hit = Passage(
        entry=entry, quote=Quote(text="Back to the <room>.", start=0, end=19), score=0.91, dense=0.62
    )
    trial = Trial(
        "r-test", withheld=False, probability=0.8, hits=(hit,), left_out=(LeftOut(entry, ("intrusion",)),)
    )
    monkeypatch.setattr(curate_page, "tried", lambda text, ports: trial)
    monkeypatch.setattr(session, "ports", lambda: None)

    at = press(go(at, Section.TRY), words.TRY_DO)

    said = words_of(at)
    assert words.TRY_FOUND.format("r-test", 0.8) in said
    assert "0.91" in said
    assert "0.62" in said
    assert "&lt;room&gt;" in said
    assert words.LEFT_OUT in said


def test_what_was_left_without_an_answer_is_shown_by_theme_from_eight_on(
    at: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = UnansweredFile(tmp_path, counts=True, today=lambda: TODAY)
    counts = Counts(since="2026-11-01", reflections=9, themes={Theme.WORKLOAD: 8, Theme.GROWTH: 2})
    (tmp_path / "unanswered.json").write_text(counts.model_dump_json())
    monkeypatch.setattr(session, "unanswered", lambda: counter)

    seen = html_of(go(at, Section.UNANSWERED))

    assert wording.THEMES[Theme.WORKLOAD] in seen
    assert wording.THEMES[Theme.GROWTH] not in seen
