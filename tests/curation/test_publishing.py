from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest

from assistant.curation import BlockedReleaseError, Curation
from assistant.errors import KnowledgeError
from assistant.stages.retrieve import is_allowed
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from tests.curation.factories import ANN, EVE, ROOT, a_curation, a_thing, approved, changed, later

RIVER = a_thing("river")
WATER = changed(RIVER, title="Look at water")


def serving(curation: Curation) -> dict[str, Entry]:
    return dict(curation.library().released)


def worse(store: Any, candidate: str, current: str | None, progress: Any) -> Sequence[str]:
    return ["this query got worse (1.00 to 0.20): cannot sleep after the session"]


def broken(store: Any, candidate: str, current: str | None, progress: Any) -> Sequence[str]:
    raise ModuleNotFoundError("evals")


def test_only_what_is_approved_is_published(curation: Curation) -> None:
    approved(curation, WATER)
    curation.propose(a_thing("candle"), by=ANN)

    done = curation.publish(by=ROOT)

    assert (done.changed, done.published) == (True, ("ind-river",))
    assert serving(curation)["ind-river"].title == "Look at water"
    assert serving(curation)["ind-river"].version == 2
    assert "ind-candle" not in serving(curation)
    assert curation.library().row("ind-river").status is Status.PUBLISHED


def test_publishing_twice_changes_nothing(curation: Curation) -> None:
    approved(curation, WATER)
    first = curation.publish(by=ROOT)

    again = curation.publish(by=ROOT)

    assert (again.release, again.changed) == (first.release, False)


def test_a_retired_entry_stops_serving_with_the_next_release(curation: Curation) -> None:
    curation.retire("ind-river", by=EVE, reason="superseded")
    assert "ind-river" in serving(curation)

    done = curation.publish(by=ROOT)

    assert done.retired == ("ind-river",)
    assert "ind-river" not in serving(curation)
    assert "ind-river" not in curation._releases.open().entries  # type: ignore[attr-defined]


def test_rollback_brings_the_old_release_back_and_the_new_content_to_draft(curation: Curation) -> None:
    old = curation.library().release
    approved(curation, WATER)
    curation.retire("ind-kettle", by=EVE, reason="superseded")
    new = curation.publish(by=ROOT)

    back = curation.rollback(by=ROOT, reason="readers complained")

    assert (back.release, back.previous) == (old, new.release)
    assert serving(curation)["ind-river"] == RIVER
    assert curation.library().row("ind-river").status is Status.DRAFT
    assert curation.library().row("ind-kettle").status is Status.PUBLISHED
    assert curation.publish(by=ROOT).changed is False
    assert curation.entry_of("ind-river", new.release).title == "Look at water"


def test_a_version_number_that_was_published_is_never_used_again(curation: Curation) -> None:
    approved(curation, WATER)
    curation.publish(by=ROOT)
    curation.rollback(by=ROOT)

    copy = curation.propose(changed(RIVER, title="Look at a stream", version=2), by=ANN)

    assert copy.entry.version == 3


def test_without_an_earlier_release_rollback_is_refused(curation: Curation) -> None:
    with pytest.raises(KnowledgeError, match="no earlier release"):
        curation.rollback(by=ROOT)


def test_a_refused_rollback_moves_nothing_and_is_not_in_the_log(tmp_path: Path) -> None:
    curation = a_curation(tmp_path)
    old = curation.library().release or ""
    approved(curation, WATER)
    new = curation.publish(by=ROOT).release
    (tmp_path / "releases" / old / "manifest.json").unlink()

    with pytest.raises(KnowledgeError, match=f"{old} is not complete.*{new} keeps serving"):
        curation.rollback(by=ROOT, reason="readers complained")

    assert curation.library().release == new
    assert curation.library().row("ind-river").status is Status.PUBLISHED
    assert curation.audit()[-1].action == "publish"


def test_a_regression_blocks_and_is_named(tmp_path: Path) -> None:
    curation = a_curation(tmp_path, gate=worse)
    old = curation.library().release
    approved(curation, WATER)

    with pytest.raises(BlockedReleaseError, match="cannot sleep after the session"):
        curation.publish(by=ROOT)

    assert curation.library().release == old
    assert curation.library().row("ind-river").status is Status.APPROVED


@pytest.mark.parametrize(
    ("by", "reason", "message"), [(EVE, "trust me", "administrator"), (ROOT, " ", "written reason")]
)
def test_an_override_needs_an_administrator_and_a_reason(
    tmp_path: Path, by: Any, reason: str, message: str
) -> None:
    curation = a_curation(tmp_path, gate=worse)
    approved(curation, WATER)

    with pytest.raises(KnowledgeError, match=message):
        curation.publish(by=by, override=reason)


def test_an_override_is_audited(tmp_path: Path) -> None:
    curation = a_curation(tmp_path, gate=worse)
    approved(curation, WATER)

    done = curation.publish(by=ROOT, override="The query was mislabelled.")

    assert done.changed
    line = curation.audit()[-1]
    assert (line.action, line.who, line.release) == ("override", "root", done.release)
    assert line.reason.startswith("The query was mislabelled.")


def test_a_gate_that_cannot_judge_blocks(tmp_path: Path) -> None:
    curation = a_curation(tmp_path, gate=broken)
    approved(curation, WATER)

    with pytest.raises(BlockedReleaseError, match="could not judge"):
        curation.publish(by=ROOT)


def test_an_expired_entry_serves_but_is_never_retrieved_and_is_due(curation: Curation) -> None:
    entry = serving(curation)["ind-river"]

    assert is_allowed(entry, frozenset(), entry.review_due)
    assert not is_allowed(entry, frozenset(), later())
    curation.today = later
    assert "ind-river" in {row.entry.id for row in curation.due()}
    assert curation.coverage().entries == 0


def test_what_serves_and_is_expired_stays_due_beside_a_draft_of_a_later_date(curation: Curation) -> None:
    curation.today = later
    curation.propose(changed(RIVER, review_due=date(2032, 1, 1)), by=ANN)

    row = next(row for row in curation.due() if row.entry.id == "ind-river")

    assert row.first_due == RIVER
    approved(curation, changed(row.entry, title="Look at water"))
    curation.publish(by=ROOT)
    assert "ind-river" not in {row.entry.id for row in curation.due()}


def test_an_expired_entry_cannot_be_published(curation: Curation) -> None:
    approved(curation, changed(RIVER, review_due=date(2026, 1, 1)))

    with pytest.raises(KnowledgeError, match="review date 2026-01-01 has passed"):
        curation.publish(by=ROOT)


def test_an_approval_that_came_while_publishing_waits_for_the_next_release(tmp_path: Path) -> None:
    """The gate takes its time; what is proposed meanwhile is neither lost nor slipped in."""

    def slow(store: Any, candidate: str, current: str | None, progress: Any) -> Sequence[str]:
        approved(a_curation(tmp_path), changed(RIVER, title="Look at a stream", version=2))
        return ()

    curation = a_curation(tmp_path, gate=slow)
    approved(curation, WATER)

    curation.publish(by=ROOT)

    assert serving(curation)["ind-river"].title == "Look at water"
    row = curation.library().row("ind-river")
    assert (row.status, row.entry.title, row.entry.version) == (Status.APPROVED, "Look at a stream", 3)


def test_the_old_release_answers_at_every_step_of_a_publication(tmp_path: Path) -> None:
    """Each step tells how far it is, and whoever asks then is answered by the old release, whole."""
    curation = a_curation(tmp_path)
    approved(curation, WATER)
    steps: list[str] = []
    answers: list[tuple[str, str]] = []

    def ask(done: int, total: int, what: str) -> None:
        assert 0 <= done <= total
        steps.append(what)
        library = a_curation(tmp_path)._releases.open()  # type: ignore[attr-defined]
        best = max(library.candidates(["Look at the river"]), key=lambda c: max(c.dense))
        answers.append((best.entry_id, library.entries[best.entry_id].title))

    curation.publish(by=ROOT, progress=ask)

    assert set(steps) == {"passages indexed", "gate: queries"}
    assert set(answers) == {("ind-river", "Look at the river")}
    assert serving(curation)["ind-river"].title == "Look at water"


def test_a_reader_who_never_pauses_is_answered_across_publications_and_rollbacks(tmp_path: Path) -> None:
    """Opened anew for each question, as other processes do; one failure of any kind is one too many."""
    curation = a_curation(tmp_path)
    done, answers = Event(), list[tuple[str, str]]()

    def read() -> list[tuple[str, str]]:
        while not done.is_set():
            library = a_curation(tmp_path)._releases.open()  # type: ignore[attr-defined]
            best = max(library.candidates(["river"]), key=lambda c: max(c.dense))
            answers.append((library.release, library.entries[best.entry_id].title))
        return answers

    def wait_for_more() -> None:
        seen = len(answers)
        while len(answers) < seen + 2 and not reader.done():
            sleep(0.01)

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read)
        try:
            old = curation.library().release
            approved(curation, WATER)
            new = curation.publish(by=ROOT).release
            wait_for_more()
            curation.rollback(by=ROOT)
            wait_for_more()
        finally:
            done.set()

        assert set(reader.result()) == {(old, "Look at the river"), (new, "Look at water")}
