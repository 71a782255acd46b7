"""Scripted models: one that says what it should, one that tries whatever it should not."""

import json
from collections.abc import Sequence
from typing import Any

from tests.model_server import sentences_of

QUESTIONS = (
    "What would help you bring this to supervision?",
    "What do you need from your supervisor?",
    "Where do you notice this in yourself?",
)


def statement(text: str, *keys: str) -> dict[str, Any]:
    return {"sentences": list(keys or ("s1",)), "text": text}


def question(text: str, *keys: str, **fields: Any) -> dict[str, Any]:
    values = {
        "sentences": list(keys or ("s1",)),
        "function": "restorative",
        "lens": "clinician",
        "text": text,
    }
    return values | fields


def answer(summary: Sequence[dict[str, Any]], questions: Sequence[dict[str, Any]] | None = None) -> str:
    asked = [question(q) for q in QUESTIONS] if questions is None else list(questions)
    return json.dumps({"summary": list(summary), "questions": asked})


def repeating(request: dict[str, Any]) -> str:
    """Says the writer's own first sentences back in a frame, as exact quotes: true by construction."""
    said = list(sentences_of(request).items())[:3]
    return answer([statement(f"You wrote: “{text.strip(' .')}”.", key) for key, text in said])
