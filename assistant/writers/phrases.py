"""Short phrases of the writer's own words, to hang a question on."""

import re
from collections.abc import Iterator, Sequence

from assistant.model.text import Span
from assistant.writers.speech import marked_speech, unmarked_speech
from knowledge.wording import is_graphic

FEWEST, MOST = 3, 14
WORD = re.compile(r"\[[A-Z]+-\d+\]|[^\W_]+(?:['’-][^\W_]+)*")
TITLE = r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[B-HJ-Z])"
"""A point behind it, or behind an initial, ends no sentence."""
PAUSE = TITLE + r"[;:.!?()\n–—…\"“”]+|,(?!\d)|\s-+\s|\s/\s"
CLAUSE = (
    r"\s+(?=(?:and|but)(?: then)? (?:i|he|she|they|we|it|my|the|there|that|this|nobody|everyone)\b"
    r"|(?:because|although|though|until|which|when)\b|so (?:i|we|he|she|they|it|my|the)\b|(?<!a )while\b)"
)
BREAK = re.compile(f"{PAUSE}|{CLAUSE}", re.IGNORECASE)
DICTATED = re.compile(
    r"\s+(?:comma|period|full stop|question mark|exclamation mark|new (?:line|paragraph))\b", re.IGNORECASE
)
"""A mark that a dictation program wrote out as a word."""
_OPENERS = "and but because so then although though also anyway well yes oh um uh er ok okay"
OPENERS = frozenset(_OPENERS.split())
"""Words that tie a phrase to what was said before; without them it says the same."""
_BINDERS = "if unless whether that which who or nor as until till since when while what how where than like"
BINDERS = frozenset(_BINDERS.split())
"""Words that make what follows a part of something else: cut off there, a wish or a doubt would read as a fact."""
TURNS = re.compile(
    r"\b(?:not|never|no|nobody|none|without|hardly|if|unless|whether|wish\w*|hop(?:e|ed|ing)|pretend\w*|imagin\w*|dream\w*"
    r"|as though|suppos\w*|afraid|fear\w*|worr(?:y|ied)|thought|think)\b|n['’]?t\b",
    re.IGNORECASE,
)
"""Words that may reach into the next phrase: "not because I hate him" must not be quoted as "I hate him"."""
STANDS = re.compile(
    r"(?:i|i['’]\w+|im|ive|my|he|she|they|it|we|there|the|nobody|everyone|\[)\b", re.IGNORECASE
)
"""How a phrase opens that has a subject of its own."""
SECOND_OF_TWO = re.compile(r"i (?:were|are|aren|weren)\b", re.IGNORECASE)
"""The rest of "my wife and I were"."""
LABEL = re.compile(r"\s*:")
"""Behind words that only name what the next ones tell: "Thoughts of violence: nil"."""
LOOSE_ENDS = frozenset(
    {"and", "but", "or", "because", "so", "that", "then", "when", "if", "which", "while", "nor"}
)
_WEAK_ENDS = """
a an the of to in on at for with from and or but my your his her their our is was were am are be been by that this i he she
they we not very too so as than into about like if because who whose what where do did had has have would could should can
will no its doesn't don't didn't wasn't isn't couldn't can't won't i'm he's she's it's there's straight without until
while when which between under over after before up how till since unless whether
"""
WEAK_ENDS = frozenset(_WEAK_ENDS.split())
"""Words on which a phrase that was cut off does not end."""
LOOSE = re.compile(
    r"\b(?:at|in|on|for|from|with|of|by|into|through|after|before|without|about)\b", re.IGNORECASE
)
"""Where a phrase that is too long may be cut off: before a word that only adds to it."""
OWN = frozenset(
    {"i", "me", "my", "myself", "im", "i'm", "i've", "i’d", "i'd", "i’m", "i’ve", "i'll", "i’ll", "ive"}
)


def phrase_in(text: str, sentence: Span) -> Span | None:
    """The best phrase of three to fourteen words of a sentence, as a span; nothing if none reads well.

    A short sentence is quoted whole; else a phrase lies between pauses and opens and ends on a word that
    carries weight. None holds graphic detail, and none gives somebody else's words without who said them.
    """
    return next(iter(phrases_in(text, sentence)), None)


def phrases_in(text: str, sentence: Span) -> tuple[Span, ...]:
    """Every phrase of a sentence that may be quoted, the best first."""
    pieces = (sentence, *_pieces(text, sentence))
    spans = dict.fromkeys(s for p in pieces if (s := _trimmed(text, p, sentence)) is not None)
    marked, spoken = _speech(text, sentence)
    clean = [s for s in spans if not is_graphic(s.of(text)) and not _takes_words_away(s, marked, spoken)]
    return tuple(sorted(clean, key=lambda s: (-_weight(text, s), s.start)))


def quotable(text: str, sentence: Span) -> tuple[Span, ...]:
    """The phrases of a sentence; a sentence too short to have one is quoted whole."""
    found = phrases_in(text, sentence)
    words = [Span(start=m.start(), end=m.end()) for m in WORD.finditer(text, sentence.start, sentence.end)]
    if found or not words or len(words) >= FEWEST:
        return found
    whole = Span(start=words[0].start, end=words[-1].end)
    taken = _takes_words_away(whole, *_speech(text, sentence))
    return () if taken or is_graphic(whole.of(text)) else (whole,)


def with_mark(phrase: Span, text: str) -> str:
    """The words of a phrase; of a question with its mark."""
    return phrase.of(text) + ("?" if text[phrase.end : phrase.end + 1] == "?" else "")


def words_in(text: str) -> list[str]:
    """The words of a text; a placeholder is one word."""
    return WORD.findall(text)


def is_own(phrase: str) -> bool:
    """Whether the phrase speaks of the writer."""
    return any(w.lower() in OWN for w in words_in(phrase))


def _speech(text: str, sentence: Span) -> tuple[Sequence[Span], Sequence[Span]]:
    """Somebody's words between quotation marks, and with them those without."""
    marked = marked_speech(text, sentence)
    return marked, (*marked, *unmarked_speech(text, sentence))


def _takes_words_away(phrase: Span, marked: Sequence[Span], spoken: Sequence[Span]) -> bool:
    """Whether the phrase opens inside somebody else's words, ends inside quoted ones, or stops where they begin."""
    inside = any(s.start <= phrase.start < s.end for s in spoken)
    return inside or any(s.start < phrase.end < s.end or 0 <= s.start - phrase.end <= GAP for s in marked)


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    marks = sorted(
        [
            *BREAK.finditer(text, sentence.start, sentence.end),
            *DICTATED.finditer(text, sentence.start, sentence.end),
        ],
        key=lambda m: m.start(),
    )
    start = sentence.start
    for m in marks:
        if m.start() >= start:
            yield Span(start=start, end=m.start())
            start = m.end()
    yield Span(start=start, end=sentence.end)


def _trimmed(text: str, piece: Span, sentence: Span) -> Span | None:
    """The piece from its first word that counts; a long one is cut off where it still reads."""
    words = [Span(start=m.start(), end=m.end()) for m in WORD.finditer(text, piece.start, piece.end)]
    opener = words[0].of(text).lower() if words else ""
    while words and words[0].of(text).lower() in OPENERS:
        del words[0]
    while words and words[-1].of(text).lower() in LOOSE_ENDS and not _is_object(text, words[-1]):
        del words[-1]
    if not words or _is_part(text, opener, words[0], sentence):
        return None
    if piece == sentence and (len(words) > MOST or BROKEN.search(text, words[0].start, words[-1].end)):
        return None
    if len(words) > MOST:
        words = _cut_off(text, words)
    if len(words) < FEWEST:
        return None
    phrase = Span(start=words[0].start, end=words[-1].end)
    if _is_torn(text, phrase, sentence):
        return None
    return None if LABEL.match(text, phrase.end) and not is_own(phrase.of(text)) else phrase


def _is_object(text: str, last: Span) -> bool:
    """Whether a last "that" or "so" is what the sentence ends on ("I am not for that."), and ties nothing to it."""
    return last.of(text).lower() in {"that", "so"} and text[last.end : last.end + 1] in {
        "",
        ".",
        "!",
        "?",
        ";",
    }


def _is_torn(text: str, phrase: Span, sentence: Span) -> bool:
    """Whether the phrase is the end of a clause with somebody's words in it, stops before them, or is a condition without what it is one of."""
    begun = IN_MID_CLAUSE.search(text, sentence.start, phrase.start) is not None
    stops = text[phrase.end : phrase.end + 1] in {",", ":"}
    said = phrase.of(text)
    return begun or (stops and (CONDITION.search(said) or ABOUT_TO_SPEAK.search(said)) is not None)


def _is_part(text: str, opener: str, first: Span, sentence: Span) -> bool:
    """Whether the words before the phrase may turn it round, so that alone it would say something else."""
    before = text[sentence.start : first.start]
    if not WORD.search(before):
        return False
    if first.of(text).lower() in BINDERS:
        return True
    if SECOND_OF_TWO.match(text, first.start):
        return True
    if TURNS.search(before) is None:
        return False
    return opener in {"because", "so"} or STANDS.match(text, first.start) is None


IN_MID_CLAUSE = re.compile(r"[^\s.,;:!?…][\"”]\s*$")
"""Before a phrase that goes on where words inside quotation marks stood: 'a "restorative conversation" Tuesday'."""
CONDITION = re.compile(
    r"(?<!\bas )(?<!\bask )(?<!asked )(?<!\bknow )(?<!wonder )(?<!wondered )(?<!wondering )\b(?:if|unless)\b",
    re.IGNORECASE,
)
"""Not "as if", and not what somebody asked or wondered."""
ABOUT_TO_SPEAK = re.compile(
    r"\b(?:ask(?:s|ed)|t(?:old|ells)|sa(?:id|ys)|answer(?:s|ed)|repl(?:ies|ied)|shout(?:s|ed)|whisper(?:s|ed)|wrote)(?: (?:me|us|him|her|them))?$",
    re.IGNORECASE,
)
"""The end of "he asked me, what have I given him?" without what he asked."""
GAP = 2
"""Characters between "she said" and the words that follow it."""
BROKEN = re.compile(rf"[\"“”\n:;!?()]|{TITLE}\.\s|{DICTATED.pattern}", re.IGNORECASE)
"""A sentence with such a mark inside it is not quoted whole: it would read as two."""


def _cut_off(text: str, words: list[Span]) -> list[Span]:
    """The first words of a long piece, up to the last place where leaving the rest out leaves a phrase."""
    kept = words[: MOST + 1]
    places = [at for at in range(5, len(kept)) if LOOSE.fullmatch(kept[at].of(text))]
    kept = kept[: places[-1]] if places else kept[:MOST]
    weak = BINDERS if places else WEAK_ENDS
    while kept and kept[-1].of(text).lower().replace("’", "'") in weak:
        kept = kept[:-1]
    return kept


def _weight(text: str, phrase: Span) -> float:
    words = words_in(phrase.of(text))
    acts = any(w.lower().startswith("i") and w.lower() in OWN for w in words) or words[0].lower() == "my"
    said = phrase.of(text)
    return (
        min(len(words), 9) / 9 + 0.3 * acts + is_own(said) - 0.5 * ("[" in said) - 0.5 * is_cut(text, phrase)
    )


def is_cut(text: str, phrase: Span) -> bool:
    """Whether the words run on behind the phrase with no pause: what is left may say little."""
    more = WORD.match(text, phrase.end + 1) if text[phrase.end : phrase.end + 1] == " " else None
    return more is not None and BREAK.match(text, phrase.end) is None and more[0].lower() not in LOOSE_ENDS
