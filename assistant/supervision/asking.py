"""Ask a question of the bank with the writer's words in it, if every check lets it through."""

from collections.abc import Sequence

from assistant.fixed_checks import question_reasons
from assistant.model.debrief import SupervisionQuestion
from assistant.model.text import Span
from knowledge.question import SLOT, Question
from knowledge.vocabulary import Function, Lens


def passes(question: str, evidence: Sequence[Span], *texts: str) -> bool:
    """Whether a question may stand on the agenda: open, short, quoting truly, without advice or graphic detail."""
    asked = SupervisionQuestion(
        question=question, function=Function.FORMATIVE, lens=Lens.CLINICIAN, evidence=tuple(evidence)
    )
    return not question_reasons(asked, "\n".join(texts))


def filled(question: Question, text: str, phrase: Span | None) -> str | None:
    """The question with the phrase in its slot; nothing where it has a slot and there is no phrase."""
    if SLOT not in question.text:
        return question.text
    return None if phrase is None else question.text.replace(SLOT, f"“{phrase.of(text)}”")


def first_fitting(
    questions: Sequence[Question], text: str, phrase: Span | None, evidence: Sequence[Span], used: set[str]
) -> tuple[Question, str] | None:
    """The first question that fits and that no other item asks; ids and wordings go into `used`."""
    fresh = sorted(questions, key=lambda q: q.id in used)
    for question in fresh:
        asked = filled(question, text, phrase)
        if asked is not None and asked not in used and passes(asked, evidence, text):
            used.update((question.id, asked))
            return question, asked
    return None
