"""Writing one question at a time; no Streamlit here. Stop anywhere: what was written so far is the reflection."""

from typing import NamedTuple

from assistant.journal.records import GuidedDraft
from assistant.supervision.templates import as_reflection, template_named
from knowledge.template import GuidedTemplate, Step, load_templates


class Guided(NamedTuple):
    """Where the writer is in a template."""

    template: GuidedTemplate
    answers: tuple[str, ...] = ()
    at: int = 0
    before: str = ""
    """What stood in the editor when it was begun; the answers come after it."""

    @property
    def step(self) -> Step:
        """The question that is asked now."""
        return self.template.steps[self.at]

    @property
    def answer(self) -> str:
        """What was answered to it so far."""
        return self.answers[self.at] if self.at < len(self.answers) else ""

    @property
    def name(self) -> str:
        """What the field of this question is called."""
        return f"answer-{self.template.id}-{self.at}"

    @property
    def is_last(self) -> bool:
        """Whether no question follows."""
        return self.at + 1 == len(self.template.steps)

    @property
    def text(self) -> str:
        """The reflection so far."""
        return "\n\n".join(
            t for t in (self.before, as_reflection(self.template, dict(enumerate(self.answers)))) if t
        )

    @property
    def kept(self) -> GuidedDraft:
        """What is saved of it with the draft."""
        return GuidedDraft(template=self.template.id, at=self.at, answers=self.answers, before=self.before)

    def answered(self, answer: str) -> "Guided":
        """With this answer to the question that is asked now."""
        answers = [*self.answers, *[""] * (self.at + 1 - len(self.answers))]
        answers[self.at] = answer
        return self._replace(answers=tuple(answers))

    def moved(self, by: int) -> "Guided":
        """At the question before or after this one."""
        return self._replace(at=min(max(self.at + by, 0), len(self.template.steps) - 1))


def begun(template_id: str, before: str) -> Guided | None:
    """A template from its first question on; nothing where there is none of this name."""
    template = template_named(template_id)
    return None if template is None else Guided(template, before=before.strip())


def resumed(kept: GuidedDraft) -> Guided | None:
    """A template at the question where its draft was left; nothing where the template has changed since."""
    template = template_named(kept.template)
    if template is None or max(kept.at + 1, len(kept.answers)) > len(template.steps):
        return None
    return Guided(template, kept.answers, kept.at, kept.before)


def ways() -> dict[str, GuidedTemplate]:
    """Every template by its id, the quick path first."""
    return {t.id: t for t in load_templates()}
