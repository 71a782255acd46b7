"""Beginning a journal and opening it; no field keeps a passphrase once it was handed over."""

from typing import NamedTuple

import streamlit as st

from assistant.journal.records import SHORTEST_PASSPHRASE
from ui import journal_wording as words
from ui.components import prose

LONGEST_KEPT = 36_500
HELP = words.PASSPHRASE_HELP.format(SHORTEST_PASSPHRASE)


class Begin(NamedTuple):
    """A new journal is wanted."""

    passphrase: str
    again: str
    retain_days: int | None


class Unlock(NamedTuple):
    """The journal is to be opened."""

    passphrase: str


class Recover(NamedTuple):
    """The passphrase is lost."""

    code: str
    passphrase: str
    again: str


def show_begin(*, key: str) -> Begin | None:
    """Draw the form of a new journal; what was typed, once it is handed over."""
    st.header(words.BEGIN_TITLE, anchor=False)
    with st.form(f"shelf-begin-{key}", clear_on_submit=True):
        passphrase, again = show_new_passphrase(words.PASSPHRASE, key=f"begin-{key}")
        days = st.number_input(
            words.RETAIN, min_value=1, max_value=LONGEST_KEPT, value=None, step=1, key=f"shelf-retain-{key}"
        )
        begun = st.form_submit_button(words.BEGIN, type="primary")
    return Begin(passphrase, again, days) if begun else None


def show_unlock(*, key: str) -> Unlock | Recover | None:
    """Draw the passphrase field, and the way in when it is lost."""
    st.header(words.UNLOCK_TITLE, anchor=False)
    with st.form(f"shelf-unlock-{key}", clear_on_submit=True):
        passphrase = _secret(words.PASSPHRASE, "current-password", f"shelf-passphrase-{key}")
        unlocked = st.form_submit_button(words.UNLOCK, type="primary")
    with st.expander(words.LOST), st.form(f"shelf-recover-{key}", clear_on_submit=True, border=False):
        code = _secret(words.RECOVERY_CODE, "off", f"shelf-code-{key}")
        new, again = show_new_passphrase(words.NEW_PASSPHRASE, key=f"recover-{key}")
        recovered = st.form_submit_button(words.RECOVER)
    if recovered:
        return Recover(code, new, again)
    return Unlock(passphrase) if unlocked else None


def show_new_passphrase(label: str, *, key: str) -> tuple[str, str]:
    """Draw both fields of a new passphrase; they stand in somebody's form."""
    first = _secret(label, "new-password", f"shelf-new-{key}", help_=HELP)
    return first, _secret(words.AGAIN, "new-password", f"shelf-again-{key}")


def show_recovery_code(code: str, *, key: str) -> bool:
    """Draw the recovery code; true when the writer has it."""
    st.header(words.RECOVERY_TITLE, anchor=False)
    prose.show_words(words.RECOVERY_INTRO)
    st.code(code, language=None, wrap_lines=True)
    return st.button(words.RECOVERY_DONE, type="primary", key=f"shelf-written-down-{key}")


def _secret(label: str, autocomplete: str, key: str, *, help_: str | None = None) -> str:
    return st.text_input(label, type="password", autocomplete=autocomplete, key=key, help=help_) or ""
