import json
import shutil
from pathlib import Path

import pytest

from assistant.adapters import release_store
from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.errors import KnowledgeError, SetupError
from tests.factories import an_entry

TEA = an_entry("ind-tea", lay_terms=("nothing warms me",))
WALK = an_entry(
    "ind-walk", title="A slow walk", body="Walking by water can settle the body. It needs no gear."
)


@pytest.fixture(params=["embedded", pytest.param("server", marks=pytest.mark.server)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ReleaseStore:
    url = request.getfixturevalue("chroma_server") if request.param == "server" else None
    return ReleaseStore(tmp_path, chroma_url=url, embedder=MiniLmEmbedder(tmp_path))


def best(store: ReleaseStore, query: str) -> str:
    return max(store.open().candidates([query]), key=lambda c: c.dense[0]).entry_id


def lose_index(store: ReleaseStore, release: str) -> ReleaseStore:
    """As after a restart that finds no index of this release."""
    if store._chroma_url is not None:
        store._client(release).delete_collection(release)
        return store
    home = store._folder.parent
    moved = shutil.copytree(home, home / "moved")  # Chroma keeps a folder that it has open in this process
    shutil.rmtree(moved / "releases" / release / "chroma")
    return ReleaseStore(moved, chroma_url=None, embedder=store._embedder)


def killed(_done: int, _total: int, _what: str) -> None:
    """End where the first passages are indexed."""
    raise KeyboardInterrupt


def test_a_release_is_built_switched_to_and_searched(store: ReleaseStore) -> None:
    store.switch(store.build([TEA, WALK]))

    assert best(store, "walking beside the river") == "ind-walk"
    assert best(store, "nothing warms me") == "ind-tea"


def test_a_known_vector_is_looked_for_in_place_of_the_words(store: ReleaseStore) -> None:
    store.switch(store.build([TEA, WALK]))
    vectors = store._embedder.embed(["walking beside the river"])

    found = store.open().candidates(["nothing warms me"], vectors)

    assert max(found, key=lambda c: c.dense[0]).entry_id == "ind-walk"


def test_the_same_content_is_the_same_release(store: ReleaseStore) -> None:
    assert store.build([TEA, WALK]) == store.build([WALK, TEA])


def test_building_beside_leaves_the_old_release_serving(store: ReleaseStore) -> None:
    first = store.build([TEA])
    store.switch(first)

    second = store.build([TEA, WALK])

    assert store.current == first
    assert second != first
    assert set(store.open().entries) == {"ind-tea"}


def test_rollback_returns_to_the_release_before(store: ReleaseStore) -> None:
    first, second = store.build([TEA]), store.build([TEA, WALK])
    store.switch(first)
    store.switch(second)

    assert store.rollback() == first
    assert store.current == first
    assert store.entries(second) == (TEA, WALK)


def test_rollback_needs_an_earlier_release(store: ReleaseStore) -> None:
    store.switch(store.build([TEA]))

    with pytest.raises(KnowledgeError):
        store.rollback()


def test_before_the_first_build_the_message_names_the_command(store: ReleaseStore) -> None:
    with pytest.raises(SetupError, match="afterword setup"):
        store.open()


def test_a_half_built_release_cannot_be_switched_to(store: ReleaseStore, tmp_path: Path) -> None:
    (tmp_path / "releases" / "r-half").mkdir(parents=True)

    with pytest.raises(KnowledgeError):
        store.switch("r-half")


def test_a_kill_while_the_serving_release_is_indexed_again_keeps_its_entries(store: ReleaseStore) -> None:
    release = store.build([TEA, WALK])
    store.switch(release)
    restarted = lose_index(store, release)

    with pytest.raises(KeyboardInterrupt):
        restarted.build([TEA, WALK], progress=killed)

    assert restarted.entries(release) == (TEA, WALK)
    with pytest.raises(SetupError, match=r"not complete.*afterword setup"):
        restarted.open()
    assert restarted.build([TEA, WALK]) == release
    assert best(restarted, "walking beside the river") == "ind-walk"


@pytest.mark.parametrize("knows", ["its bytes", "its content"])
@pytest.mark.parametrize("edited", ["another title", "no JSON"])
def test_an_edited_file_of_entries_is_refused(tmp_path: Path, knows: str, edited: str) -> None:
    store = ReleaseStore(tmp_path, chroma_url=None, embedder=MiniLmEmbedder(tmp_path))
    release = store.build([TEA])
    store.switch(release)
    folder = tmp_path / "releases" / release
    if knows == "its content":  # as an earlier Afterword wrote it
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        del manifest["file_hash"]
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert store.open().entries == {"ind-tea": TEA}
    was = (folder / "entries.json").read_text(encoding="utf-8")
    now = was.replace(TEA.title, "Drink anything") if edited == "another title" else was[:-1]
    (folder / "entries.json").write_text(now, encoding="utf-8")

    for read in (store.entries, store.open, store.switch):
        with pytest.raises(SetupError, match=r"changed on the disk.*from a backup"):
            read(release)


def test_rollback_to_a_release_without_its_index_is_refused(store: ReleaseStore) -> None:
    first, second = store.build([TEA]), store.build([TEA, WALK])
    store.switch(first)
    store.switch(second)
    restarted = lose_index(store, first)

    with pytest.raises(KnowledgeError, match=f"{first} has lost its index.*{second} keeps serving"):
        restarted.rollback()

    assert restarted.current == second
    assert best(restarted, "walking beside the river") == "ind-walk"


def test_rollback_to_a_release_of_another_embedding_model_is_refused(
    store: ReleaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(release_store, "MODEL_ID", "all-together-another-model")
        store.switch(store.build([TEA]))
    new = store.build([TEA])
    store.switch(new)

    with pytest.raises(KnowledgeError, match=f"another embedding model.*{new} keeps serving"):
        store.rollback()

    assert best(store, "nothing warms me") == "ind-tea"
