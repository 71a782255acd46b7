"""The browser app: page settings, navigation, and a guard around every page."""

import logging
import uuid
from collections.abc import Callable

import streamlit as st

from ui import curation_wording, session, wording
from ui.components import frame
from ui.pages import about_page, curate_page, library_page, reflect_page

log = logging.getLogger("afterword.ui")


def main() -> None:
    """Draw the page that is asked for."""
    st.set_page_config(page_title=wording.APP, layout="centered", menu_items=None)
    pages = [
        st.Page(reflect_page.show, title=wording.REFLECT, url_path="reflect", default=True),
        st.Page(library_page.show, title=wording.LIBRARY, url_path="library"),
        st.Page(curate_page.show, title=curation_wording.CURATE, url_path="curate"),
        st.Page(about_page.show, title=wording.ABOUT, url_path="about"),
    ]
    page = st.navigation(pages, position="top")
    guarded(_show_frame)
    guarded(page.run)


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
    state = session.current()
    state.take_over()
    if frame.show(state):
        state.clear()
        st.rerun()


if __name__ == "__main__":
    main()
