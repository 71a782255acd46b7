"""What one browser tab remembers, and what all tabs share; the only file that names keys."""

import contextlib
import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar, overload

import streamlit as st

from assistant.adapters.unanswered_file import UnansweredFile
from assistant.curation import Curation
from assistant.errors import AssistantError
from assistant.journal.appeals import Proposed
from assistant.model.debrief import Card, Outcome
from assistant.model.text import DeidentifiedReflection, Reflection
from assistant.ports import Library
from assistant.settings import Settings
from assistant.stages.masking import MaskingTerms
from assistant.wiring import Ports
from knowledge.entry import Entry
from knowledge.vocabulary import Locale
from knowledge.workflow import Role
from ui.guiding import Guided
from ui.running import Running
from ui.sending import Preview
from ui.service import Choices, Seen

T = TypeVar("T")
WARM_UP = "A long day, and I am still thinking about one session."


class Step(StrEnum):
    """Where the writer is on the Reflect page; one thing at a time."""

    WRITE = "write"
    MASKED = "masked"
    CONSENT = "consent"
    WRITING = "writing"
    OUTCOME = "outcome"


class _Kept(Generic[T]):
    """A typed slot of the session state, named after its attribute."""

    def __init__(self, default: Callable[[], T]) -> None:
        self._default = default
        self._key = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = f"afterword-{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> "_Kept[T]": ...
    @overload
    def __get__(self, instance: "Session", owner: type) -> T: ...
    def __get__(self, instance: "Session | None", owner: type) -> "T | _Kept[T]":
        if instance is None:
            return self
        if self._key not in st.session_state:
            st.session_state[self._key] = self._default()
        kept: T = st.session_state[self._key]
        return kept

    def __set__(self, instance: "Session", value: T) -> None:
        st.session_state[self._key] = value


Kept = _Kept
"""For the part of a tab's memory that goes when the journal locks."""


class Desk(NamedTuple):
    """What a curator has open on the Curate page."""

    entry_id: str | None = None
    """Nothing for a new entry."""
    base: str | None = None
    """The content hash of what they started from."""
    content: str = ""
    told: str = ""
    """What their last act came to, shown once."""


class Appealing(NamedTuple):
    """Where the writer is with keeping a text that was sent to the wrong place."""

    kept_id: str | None = None
    proposed: Proposed | None = None
    """What would be kept, as it is shown before a yes."""


def _nothing() -> None:
    return None


class Session:
    """One browser tab; in memory only, gone with the tab."""

    step = _Kept[Step](lambda: Step.WRITE)
    text = _Kept[str](str)
    sample = _Kept[str | None](_nothing)
    masked = _Kept[DeidentifiedReflection | None](_nothing)
    cards = _Kept[tuple[Card, ...]](tuple)
    preview = _Kept[Preview | None](_nothing)
    always_sends = _Kept[bool](bool)
    running = _Kept[Running | None](_nothing)
    outcome = _Kept[Outcome | None](_nothing)
    own_questions = _Kept[tuple[str, ...]](tuple)
    masks = _Kept[MaskingTerms](MaskingTerms)
    locale = _Kept[Locale](lambda: Settings().locale)
    level = _Kept[int | None](_nothing)
    shown = _Kept[int](int)
    generation = _Kept[int](int)
    curator = _Kept[str](lambda: Settings().user or "")
    role = _Kept[Role](lambda: Role.CURATOR)
    desk = _Kept[Desk](Desk)
    guided = _Kept[Guided | None](_nothing)
    appealing = _Kept[Appealing](Appealing)

    @property
    def choices(self) -> Choices:
        """What the writer set, as the assistant takes it."""
        return Choices(self.locale, self.level, self.masks)

    def take_over(self) -> None:
        """Know what a picker says before anything above it on the page is drawn."""
        self.locale = st.session_state.get(self.key("locale"), self.locale)

    def key(self, name: str) -> str:
        """The key of a widget; clearing the page gives every widget a new one."""
        return f"{name}-{self.generation}"

    def remembered(self, name: str, value: object) -> str:
        """The key of a widget that shows `value` when it comes back after another page or step."""
        key = self.key(name)
        st.session_state.setdefault(key, value)
        return key

    def put_text(self, text: str) -> None:
        """Put a text into the editor, before the editor is drawn."""
        self.text = text
        st.session_state[self.key("editor")] = text

    def conclude(self, outcome: Outcome) -> None:
        """Show an outcome next."""
        self.outcome, self.step, self.preview, self.running = outcome, Step.OUTCOME, None, None
        self.appealing = Appealing()

    def look_at(self, seen: Seen) -> None:
        """Show what is masked next."""
        self.masked, self.cards, self.step = seen.masked, seen.cards, Step.MASKED

    def ask_about(self, preview: Preview) -> None:
        """Ask next whether this may be sent."""
        self.preview, self.step = preview, Step.CONSENT

    def follow(self, running: Running) -> None:
        """Show next how a debrief is written."""
        self.running, self.step, self.preview = running, Step.WRITING, None

    def write_again(self) -> None:
        """Go back to the text; an outcome that no longer belongs to it goes."""
        if self.running is not None:
            self.running.stop()
        self.masked = self.outcome = self.preview = self.running = None
        self.cards = ()
        self.own_questions = ()
        self.appealing = Appealing()
        self.step = Step.WRITE

    def clear(self) -> None:
        """Forget every word of this tab; the place and the level stay."""
        self.write_again()
        self.text, self.sample, self.masks, self.always_sends = "", None, MaskingTerms(), False
        self.guided = None
        for key in [k for k in st.session_state if str(k).endswith(f"-{self.generation}")]:
            del st.session_state[key]
        self.generation += 1


def current() -> Session:
    """The state of the tab that is being drawn."""
    return Session()


def warm_up() -> None:
    """Start loading the models while the writer reads and writes."""
    _wiring()


def ports() -> Ports:
    """The shared ports of the release that serves; waits until they are ready.

    Raises:
        SetupError: a model or the index is missing or wrong.

    """
    try:
        wired = _wiring().result()
    except Exception:
        _wiring.clear()
        raise
    serving = _serving_release()
    if serving is None:
        _wiring.clear()
        return _wiring().result()
    return wired if wired.library.release == serving else wired._replace(library=_library_of(serving))


def release_entries() -> tuple[str, tuple[Entry, ...]]:
    """The release that serves and every entry in it.

    Raises:
        AssistantError: the release is missing or cannot be read.

    """
    release = _ensured_release()
    return release, _entries_of(release)


@st.cache_resource(show_spinner=False)
def curation() -> Curation:
    """The library's workflow, shared by all tabs; it holds no reflection and cannot reach one.

    Raises:
        AssistantError: the index or the database is missing or wrong.

    """
    from assistant.curating import build_curation  # noqa: PLC0415 - loads the vendors

    return build_curation(Settings())


@st.cache_resource(show_spinner=False)
def _wiring() -> "Future[Ports]":
    """Built once in a thread of its own and shared by all tabs; holds no text of anyone."""
    return ThreadPoolExecutor(1, thread_name_prefix="afterword-warm-up").submit(_wired)


def _wired() -> Ports:
    from assistant import pipeline  # noqa: PLC0415 - loading models takes seconds; the page comes first
    from assistant.bootstrap import build_ports  # noqa: PLC0415 - the same

    built = build_ports(Settings())
    with contextlib.suppress(AssistantError):  # a real reflection will say what is wrong
        pipeline.debrief(Reflection(text=WARM_UP), ports=built._replace(writer=built.guided))
    gc.collect()
    gc.freeze()  # Streamlit collects after every run; frozen modules make that ten times quicker
    return built


def _serving_release() -> str | None:
    from assistant.bootstrap import build_release_store  # noqa: PLC0415 - loads the vendors

    return build_release_store(Settings()).current


@st.cache_resource(show_spinner=False, max_entries=2)
def _library_of(release: str) -> Library:
    """A release that was switched to while the app runs: only the library is opened anew, no model is."""
    from assistant.bootstrap import build_release_store  # noqa: PLC0415 - loads the vendors

    return build_release_store(Settings()).open(release)


def unanswered() -> UnansweredFile:
    """What counts reflections without an answer; off unless whoever runs this machine asked for it."""
    from assistant.bootstrap import build_unanswered  # noqa: PLC0415 - loads the vendors

    return build_unanswered(Settings())


def count(outcome: Outcome) -> None:
    """Note an outcome that the library had nothing for."""
    unanswered().note(outcome)


def _ensured_release() -> str:
    from assistant.bootstrap import ensure_release  # noqa: PLC0415 - loads the vendors

    return ensure_release(Settings())


@st.cache_resource(show_spinner=False, max_entries=2)
def _entries_of(release: str) -> tuple[Entry, ...]:
    from assistant.bootstrap import build_release_store  # noqa: PLC0415 - loads the vendors

    return build_release_store(Settings()).entries(release)
