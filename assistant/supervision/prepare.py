"""One reflection on its way to an agenda: de-identified and screened first, and withheld where nothing may be made."""

from assistant.fixed_checks import question_reasons
from assistant.model.screening import WITHHOLDING
from assistant.model.text import Reflection
from assistant.offering import offered
from assistant.pipeline import screened_of, understood
from assistant.stages.present import cards_for
from assistant.stages.retrieve import query_of
from assistant.stages.screen.cards import asked_about
from assistant.supervision.agenda import Prepared, WithheldFile
from assistant.wiring import Ports
from assistant.writers.guided import GuidedWriter


def prepare(file: str, text: str, *, ports: Ports, level: int | None = None) -> Prepared | WithheldFile:
    """The reflection with its themes, questions and strategies, or the card that comes first.

    The guided writer asks the questions and fixed checks let them through: an agenda never needs a model.
    With a developmental level, questions are for it or for any.

    Raises:
        ReflectionError: the text cannot be taken as it is.
        StageError: a stage failed; it withholds and never passes.

    """
    screened = screened_of(Reflection(text=text, id=file), ports=ports)
    screening = screened.screening
    cards = cards_for(
        screening.cards,
        cards=ports.bank.cards,
        resources=ports.bank.resources,
        locale=ports.locale,
        asked=asked_about(screening.findings),
    )
    if screening.route in WITHHOLDING:
        return WithheldFile(file=file, route=screening.route, cards=cards)
    understanding = understood(screened, ports=ports)
    query = query_of(understanding, screened.reading)
    strategies = offered(understanding, query, ports=ports, locale=ports.locale)
    writer = ports.guided if level is None else GuidedWriter(ports.bank.questions, level=level)
    draft, _ = writer.compose(understanding, strategies, ports.library.release)
    questions = tuple(q for q in draft.supervision if not question_reasons(q, understanding.text))
    return Prepared(file, understanding, questions, strategies, cards, ports.library.release)
