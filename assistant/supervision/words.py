"""Titles, quotes and reasons: short, and in the writer's own words wherever there are any."""

from collections.abc import Iterable, Sequence

from assistant.model.screening import REQUESTS
from assistant.model.text import Span
from assistant.model.understanding import SentenceReading, Understanding
from assistant.supervision.agenda import Prepared
from assistant.writers.phrases import phrase_in, words_in
from knowledge.vocabulary import Currency, FindingKind, Function, Subject
from knowledge.wording import is_graphic

LONGEST_QUOTE = 22
"""Words of a sentence that is quoted whole."""
CANNOT_WAIT = "This cannot wait for supervision; it stands here so that no step stays open."
PLAIN_TITLES = {
    FindingKind.SUICIDALITY: "Somebody's safety",
    FindingKind.HARM_TO_OTHERS: "A threat toward somebody",
    FindingKind.ABUSE_CONCERN: "A report and its status",
    FindingKind.VIOLENCE_TOWARD_CLINICIAN: "My own safety",
    FindingKind.IMPAIRMENT: "Being fit to work",
    FindingKind.BOUNDARY_CONCERN: "A line that has moved",
    FindingKind.SUPERVISOR_CONCERN: "My supervision itself",
    FindingKind.CLIENT_DEATH: "A death",
    FindingKind.MEDICAL_EMERGENCY: "An emergency",
}
FUNCTION_REASONS = {
    Function.FORMATIVE: "Something to think through or to learn.",
    Function.NORMATIVE: "A duty, a limit or an agreement to settle.",
    Function.RESTORATIVE: "Room for what this costs, and for what holds.",
}


def sentences_at(understanding: Understanding, spans: Iterable[Span]) -> list[SentenceReading]:
    """The sentences that touch any of the spans, in the order of the text."""
    wanted = list(spans)
    return [s for s in understanding.sentences if any(s.span.overlaps(w) for w in wanted)]


def is_request_to_the_tool(prepared: Prepared, span: Span) -> bool:
    """Whether the words ask something of Afterword; such words are listed as findings and never put on an agenda."""
    findings = prepared.understanding.screening.findings
    return any(
        f.kind in REQUESTS and f.currency is Currency.CURRENT and f.span.overlaps(span) for f in findings
    )


def phrase_at(prepared: Prepared, spans: Iterable[Span]) -> Span | None:
    """The best short phrase of the writer in the sentences that the spans touch."""
    for sentence in sentences_at(prepared.understanding, spans):
        if is_request_to_the_tool(prepared, sentence.span):
            continue
        phrase = phrase_in(prepared.text, sentence.span)
        if phrase is not None:
            return phrase
    return None


def titled(text: str) -> str:
    """One line with a capital at its start and no full stop."""
    line = " ".join(text.split()).strip(" .,;:-\u2013\u2014")
    return line[:1].upper() + line[1:]


def quoted(prepared: Prepared, spans: Sequence[Span]) -> str | None:
    """The sentence around the spans where it is short and can be repeated; else a phrase of it."""
    for sentence in sentences_at(prepared.understanding, spans):
        if is_request_to_the_tool(prepared, sentence.span):
            continue
        said = " ".join(sentence.span.of(prepared.text).split())
        if len(words_in(said)) <= LONGEST_QUOTE and not is_graphic(said) and "“" not in said:
            return f"“{said.rstrip('.')}”"
    phrase = phrase_at(prepared, spans)
    return None if phrase is None else f"“{phrase.of(prepared.text)}”"


def reason(function: Function, prepared: Prepared, spans: Sequence[Span]) -> str:
    """What kind of talk this is, and the words it comes from where the title does not say them already."""
    quote, phrase = quoted(prepared, spans), phrase_at(prepared, spans)
    said = quote is None or (
        phrase is not None and titled(phrase.of(prepared.text)) == titled(quote.strip("“”"))
    )
    return FUNCTION_REASONS[function] + ("" if said else f" You wrote {quote}.")


def strongest_own(understanding: Understanding) -> list[SentenceReading]:
    """The writer's own sentences, strongest first; graphic ones are left out."""
    own = [
        s
        for s in understanding.sentences
        if s.experiencer is Subject.SELF and not is_graphic(s.span.of(understanding.text))
    ]
    return sorted(own, key=lambda s: (-s.intensity, s.span.start))
