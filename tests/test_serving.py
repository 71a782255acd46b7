"""After an upgrade: the shipped library serves where nobody curates, and an organisation's own stays."""

import shutil
from pathlib import Path

import pytest

from assistant import serving
from assistant.adapters import release_store
from assistant.adapters.release_store import ReleaseStore
from assistant.errors import SetupError
from assistant.serving import ensure_serving
from assistant.settings import Settings
from knowledge.entry import Entry
from tests.curation.factories import ANN, ROOT, WordEmbedder, a_curation, a_thing, approved, changed

RIVER, KETTLE = a_thing("river"), a_thing("kettle")
NEWER = (KETTLE, changed(RIVER, title="Look at water", version=2), a_thing("feather"))


def killed(_done: int, _total: int, _what: str) -> None:
    """End where the first passages are indexed."""
    raise KeyboardInterrupt


class Home:
    """A data folder, and the library that this Afterword ships."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = Settings(AFTERWORD_HOME=folder)
        self.releases = ReleaseStore(folder, chroma_url=None, embedder=WordEmbedder())
        self.read = 0
        self._ships: tuple[Entry, ...] = (KETTLE, RIVER)
        monkeypatch.setattr(serving, "load_entries", self._load)
        monkeypatch.setattr(serving, "mark_of", lambda: str([e.content_hash for e in self._ships]))

    def upgrade(self, entries: tuple[Entry, ...] = NEWER) -> None:
        self._ships = entries

    def starts(self) -> str:
        return ensure_serving(self.settings, self.releases)

    def title(self) -> str:
        return self.releases.open().entries["ind-river"].title

    def _load(self) -> tuple[Entry, ...]:
        self.read += 1
        return self._ships


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return Home(tmp_path, monkeypatch)


@pytest.fixture
def curated(home: Home, tmp_path: Path) -> Home:
    """A home where a release of the organisation's own serves."""
    home.starts()
    curation = a_curation(tmp_path)
    approved(curation, changed(RIVER, title="Our own river"))
    curation.publish(by=ROOT)
    return home


def test_the_shipped_library_serves_on_first_use(home: Home) -> None:
    assert home.starts() == home.releases.current
    assert home.title() == "Look at the river"


def test_after_an_upgrade_the_newer_library_serves_and_the_old_release_can_be_opened_again(
    home: Home,
) -> None:
    old = home.starts()
    home.upgrade()

    new = home.starts()

    assert (home.releases.current, home.releases.history()) == (new, [old, new])
    assert home.title() == "Look at water"
    assert home.releases.open(old).entries["ind-river"].title == "Look at the river"


def test_without_an_upgrade_no_entry_is_read_again(home: Home) -> None:
    first = home.starts()

    assert [home.starts(), home.starts()] == [first, first]
    assert home.read == 1


def test_a_home_that_an_earlier_afterword_made_moves_too(home: Home, tmp_path: Path) -> None:
    home.starts()
    (tmp_path / "releases" / "shipped.mark").unlink()
    home.upgrade()

    home.starts()

    assert home.title() == "Look at water"


def test_an_organisations_own_release_stays(curated: Home) -> None:
    own = curated.releases.current
    curated.upgrade()

    assert curated.starts() == own
    assert curated.title() == "Our own river"
    assert "ind-feather" not in curated.releases.open().entries


def test_one_draft_is_curation_enough(home: Home, tmp_path: Path) -> None:
    old = home.starts()
    a_curation(tmp_path).propose(changed(RIVER, title="Our own river"), by=ANN)
    home.upgrade()

    assert home.starts() == old


def test_an_own_release_whose_index_is_lost_is_built_again_with_its_own_content(
    curated: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = curated.releases.current or ""
    shutil.copytree(tmp_path, tmp_path / "moved")  # Chroma keeps a folder that it has open in this process
    shutil.rmtree(tmp_path / "moved" / "releases" / own / "chroma")
    moved = Home(tmp_path / "moved", monkeypatch)
    moved.upgrade()

    assert moved.starts() == own
    assert moved.title() == "Our own river"


def test_another_embedding_model_gets_an_own_release_of_the_same_content(
    curated: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = curated.releases.current
    for module in (release_store, serving):
        monkeypatch.setattr(module, "MODEL_ID", "all-together-another-model")

    assert curated.starts() != own
    assert curated.title() == "Our own river"


def test_a_kill_while_an_own_release_is_indexed_again_loses_none_of_it(
    curated: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = curated.releases.current or ""
    shutil.copytree(tmp_path, tmp_path / "moved")
    shutil.rmtree(tmp_path / "moved" / "releases" / own / "chroma")
    moved = Home(tmp_path / "moved", monkeypatch)

    with pytest.raises(KeyboardInterrupt):
        ensure_serving(moved.settings, moved.releases, progress=killed)

    assert moved.releases.entries(own)
    assert moved.starts() == own
    assert moved.title() == "Our own river"


def test_an_own_release_that_is_gone_from_the_disk_is_not_replaced_by_the_shipped_library(
    curated: Home, tmp_path: Path
) -> None:
    own = tmp_path / "releases" / (curated.releases.current or "")
    backup = shutil.copytree(own, tmp_path / "backup")
    shutil.rmtree(own)

    with pytest.raises(SetupError, match="from a backup and run: afterword setup"):
        curated.starts()

    assert curated.releases.current == own.name
    shutil.copytree(backup, own)
    assert curated.starts() == own.name


def test_an_own_release_that_was_edited_on_the_disk_is_not_built_again(curated: Home, tmp_path: Path) -> None:
    file = tmp_path / "releases" / (curated.releases.current or "") / "entries.json"
    file.write_text(file.read_text(encoding="utf-8").replace("Our own", "Their own"), encoding="utf-8")
    curated.upgrade()

    with pytest.raises(SetupError, match="was changed"):
        curated.starts()


def test_a_shipped_release_that_is_gone_from_the_disk_is_built_again(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = home.starts()
    shutil.copytree(tmp_path, tmp_path / "moved", ignore=shutil.ignore_patterns(release))
    moved = Home(tmp_path / "moved", monkeypatch)

    assert moved.starts() == release
    assert moved.title() == "Look at the river"


def test_a_home_whose_database_does_not_answer_keeps_what_it_has(home: Home) -> None:
    old = home.starts()
    home.settings = home.settings.model_copy(
        update={"database_url": "postgresql://me:secret@127.0.0.1:1/none"}
    )
    home.upgrade()

    assert home.starts() == old


def test_going_back_to_the_older_afterword_serves_its_library_again(home: Home) -> None:
    old = home.starts()
    home.upgrade()
    home.starts()
    home.upgrade((KETTLE, RIVER))

    assert home.starts() == old
