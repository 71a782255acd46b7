"""An agenda as files; each is made when its button is pressed."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ui import supervision_wording as words
from ui.agenda_files import FORMATS, Format

MIME = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def show(label: str, name: str, make: Callable[[Format], bytes], *, key: str) -> None:
    """Draw one button a format."""
    with st.container(horizontal=True):
        for format_ in FORMATS:
            st.download_button(
                label.format(words.FORMATS[format_]),
                data=partial(make, format_),
                file_name=name.format(format_),
                mime=MIME[format_],
                on_click="ignore",
                key=f"sheet-{format_}-{key}",
            )
