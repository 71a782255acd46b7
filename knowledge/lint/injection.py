"""Text that speaks to a language model instead of to a reader.

An entry is quoted to a model one day; orders to it, role marks and hidden characters have no place there.
The forms are narrow on purpose: "ignore the rest", "override", "act as if" are ordinary English.
"""

import re
import unicodedata
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, Passage, error, every_text

_DROP = r"(?:ignore|disregard|forget|override|bypass|overlook|skip|drop|discard|do not (?:follow|obey)|don[\u2019']t (?:follow|obey)|stop following)"
_ORDERS = r"(?:instructions?|prompts?|directions?|directives?|guidelines|rules|commands|orders|guard ?rails|system message|safety (?:rules|checks|filters))"
_BEFORE = r"(?:previous|prior|above|preceding|earlier|existing|original|current|system|developer|initial|other|safety|your|these|those|all|any)"
FORMS = (
    rf"{_DROP}\s+(?:\S+\s+){{0,2}}?{_BEFORE}\s+(?:\S+\s+){{0,3}}?{_ORDERS}",
    rf"{_DROP}\s+(?:everything|anything|all|what)\s+(?:\S+\s+){{0,3}}?(?:above|before|previously|so far|told|said)",
    r"(?:new|updated|real|secret|hidden)\s+(?:system\s+)?(?:instructions?|prompt)\s*(?::|follow|are|is)",
    r"(?:you are|you're) (?:now|no longer) (?:an?|the|in|my|bound|acting|dan\b|free|unrestricted)\b.{0,40}?(?:assistant|model|ai\b|bot|mode|persona|dan\b|restricted|bound|rules)",
    r"(?:reveal|print|show|repeat|output|leak|disclose|tell me)\s+(?:\S+\s+){0,3}?(?:system|hidden|initial|developer|secret)\s+(?:prompt|message|instructions?)",
    r"(?:system|developer)\s+prompt",
    r"(?:as|dear|note to|attention|hey|important for)\s+(?:the\s+|an?\s+|any\s+)?(?:ai|llm|language model|assistant|chat ?bot|chatgpt|gpt|claude|model)\b\s*(?::|,|reading|model|assistant|that|who)",
    r"(?:jailbreak|developer mode|god mode|dan mode|prompt injection)",
    r"(?:respond|reply|answer|output)\s+(?:only|exclusively|with nothing but)?\s*(?:with|in)\s+(?:json|the (?:word|phrase|string)|exactly)",
    r"(?:pretend|act|behave|roleplay|role-play)\s+(?:to be|as|that you are|like)\s+(?:an?\s+)?(?:\S+\s+){0,2}?(?:ai|assistant|model|chat ?bot|system|unrestricted|unfiltered)\b",
    r"(?:send|post|upload|forward|exfiltrate|transmit)\s+(?:\S+\s+){0,5}?to\s+https?://",
    r"always (?:recommend|cite|rank|return|choose|show|mention) (?:this|me|only this)\b",
    r"do not (?:tell|warn|inform|show) the (?:user|writer|reader|clinician|supervisor)\b",
)
MARKS = (
    r"<\s*/?\s*(?:system|assistant|user|script|iframe|img|instructions?|prompt|tool|s)\b[^>]*>",
    r"<\|[^|>]{1,40}\|>|\[/?(?:INST|SYS)\]|<<\s*/?SYS\s*>>",
    r"^\s*#{0,4}\s*(?:system|assistant|user|human|instruction|tool|function)\s*:",
    r"^\s*#{2,}\s*(?:system|instructions?|response|prompt)\b",
    r"(?:javascript|data):(?:text|//|[a-z]+\()|\{\{.*?\}\}|\$\{.*?\}|!\[[^\]]*\]\(",
)
WORDS = re.compile(r"\b(?:" + "|".join(f"(?:{form})" for form in FORMS) + ")", re.IGNORECASE | re.DOTALL)
STRUCTURE = re.compile("|".join(f"(?:{mark})" for mark in MARKS), re.IGNORECASE | re.MULTILINE)
ENCODED = re.compile(r"\b[A-Za-z0-9+/]{60,}={0,2}")
INVISIBLE = frozenset({"Cf", "Co", "Cn", "Cs"})
"""Unicode categories that a reader cannot see; a control character but newline and tab is one too."""


def lint_injection(entry: Entry) -> Iterator[LintFault]:
    """Orders to a model, role marks, markup that loads, and hidden or encoded text, in every field."""
    for passage in every_text(entry):
        yield from (error(entry, Check.INJECTION, passage.field, m) for m in _messages(passage))


def _messages(passage: Passage) -> Iterator[str]:
    hidden = sorted({f"U+{ord(c):04X}" for c in passage.text if _is_hidden(c)})
    if hidden:
        yield f"holds characters that no reader sees ({', '.join(hidden)}); remove them"
    seen = plain(passage.text)
    for found in (WORDS.search(seen), STRUCTURE.search(seen)):
        if found:
            yield f"speaks to a model instead of a reader ({found[0].strip()[:60]!r}); remove it"
    if ENCODED.search(seen):
        yield "holds a long encoded string; write it out or remove it"


def plain(text: str) -> str:
    """The text as a model might read it: compatibility forms folded, hidden characters gone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not _is_hidden(c))


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in INVISIBLE or (category == "Cc" and character not in "\n\t")
