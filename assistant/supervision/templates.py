"""Guided writing: one question at a time, stop anywhere, and what was written so far becomes the reflection."""

from collections.abc import Mapping

from knowledge.template import GuidedTemplate, load_templates


def default_template() -> GuidedTemplate:
    """The quick path: three questions."""
    return load_templates()[0]


def template_named(name: str) -> GuidedTemplate | None:
    """The template with this id."""
    return next((t for t in load_templates() if t.id == name), None)


def as_reflection(template: GuidedTemplate, answers: Mapping[int, str]) -> str:
    """The writer's answers as one text, in the order of the steps; our questions are not part of it."""
    written = (answers.get(at, "").strip() for at in range(len(template.steps)))
    return "\n\n".join(answer for answer in written if answer)


def next_step(template: GuidedTemplate, answers: Mapping[int, str]) -> int | None:
    """Where to go on: the first step after the last answered one; nothing when all were seen."""
    last = max((at for at, answer in answers.items() if answer.strip()), default=-1)
    return last + 1 if last + 1 < len(template.steps) else None
