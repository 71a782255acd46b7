"""What the pages ask of the assistant; no Streamlit here, so that it can be called from anywhere."""

import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.documents.second_look import SecondLook
from assistant.exchange import never
from assistant.model.debrief import MAX_QUESTION_WORDS, Answer, Card, Outcome, Resource
from assistant.model.screening import WITHHOLDING
from assistant.model.text import DeidentifiedReflection, Reflection
from assistant.pipeline import StageWatcher, cards_of, screened_of
from assistant.pipeline import debrief as run_debrief
from assistant.render.debrief import render_debrief
from assistant.stages.masking import MaskingTerms, TermDetector
from assistant.stages.present import first_lines
from assistant.wiring import Ports
from assistant.writers.guided import GuidedWriter
from assistant.writers.model import Hearing
from knowledge.collection import load_resources
from knowledge.vocabulary import FindingKind, Locale
from ui import sending_wording, wording

log = logging.getLogger("afterword.ui")


class Choices(NamedTuple):
    """What the writer set for this session."""

    locale: Locale
    level: int | None = None
    masks: MaskingTerms = MaskingTerms()
    may_send: bool = False
    """Whether the writer saw what would leave, and said yes."""


class Seen(NamedTuple):
    """A reflection that may go on: what is masked in it, and the cards that come before anything else."""

    masked: DeidentifiedReflection
    cards: tuple[Card, ...] = ()


def look(text: str, *, ports: Ports, choices: Choices) -> Seen | Outcome:
    """What is masked, with its cards; or the outcome at once, where nothing else may be written.

    Raises:
        AssistantError: the text cannot be taken as it is, or a stage failed.

    """
    chosen = ports_for(ports, choices)
    screening = screened_of(Reflection(text=text), ports=chosen).screening
    if screening.route in WITHHOLDING:
        return run_debrief(Reflection(text=text), ports=chosen)
    return Seen(screening.reflection, cards_of(screening, ports=chosen))


def debrief(
    text: str,
    *,
    ports: Ports,
    choices: Choices,
    watch: StageWatcher,
    answer: Answer | None = None,
    hear: Hearing = lambda _sentence: None,
    stop: Callable[[], bool] = never,
) -> Outcome:
    """The debrief, or why not; `watch` is told of each stage, `hear` of each proved sentence of a model.

    Raises:
        AssistantError: the text cannot be taken as it is, or a stage failed.

    """
    chosen = ports_for(ports, choices)
    return run_debrief(Reflection(text=text), ports=chosen, answer=answer, watch=watch, hear=hear, stop=stop)


def ports_for(ports: Ports, choices: Choices) -> Ports:
    """The shared ports with this session's place, level and masks; no model without the writer's consent."""
    guided = ports.guided
    if choices.level is not None:
        guided = GuidedWriter(ports.bank.questions, level=choices.level)
    return ports._replace(
        locale=choices.locale,
        detector=TermDetector(ports.detector, choices.masks),
        guided=guided,
        writer=ports.writer if choices.may_send else guided,
    )


def crisis_lines(locale: Locale) -> tuple[Resource, ...]:
    """Emergency number and crisis lines of a place; readable before any model is loaded."""
    return first_lines(load_resources(), locale)


def question_from(outcome: Outcome) -> str | None:
    """The writer's own request as a question for supervision: a fixed frame around their words."""
    asked = [f.span for f in outcome.findings if f.kind is FindingKind.CLINICAL_ADVICE_REQUEST]
    if not asked:
        return None
    room = MAX_QUESTION_WORDS - len(wording.OWN_QUESTION.split())
    words = asked[0].of(outcome.text).strip(' \n.?!,;:“”"').split()
    quote = " ".join(words) if len(words) <= room else " ".join(words[:room]) + " …"
    return wording.OWN_QUESTION.format(quote)


def markdown_of(
    outcome: Outcome, own_questions: Sequence[str] = (), *, ports: Ports, choices: Choices
) -> str:
    """The file to download, looked over once more; a fault costs the file and logs no text."""
    try:
        second = SecondLook(ports_for(ports, choices).detector)
        page = render_debrief(outcome, look=second)
        asked = [f"- {second(q)}" for q in own_questions]
    except Exception as error:  # noqa: BLE001 - runs outside the page's guard; a traceback could hold text
        log.error("download failed type=%s", type(error).__name__)  # noqa: TRY400 - no traceback on purpose
        return wording.DOWNLOAD_FAILED
    parts = [page.rstrip()]
    if asked:
        parts += [f"## {wording.OWN_QUESTIONS}", "\n".join(asked)]
    return "\n\n".join([*parts, sending_wording.LOOKED_OVER.format(second.masked)]) + "\n"
