"""Publishing and what was published."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from assistant.curation.ports import Progress
from ui import curation_wording as words
from ui.components import prose
from ui.components.curation import tables


def show_publish(ready: Sequence[str], *, refusal: str | None, key: str) -> bool:
    """Draw what the next release would change; true when it is wanted."""
    if not ready:
        prose.show_words(words.NOT_READY)
        return False
    prose.show_words(words.READY.format("; ".join(ready)))
    return st.button(words.PUBLISH, type="primary", disabled=refusal is not None, help=refusal, key=key)


def show_override(*, key: str) -> str | None:
    """Draw the way around the gate; the written reason, when it is wanted with one."""
    with st.expander(words.OVERRIDE):
        reason = st.text_input(words.OVERRIDE, max_chars=500, help=words.OVERRIDE_HELP, key=f"reason-{key}")
        wanted = st.button(words.OVERRIDE_DO, disabled=not (reason or "").strip(), key=f"do-{key}")
    return (reason or "").strip() if wanted else None


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Draw how far a release is; call what it yields with done, total and what."""
    with st.status(words.PUBLISHING, expanded=True) as status:
        bar = st.progress(0.0)

        def watch(done: int, total: int, what: str) -> None:
            bar.progress(done / max(total, 1), words.PROGRESS.get(what, what))
            status.update(label=words.PROGRESS.get(what, what))

        yield watch


def show_history(rows: Sequence[Sequence[str]], *, refusal: str | None, key: str) -> bool:
    """Draw every release; true when the one before is wanted back."""
    st.subheader(words.HISTORY, anchor=False)
    tables.show_rows(words.RELEASE_COLUMNS, rows)
    return st.button(words.ROLLBACK, disabled=refusal is not None, help=refusal, key=key)
