"""Curation in the browser, on a small real library: what a page does is what the workflow then holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.curation import Curation
from knowledge.vocabulary import Status
from knowledge.workflow import Action, Role
from tests.curation.factories import ANN, a_curation, approved, changed
from ui import curation_wording as words
from ui import session
from ui.curation_wording import Section

from .conftest import labels_of, press, words_of

CALM = "Look at the river again"


def page() -> None:
    from ui.views import curate_page

    curate_page.show()


@pytest.fixture
def curation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Curation:
    curation = a_curation(tmp_path)
    monkeypatch.setattr(session, "curation", lambda: curation)
    return curation


@pytest.fixture
def at(curation: Curation) -> AppTest:
    del curation
    return AppTest.from_function(page, default_timeout=120).run()


def as_(at: AppTest, name: str, role: Role) -> AppTest:
    at.text_input[0].set_value(name)
    return at.selectbox[0].set_value(role).run()


def go(at: AppTest, section: Section) -> AppTest:
    return at.segmented_control[0].set_value(section).run()


def open_entry(at: AppTest, entry_id: str) -> AppTest:
    return next(s for s in at.selectbox if s.label == words.ENTRY).set_value(entry_id).run()


def rewrite(at: AppTest, old: str, new: str) -> AppTest:
    area = at.text_area[0]
    assert old in area.value
    return area.set_value(area.value.replace(old, new)).run()


def river(curation: Curation) -> Any:
    return curation.library().row("ind-river")


def propose(at: AppTest, title: str = CALM) -> AppTest:
    at = open_entry(as_(at, "ann", Role.CURATOR), "ind-river")
    return press(rewrite(at, "title: Look at the river", f"title: {title}"), words.PROPOSE)


def test_a_change_is_proposed_reviewed_published_and_rolled_back(at: AppTest, curation: Curation) -> None:
    at = propose(at)
    assert not at.exception
    assert river(curation).status is Status.DRAFT
    assert at.success[0].value == words.PROPOSED.format(CALM)

    at = press(go(at, Section.REVIEW), words.ACTIONS[Action.SUBMIT])
    assert river(curation).status is Status.IN_REVIEW
    assert CALM in words_of(at)

    at = press(as_(at, "eve", Role.APPROVER), words.ACTIONS[Action.APPROVE])
    assert river(curation).status is Status.APPROVED

    at = press(go(at, Section.PUBLISH), words.PUBLISH)
    assert curation.library().released["ind-river"].title == CALM
    assert any(s.value.startswith("Release r-") for s in at.success)

    at = press(at, words.ROLLBACK)
    assert curation.library().released["ind-river"].title == "Look at the river"
    assert not at.exception


def test_every_fault_is_shown_with_its_field_and_a_faulty_text_cannot_be_proposed(
    at: AppTest, curation: Curation
) -> None:
    at = open_entry(as_(at, "ann", Role.CURATOR), "ind-river")
    at = rewrite(at, "evidence_grade: ", "evidence_grade: Z")

    assert "evidence_grade: " in words_of(at)
    assert next(b for b in at.button if b.label == words.PROPOSE).disabled
    assert river(curation).status is Status.PUBLISHED

    at = rewrite(at, "evidence_grade: Z", "evidence_grade: ")
    assert not next(b for b in at.button if b.label == words.PROPOSE).disabled


def test_without_a_name_nothing_can_be_done(at: AppTest) -> None:
    at = open_entry(at, "ind-river")
    at = rewrite(at, "title: Look at the river", f"title: {CALM}")

    assert next(b for b in at.button if b.label == words.PROPOSE).disabled
    assert words.SAY_WHO in words_of(at)


def test_the_second_of_two_curators_sees_a_conflict_and_keeps_their_text(
    at: AppTest, curation: Curation
) -> None:
    at = open_entry(as_(at, "ann", Role.CURATOR), "ind-river")
    at = rewrite(at, "title: Look at the river", f"title: {CALM}")
    curation.propose(changed(river(curation).entry, title="The other title"), by=ANN._replace(name="bob"))

    at = press(at, words.PROPOSE)

    assert "bob changed title" in at.warning[0].value
    assert river(curation).entry.title == "The other title"
    assert CALM in at.text_area[0].value

    at = press(press(at, words.START_AGAIN), words.PROPOSE)
    assert river(curation).entry.title == CALM


def test_who_wrote_it_is_refused_as_approver(at: AppTest, curation: Curation) -> None:
    at = press(go(propose(at), Section.REVIEW), words.ACTIONS[Action.SUBMIT])

    at = press(as_(at, "Ann", Role.ADMINISTRATOR), words.ACTIONS[Action.APPROVE])

    assert "cannot approve" in at.warning[0].value
    assert river(curation).status is Status.IN_REVIEW


def test_a_curator_cannot_press_what_only_an_approver_may(at: AppTest, curation: Curation) -> None:
    approved(curation, changed(river(curation).entry, title=CALM))

    at = go(as_(at, "ann", Role.CURATOR), Section.PUBLISH)

    disabled = {b.label for b in at.button if b.disabled}
    assert {words.PUBLISH, words.ROLLBACK} <= disabled


def test_sending_back_needs_a_reason_that_the_log_then_holds(at: AppTest, curation: Curation) -> None:
    at = press(go(propose(at), Section.REVIEW), words.ACTIONS[Action.SUBMIT])
    at = press(as_(at, "eve", Role.APPROVER), words.ACTIONS[Action.REJECT])
    assert at.warning[0].value == words.NEEDS_REASON
    assert river(curation).status is Status.IN_REVIEW

    at.text_input[-1].set_value("Say what to look for.").run()
    at = press(at, words.ACTIONS[Action.REJECT])
    assert river(curation).status is Status.DRAFT
    assert "Say what to look for." in words_of(go(at, Section.LOG))


def test_what_the_gate_found_is_shown_and_only_an_administrator_gets_past_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worse(store: Any, candidate: str, current: str | None, progress: Any) -> Sequence[str]:
        return ["this query got worse (1.00 to 0.50): cannot sleep"]

    curation = a_curation(tmp_path, gate=worse)
    monkeypatch.setattr(session, "curation", lambda: curation)
    approved(curation, changed(river(curation).entry, title=CALM))
    at = AppTest.from_function(page, default_timeout=120).run()

    at = press(go(as_(at, "eve", Role.APPROVER), Section.PUBLISH), words.PUBLISH)
    assert "cannot sleep" in words_of(at)
    assert words.OVERRIDE_DO not in labels_of(at)
    assert river(curation).released.title == "Look at the river"

    at = as_(at, "root", Role.ADMINISTRATOR)
    at.text_input[-1].set_value("The query is out of date.").run()
    at = press(at, words.OVERRIDE_DO)
    assert river(curation).released.title == CALM
    assert any("out of date" in line.reason for line in curation.audit())


def test_an_unfinished_text_waits_while_another_part_is_looked_at(at: AppTest) -> None:
    at = open_entry(as_(at, "ann", Role.CURATOR), "ind-river")
    at = rewrite(at, "title: Look at the river", f"title: {CALM}")

    at = go(go(at, Section.DUE), Section.WRITE)

    assert CALM in at.text_area[0].value


def test_a_click_on_a_content_that_was_changed_since_it_was_read_approves_nothing(
    at: AppTest, curation: Curation
) -> None:
    curation.propose(changed(river(curation).released, title=CALM), by=ANN)
    curation.submit("ind-river", by=ANN)
    at = go(as_(at, "eve", Role.APPROVER), Section.REVIEW)
    curation.propose(changed(river(curation).entry, title="Never read by Eve"), by=ANN)
    curation.submit("ind-river", by=ANN)

    at = press(at, words.ACTIONS[Action.APPROVE])

    assert river(curation).status is Status.IN_REVIEW
    assert "Never read by Eve" in words_of(at)


def test_a_comment_stands_in_the_story_and_moves_nothing(at: AppTest, curation: Curation) -> None:
    curation.propose(changed(river(curation).released, title=CALM), by=ANN)
    curation.submit("ind-river", by=ANN)
    at = go(as_(at, "bob", Role.CURATOR), Section.REVIEW)
    comment = next(t for t in at.text_input if t.label == words.COMMENT)

    at = press(comment.set_value("Which river?").run(), words.ACTIONS[Action.COMMENT])

    assert river(curation).status is Status.IN_REVIEW
    assert (curation.audit()[-1].action, curation.audit()[-1].reason) == (Action.COMMENT, "Which river?")
