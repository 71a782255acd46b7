"""Publishing where CHROMA_URL names a server: built there, searched there, rolled back there."""

from pathlib import Path

import chromadb
import pytest

from assistant import curating, serving
from assistant.adapters.chroma_library import ChromaLibrary
from assistant.adapters.embedder import MiniLmEmbedder
from assistant.adapters.release_store import ReleaseStore
from assistant.curation import Curation
from assistant.settings import Settings
from tests.curation.factories import ROOT, a_thing, approved, changed, passing, small_library

pytestmark = pytest.mark.server

RIVER = a_thing("river")
KINGFISHER = changed(
    RIVER, body="A kingfisher over the water can be a good thing to look at. Some people settle."
)
QUERY = "a kingfisher over the water"


class Workplace:
    """A data folder whose index lies on a server, as the settings of an organisation say."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        self.settings = Settings(AFTERWORD_HOME=home, CHROMA_URL=url)
        self.server = chromadb.HttpClient(host="127.0.0.1", port=int(url.rpartition(":")[2]))

    def curation(self) -> Curation:
        return curating.build_curation(self.settings)

    def library(self) -> ChromaLibrary:
        """As another process opens what serves."""
        return ReleaseStore(
            self.home, chroma_url=self.settings.chroma_url, embedder=MiniLmEmbedder(self.home)
        ).open()

    def found(self) -> tuple[str, str]:
        """The best entry by meaning, and the passage of it that is shown."""
        best = max(self.library().candidates([QUERY]), key=lambda c: c.dense[0])
        return best.entry_id, best.quote.text

    def collections(self) -> set[str]:
        return {c.name for c in self.server.list_collections()}


@pytest.fixture
def workplace(tmp_path: Path, chroma_server: str, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    for module in (serving, curating):
        monkeypatch.setattr(module, "load_entries", small_library)
    monkeypatch.setattr(curating, "installed_gate", passing)
    return Workplace(tmp_path, chroma_server)


def test_a_release_is_published_searched_and_rolled_back_on_a_server(workplace: Workplace) -> None:
    curation = workplace.curation()
    old = curation.library().release
    assert old in workplace.collections()
    assert "kingfisher" not in workplace.found()[1]

    approved(curation, KINGFISHER)
    new = curation.publish(by=ROOT).release

    assert {old, new} <= workplace.collections()
    assert workplace.library().release == new
    assert workplace.found()[0] == "ind-river"
    assert "kingfisher" in workplace.found()[1]

    curation.rollback(by=ROOT, reason="readers complained")

    assert workplace.library().release == old
    assert "kingfisher" not in workplace.found()[1]
    assert new in workplace.collections()
    assert not list(workplace.home.rglob("chroma*")), "an embedded index was made beside the server's"


def test_an_own_release_that_the_server_lost_is_built_there_again(workplace: Workplace) -> None:
    curation = workplace.curation()
    approved(curation, KINGFISHER)
    own = curation.publish(by=ROOT).release
    workplace.server.delete_collection(own)

    workplace.curation()

    assert own in workplace.collections()
    assert workplace.library().release == own
    assert "kingfisher" in workplace.found()[1]
