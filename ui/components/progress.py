"""The stages of a debrief as they end."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.pipeline import StageWatcher
from ui import wording


@contextmanager
def show(label: str, done: str) -> Iterator[StageWatcher]:
    """Draw a status; call what it yields with each stage that ends."""
    with st.status(label, expanded=True) as status:

        def watch(stage: str, milliseconds: float) -> None:
            status.write(f"{wording.STAGES.get(stage, stage)} ({milliseconds:.0f} ms)")

        yield watch
        status.update(label=done, state="complete", expanded=False)
