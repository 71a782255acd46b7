"""Afterword: a reflection in, a verified debrief out.

from assistant import Reflection, debrief
outcome = debrief(Reflection(text="..."))
"""

from assistant.api import debrief
from assistant.errors import AssistantError
from assistant.model.debrief import Debrief, Withheld
from assistant.model.text import Reflection

__all__ = ["AssistantError", "Debrief", "Reflection", "Withheld", "debrief"]
