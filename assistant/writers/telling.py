"""Sentences in which somebody else acts: told again as they stand, and what a sentence leans on to be understood."""

import re

from assistant.model.text import Parse, Span, Token
from assistant.writers.phrases import DICTATED, FEWEST, words_in
from assistant.writers.second_person import sentence_case, without_opener
from assistant.writers.speech import marked_speech
from assistant.writers.subject import drops_subject, has_own_verb

IN_THE_ROOM = re.compile(
    r"\b(?:i|i['’]\w+|im|ive|id|me|my|mine|myself|we|us|our|ours|ourselves|you|your|yours|yourself|u|ur|let['’]s)\b",
    re.IGNORECASE,
)
"""Who writes and who reads: a sentence with one of them says something else to another reader."""
DOUBLE_MARKS = re.compile(r"[\"“][^\"“”]*[\"”]")
ANY_DOUBLE = re.compile(r"[\"“”]")
ENCLOSED = re.compile(r"[\"“][^\"“”'‘’]+(?:['’]\w[^\"“”'‘’]*)*[\"”]|['‘][^\"“”]+['’]")
"""Words with a mark at either end and no other within."""
ENDS_IN_SPEECH = ('."', ".”", ".'", ".’", '?"', "?”", '!"', "!”")
LOOSE_END = re.compile(r",? (?:and|but|or|so)$", re.IGNORECASE)
"""What the parser leaves at the end of a clause that another one follows."""
LONGEST_QUOTE, LONGEST_URGENT = 40, 75
"""Words; and those of a sentence that tells what cannot wait, without which the rest would be about nothing."""
REFERRING = frozenset(
    {"he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "it", "its", "one"}
)
PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})
PLACING = frozenset(
    {"at", "in", "on", "by", "near", "during", "after", "before", "until", "since", "into", "over", "under"}
)
POINTING = frozenset({"this", "that", "these", "those"})
NAMING = frozenset({"NOUN", "PROPN"})


def as_told(parse: Parse, span: Span) -> str | None:
    """A sentence about others as the writer told it, or nothing where the writer, or a reader, is in it.

    Only a whole sentence with a subject and a verb: a note may be anybody's.
    """
    span = without_opener(parse.text, span)
    text = span.of(parse.text)
    if text.rstrip().endswith("?") or DICTATED.search(text) or drops_subject(parse, span):
        return None
    if IN_THE_ROOM.search(DOUBLE_MARKS.sub(" ", text)):
        return None
    marked = marked_speech(parse.text, span)
    own = [t for t in parse.tokens_in(span) if not any(q.start <= t.start < q.end for q in marked)]
    return sentence_case(text) if has_own_verb(own, parse) else None


def quoted_whole(parse: Parse, span: Span, longest: int = LONGEST_URGENT) -> tuple[str, ...]:
    """The words of a whole sentence to quote, or none where it is long, a note, a question or nothing but somebody's words.

    What somebody says in it stays with who said it, between single marks.
    """
    start = without_opener(parse.text, span).start
    text = LOOSE_END.sub("", parse.text[start : span.end].strip(" -•*–—."))
    if "\n" in text or text.endswith("?") or len(words_in(text)) > longest:
        return ()
    marked = marked_speech(parse.text, span)
    if any(m.start <= start or not ENCLOSED.fullmatch(m.of(parse.text)) for m in marked):
        return ()
    own = [t for t in parse.tokens_in(span) if not any(m.start <= t.start < m.end for m in marked)]
    return (single_marks(text),) if has_own_verb(own, parse) and not text.endswith(ENDS_IN_SPEECH) else ()


def single_marks(text: str) -> str:
    """The text with every double quotation mark as a single one, so that it can stand between double ones."""
    return ANY_DOUBLE.sub("'", text)


def leans(parse: Parse, span: Span) -> bool:
    """Whether a sentence needs the one before: it is very short, or points at what only that one names."""
    if len(words_in(span.of(parse.text))) <= FEWEST:
        return True
    named, somebody = False, False
    for token in parse.tokens_in(span):
        if _refers(token) and not (somebody if token.text.lower() in PERSONAL else named):
            return True
        names = token.pos in NAMING
        named, somebody = named or names, somebody or (names and not _is_where(token, parse))
    return False


def _is_where(token: Token, parse: Parse) -> bool:
    """Whether a noun only says where or when: "at the kiosk he counted" leaves open who."""
    at = parse.tokens[token.head]
    return token.dep == "npadvmod" or (token.dep == "pobj" and at.text.lower() in PLACING)


def _refers(token: Token) -> bool:
    word = token.text.lower()
    if word in POINTING:
        return token.dep not in {"det", "mark"} and token.tag != "WDT"
    return (word in REFERRING and token.dep != "expl") or (word == "there" and token.pos == "ADV")
