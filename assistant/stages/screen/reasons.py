"""Why something was noticed, in one plain sentence."""

from assistant.stages.screen.context import Sense
from assistant.stages.screen.experiencer import Experiencer
from knowledge.vocabulary import Currency, Subject

WHOSE = {Subject.SELF: "the writer's own", Subject.CLIENT: "a client's", Subject.OTHER: "somebody else's"}
HOW = {
    Currency.CURRENT: "nothing near denies it, dates it back or makes it imagined",
    Currency.PAST: "it is told as past",
    Currency.DENIED: "it is said not to be so",
    Currency.HYPOTHETICAL: "it is imagined, told or a figure of speech",
}


def reason_of(what: str, words: str, subject: Subject | None, who: Experiencer | None, sense: Sense) -> str:
    """What the words tell of, whose it is, and how it is meant."""
    parts = [f"“{_short(words)}” tells of {what}"]
    if subject is not None:
        parts.append(_whose(subject, who))
    parts.append(_how(sense))
    return "; ".join(parts) + "."


def _whose(subject: Subject, who: Experiencer | None) -> str:
    if who is None or who.subject is not subject:
        return f"by its nature it is {WHOSE[subject]}"
    if who.stated and who.word:
        return f"it is {WHOSE[subject]}, as “{who.word}” says"
    return f"nobody is named, and it reads as {WHOSE[subject]}"


def _how(sense: Sense) -> str:
    if sense.cue is None:
        return HOW[sense.currency]
    return f"{HOW[sense.currency]} ({sense.cue.cue.reason})"


def _short(words: str, most: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
