"""Who curates, as they claim."""

import streamlit as st

from assistant.curation.model import Curator
from knowledge.workflow import Role
from ui import curation_wording as words


def show(name: str, role: Role, *, key: str) -> tuple[str, Role, Curator | None]:
    """Draw name and role; the curator is nobody as long as there is no name."""
    left, right = st.columns(2)
    said = left.text_input(words.NAME, value=name, max_chars=200, help=words.NAME_HELP, key=f"name-{key}")
    chosen = right.selectbox(
        words.ROLE,
        list(Role),
        index=list(Role).index(role),
        format_func=lambda r: words.ROLES[r],
        key=f"role-{key}",
    )
    plain, claimed = " ".join((said or "").split()), chosen or role
    return plain, claimed, Curator(plain, claimed) if plain else None
