from pathlib import Path

import pytest

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


def test_a_release_is_built_switched_to_and_searched(store: ReleaseStore) -> None:
    store.switch(store.build([TEA, WALK]))

    assert best(store, "walking beside the river") == "ind-walk"
    assert best(store, "nothing warms me") == "ind-tea"


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
