"""Which release serves: what is shipped now, or an organisation's own once somebody curates."""

from collections.abc import Sequence

from assistant.adapters.embedder import MODEL_ID
from assistant.adapters.release_store import Progress, ReleaseStore, silent
from assistant.errors import KnowledgeError, SetupError
from assistant.settings import Settings
from knowledge.collection import load_entries, mark_of
from knowledge.entry import Entry


def ensure_serving(settings: Settings, releases: ReleaseStore, *, progress: Progress = silent) -> str:
    """The release that serves, right for the library that is shipped now.

    Where nobody has curated, the shipped library serves, and after an upgrade the newer one does; the release
    that it takes over from stays on disk and can be opened again. An organisation's own release stays. It is
    built anew, with its own content, only where its index is missing or was made for another embedding model.

    Raises:
        SetupError: an organisation's own content is gone or was changed; the shipped library does not take its place.

    """
    mark = f"{mark_of()} {MODEL_ID}"
    current = releases.current
    if current is not None and releases.weighed == mark and releases.is_complete(current):
        return current
    own = _own_content(settings, releases)
    release = releases.build(own or load_entries(), progress=progress)
    if release != current:
        releases.switch(release)
    releases.note_weighed(mark)
    return release


def is_curated(settings: Settings) -> bool:
    """Whether an organisation has its own library here; one that cannot be asked is taken to have."""
    from assistant.adapters.curation_store import SqlCurationStore  # noqa: PLC0415 - a debrief needs no database

    try:
        return SqlCurationStore(settings.home, database_url=settings.database_url).is_used()
    except SetupError:
        return True


def _own_content(settings: Settings, releases: ReleaseStore) -> Sequence[Entry]:
    """What an organisation published, or kept; nothing where the shipped library serves."""
    if releases.current is None or not is_curated(settings):
        return ()
    try:
        return releases.entries(releases.current)
    except (KnowledgeError, SetupError) as error:
        raise SetupError(
            f"Release {releases.current} of your organisation's own library is gone from the disk or was changed "
            "there, so nothing is searched; the shipped library does not take its place. Put its folder in "
            f"{settings.home / 'releases'} back from a backup and run: afterword setup"
        ) from error
