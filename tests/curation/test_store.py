"""One contract for the curation store, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.adapters.curation_store import SqlCurationStore
from assistant.curation.audit import chain_faults
from assistant.curation.model import AuditNote, WorkingCopy
from assistant.curation.ports import StaleCopyError
from assistant.errors import SetupError
from knowledge.vocabulary import Status
from knowledge.workflow import Action, Approval, Role
from tests.curation.factories import ANN, EVE, ROOT, a_curation, a_thing, approved, changed

NOTE = AuditNote(
    who="ann", role=Role.CURATOR, action=Action.PROPOSE, entry_id="ind-river", reason="naïve – ü"
)


@pytest.fixture
def store(tmp_path: Path, database_url: str | None) -> SqlCurationStore:
    return SqlCurationStore(tmp_path, database_url=database_url)


def a_copy(**fields: object) -> WorkingCopy:
    entry = a_thing("river", status=Status.DRAFT, body="Zoë’s river.\n\n    Indented: “quoted” – 日本.")
    return WorkingCopy(entry=entry, authors=("ann", "Zoë"), **fields)


def test_reading_an_empty_store_creates_nothing(tmp_path: Path, store: SqlCurationStore) -> None:
    assert (store.copies(), store.lines(), store.versions("ind-river")) == ((), (), ())
    assert not store.is_used()
    assert not list(tmp_path.iterdir())


def test_what_was_saved_comes_back(store: SqlCurationStore) -> None:
    copy = a_copy(published_version=3)

    store.save([copy], [NOTE])

    assert store.copies() == (copy.model_copy(update={"revision": 1}),)
    assert store.lines()[0].reason == "naïve – ü"
    assert store.is_used()


def test_an_approval_comes_back(store: SqlCurationStore) -> None:
    entry = a_thing("river", status=Status.APPROVED)
    store.save([a_copy(approval=Approval("eve", entry.content_hash)).model_copy(update={"entry": entry})], [])

    assert store.copies()[0].approval == Approval("eve", entry.content_hash)


def test_a_stale_revision_stores_nothing_and_logs_nothing(store: SqlCurationStore) -> None:
    store.save([a_copy()], [NOTE])
    other = a_copy().model_copy(update={"entry": a_thing("meadow")})

    with pytest.raises(StaleCopyError):
        store.save([other, a_copy()], [NOTE])

    assert [c.entry.id for c in store.copies()] == ["ind-river"]
    assert len(store.lines()) == 1


def test_every_version_is_kept(store: SqlCurationStore) -> None:
    store.save([a_copy()], [])
    second = changed(a_copy().entry, title="Look at water")
    store.save([a_copy(revision=1).model_copy(update={"entry": second})], [])

    assert [w.entry.title for w in store.versions("ind-river")] == ["Look at the river", "Look at water"]


def test_writers_at_once_never_fork_the_chain(store: SqlCurationStore) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: store.save([], [NOTE, NOTE]), range(12)))

    assert len(store.lines()) == 24
    assert chain_faults(store.lines()) == ()


def test_two_first_writers_of_one_entry_one_wins(store: SqlCurationStore) -> None:
    def write(name: str) -> str:
        try:
            store.save([a_copy().model_copy(update={"authors": (name,)})], [NOTE])
        except StaleCopyError:
            return "refused"
        return "stored"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(write, "abcd"))

    assert sorted(outcomes) == ["refused", "refused", "refused", "stored"]
    assert len(store.lines()) == 1


def test_the_whole_way_from_proposal_to_rollback(tmp_path: Path, database_url: str | None) -> None:
    curation = a_curation(tmp_path, database_url=database_url)
    approved(curation, changed(a_thing("river"), title="Look at water"), ANN, EVE)

    curation.publish(by=ROOT)
    assert curation.library().released["ind-river"].title == "Look at water"
    curation.rollback(by=ROOT)

    assert curation.library().released["ind-river"].title == "Look at the river"
    assert [line.action for line in curation.audit()] == [
        "propose",
        "submit",
        "approve",
        "publish",
        "rollback",
    ]
    assert curation.audit_faults() == ()


@pytest.mark.server
def test_a_database_that_does_not_answer_is_a_matter_of_set_up(tmp_path: Path) -> None:
    store = SqlCurationStore(tmp_path, database_url="postgresql://me:secret@127.0.0.1:1/none")

    with pytest.raises(SetupError) as caught:
        store.copies()

    assert "secret" not in str(caught.value)
