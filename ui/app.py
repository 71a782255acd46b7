"""The browser app: page settings, navigation, and a guard around every page."""

import logging
import uuid
from collections.abc import Callable

import streamlit as st

from ui import (
    check_in_wording,
    curation_wording,
    journal_session,
    journal_wording,
    session,
    supervision_wording,
    wording,
)
from ui.components import frame
from ui.components.journal import keeping
from ui.views import (
    about_page,
    check_in_page,
    curate_page,
    journal_page,
    journal_part,
    library_page,
    reflect_page,
    supervision_page,
)

LOOKS_EVERY = 20.0  # seconds; Streamlit would print a bare string in this file onto the page
log = logging.getLogger("afterword.ui")


def main() -> None:
    """Draw the page that is asked for."""
    st.set_page_config(page_title=wording.APP, layout="centered", menu_items=None)
    pages = [
        st.Page(reflect_page.show, title=wording.REFLECT, url_path="reflect", default=True),
        st.Page(journal_page.show, title=journal_wording.JOURNAL, url_path="journal"),
        st.Page(supervision_page.show, title=supervision_wording.SUPERVISION, url_path="supervision"),
        st.Page(check_in_page.show, title=check_in_wording.CHECK_IN, url_path="check-in"),
        st.Page(library_page.show, title=wording.LIBRARY, url_path="library"),
        st.Page(curate_page.show, title=curation_wording.CURATE, url_path="curate"),
        st.Page(about_page.show, title=wording.ABOUT, url_path="about"),
    ]
    page = st.navigation(pages, position="top")
    guarded(_show_frame)
    guarded(page.run)
    if journal_session.current().journal is not None:
        _watch_idleness(on_reflect=page.url_path == "")


def guarded(draw: Callable[[], None]) -> None:
    """Draw; a fault shows and logs a reference and a type, never a message, which could hold text.

    Streamlit logs whatever an app raises, whatever its settings, so nothing may leave this function.
    Reruns and stops are not exceptions in Python's sense and pass through.
    """
    try:
        draw()
    except Exception as error:  # noqa: BLE001 - see above
        reference = uuid.uuid4().hex[:8]
        log.error("page failed ref=%s type=%s", reference, type(error).__name__)  # noqa: TRY400 - no traceback
        st.error(wording.FAILED.format(reference))


def _show_frame() -> None:
    state = journal_session.current()
    state.take_over()
    if frame.show(state):
        state.forget()
        st.rerun()
    lockable = state.open_journal() is not None and not state.shelf.recovery_code
    if lockable and keeping.show_lock(key=state.key("lock")):
        journal_part.save_now()
        state.put_away()
        state.tell(journal_wording.LOCKED)


@st.fragment(run_every=LOOKS_EVERY)
def _watch_idleness(*, on_reflect: bool) -> None:
    """Forget an idle journal's key and words although nobody clicks."""

    def look() -> None:
        state = journal_session.current()
        if state.journal is None or not state.journal.is_locked:
            return
        state.open_journal()
        if not (on_reflect and state.step is session.Step.WRITE):
            st.rerun()  # never under the hands of somebody who types

    guarded(look)


if __name__ == "__main__":
    main()
