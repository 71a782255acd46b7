"""How long, under which passphrase, out as a file, and gone for good."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from assistant.journal.journal import Journal
from ui import journal_wording as words
from ui import journalling
from ui.components import prose
from ui.components.journal.opening import LONGEST_KEPT, show_new_passphrase

MIME = {"json": "application/json", "md": "text/markdown", "jsonl": "application/jsonl"}


class Retain(NamedTuple):
    """Another retention time is wanted."""

    days: int | None


class NewPassphrase(NamedTuple):
    """Another passphrase is wanted."""

    passphrase: str
    again: str


def show_retention(days: int | None, *, key: str) -> Retain | None:
    """Draw the retention time; the new one, when it is set."""
    st.subheader(words.RETENTION_TITLE, anchor=False)
    prose.show_words(journalling.retention_words(days))
    with st.form(f"shelf-retention-{key}"):
        chosen = st.number_input(
            words.RETENTION_DAYS, 1, LONGEST_KEPT, value=days, step=1, key=f"shelf-days-{days}-{key}"
        )
        return Retain(chosen) if st.form_submit_button(words.RETENTION) else None


def show_passphrase(*, key: str) -> NewPassphrase | None:
    """Draw the change of the passphrase."""
    st.subheader(words.PASSPHRASE_TITLE, anchor=False)
    with st.form(f"shelf-change-{key}", clear_on_submit=True):
        new, again = show_new_passphrase(words.NEW_PASSPHRASE, key=f"change-{key}")
        return NewPassphrase(new, again) if st.form_submit_button(words.CHANGE_PASSPHRASE) else None


def show_export(journal: Journal, *, key: str) -> None:
    """Draw the downloads; a file is made when its button is pressed."""
    st.subheader(words.EXPORT_TITLE, anchor=False)
    prose.show_words(words.EXPORT_INTRO)
    names = st.checkbox(words.EXPORT_NAMES, key=f"shelf-export-names-{key}")
    with st.container(horizontal=True):
        for format_ in journalling.FORMATS:
            st.download_button(
                words.EXPORTS[format_],
                data=partial(journalling.export, journal, format_, names=names),
                file_name=words.EXPORT_NAME.format(format_),
                mime=MIME[format_],
                on_click="ignore",
                key=f"shelf-export-{format_}-{names}-{key}",
            )


def show_delete_all(*, key: str) -> bool:
    """Draw the deletion of everything; true when it is wanted and confirmed."""
    st.subheader(words.DELETE_ALL_TITLE, anchor=False)
    prose.show_words(words.DELETE_ALL_INTRO)
    sure = st.checkbox(words.DELETE_ALL_SURE, key=f"shelf-all-sure-{key}")
    return st.button(words.DELETE_ALL, disabled=not sure, key=f"shelf-all-{key}")
