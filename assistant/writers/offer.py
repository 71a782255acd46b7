"""What a language model is offered: sentences and passages under keys that we made, and the form of an answer."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assistant.exchange import Message, ModelRequest
from assistant.model.debrief import MAX_QUESTION_WORDS, MAX_QUESTIONS, MIN_QUESTIONS, Strategy
from assistant.model.screening import REQUESTS
from assistant.model.text import Parse, Span
from assistant.model.understanding import SentenceReading, Understanding
from assistant.prompt import Prompt, load_prompt
from knowledge.vocabulary import Function, Lens, Subject
from knowledge.wording import is_graphic

MOST_OFFERED = 120
MOST_SUMMARY = 5
LONGEST_OFFERED = 600
"""Characters of one sentence; the rest of a longer one stays here."""
PROMPTS = ("instructions.v1", "reflection.v1", "repair.v1")
NEUTRAL = str.maketrans({"<": "‹", ">": "›", "`": "'", "\u2028": " ", "\u2029": " "})
"""Characters that could close a fence, as others that look alike."""


class Offer(NamedTuple):
    """The keys of one reflection and what stands behind them; the request that carries them."""

    sentences: Mapping[str, Span]
    passages: Mapping[str, str]
    """Key to entry id."""
    request: ModelRequest


def offer_of(understanding: Understanding, strategies: Sequence[Strategy]) -> Offer:
    """De-identified sentences, chosen passages and the task; nothing else, and never the raw text."""
    chosen = offered(understanding)
    sentences = {f"s{n}": s.span for n, s in enumerate(chosen, 1)}
    passages = {f"p{n}": s.entry_id for n, s in enumerate(strategies, 1)}
    told = [
        f"{key} ({_whose(s)}): {fenced(s.span.of(understanding.text))}"
        for key, s in zip(sentences, chosen, strict=True)
    ]
    known = [
        f"{key} ({fenced(s.title)}): {fenced(s.passage.text)}"
        for key, s in zip(passages, strategies, strict=True)
    ]
    instructions, reflection, _ = prompts()
    system = instructions.render(
        most_summary=MOST_SUMMARY,
        fewest_questions=MIN_QUESTIONS,
        most_questions=MAX_QUESTIONS,
        most_words=MAX_QUESTION_WORDS,
    )
    user = reflection.render(sentences="\n".join(told), passages="\n".join(known) or "(none)")
    request = ModelRequest(
        reflection.output,
        (Message("system", system), Message("user", user)),
        debrief_schema(tuple(sentences), tuple(passages)),
    )
    return Offer(sentences, passages, request)


def prompts() -> tuple[Prompt, ...]:
    """The prompts of this version: instructions, reflection and repair."""
    return tuple(map(load_prompt, PROMPTS))


def offered(understanding: Understanding) -> tuple[SentenceReading, ...]:
    """The sentences that a model may see: none graphic, none that asks something of the tool."""
    asked = [f.span for f in understanding.screening.findings if f.kind in REQUESTS]
    return tuple(
        s
        for s in understanding.sentences
        if s.span.of(understanding.text).strip()
        and not is_graphic(s.span.of(understanding.text))
        and not any(s.span.overlaps(a) for a in asked)
    )[:MOST_OFFERED]


def as_offered(understanding: Understanding) -> Understanding:
    """The same reflection with what was not offered blanked out, so that nothing can rest on it; offsets stay."""
    kept = tuple(s.span for s in offered(understanding))
    parse = understanding.screening.parse
    seen = Parse(text=_blanked(parse.text, kept), tokens=parse.tokens, sentences=kept)
    screening = understanding.screening.model_copy(update={"parse": seen})
    return understanding.model_copy(update={"screening": screening})


def fenced(text: str) -> str:
    """Text as data on one line, with nothing in it that could close its fence."""
    line = " ".join(text.translate(NEUTRAL).split())
    return line if len(line) <= LONGEST_OFFERED else line[:LONGEST_OFFERED].rsplit(" ", 1)[0] + " …"


def debrief_schema(sentences: Sequence[str], passages: Sequence[str]) -> dict[str, Any]:
    """The form of an answer: keys from our lists only, inside the strict subset that OpenAI accepts."""
    statement = _object(sentences=_keys(sentences), text=_TEXT)
    question = _object(
        sentences=_keys(sentences),
        **({"passages": _keys(passages)} if passages else {}),
        function={"type": "string", "enum": [f.value for f in Function]},
        lens={"type": "string", "enum": [lens.value for lens in Lens]},
        text=_TEXT,
    )
    return _object(
        summary={"type": "array", "items": statement, "maxItems": MOST_SUMMARY},
        questions={"type": "array", "items": question, "maxItems": MAX_QUESTIONS},
    )


def repair_schema(sentences: Sequence[str], faults: Sequence[str]) -> dict[str, Any]:
    """The form of a repair: the same keys, and which sentence is written anew."""
    fixed = _object(key={"type": "string", "enum": list(faults)}, sentences=_keys(sentences), text=_TEXT)
    return _object(repaired={"type": "array", "items": fixed, "maxItems": len(faults)})


_TEXT = {"type": "string"}


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _keys(keys: Sequence[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": list(keys)}, "maxItems": 3}


def _whose(sentence: SentenceReading) -> str:
    return "writer" if sentence.experiencer is Subject.SELF else "about somebody else"


def _blanked(text: str, kept: Sequence[Span]) -> str:
    out = [" "] * len(text)
    for span in kept:
        out[span.start : span.end] = span.of(text)
    return "".join(out)
