"""Why a text could not be taken, and what to do; never the text itself."""

import streamlit as st

from assistant.errors import AssistantError, ReflectionError
from knowledge.vocabulary import Locale
from ui.components import resource_list
from ui.service import crisis_lines


def show(error: AssistantError, locale: Locale) -> None:
    """Draw the message; where the language cannot be read, whom to turn to as well."""
    st.warning(str(error))
    if isinstance(error, ReflectionError) and error.fault == "unsupported_language":
        resource_list.show(crisis_lines(locale))
