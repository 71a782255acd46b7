"""Words that an entry must not hold: promises, cheer, graphic detail."""

import re
from collections.abc import Iterator

from knowledge.entry import Entry
from knowledge.lint.fault import Check, LintFault, Passage, error, shown_text
from knowledge.vocabulary import Grade
from knowledge.wording import pattern

CLAIM = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|guarantee\w*|miracle|foolproof|risk[- ]free|side[- ]effect[- ]free"
    r"|(?:clinically |scientifically |medically )?proven\b|proves? that|clinically (?:tested|validated)"
    r"|(?:always|never) (?:works?|helps?|fails?)|works? (?:for everyone|every time|instantly)|100 ?(?:%|per ?cent)"
    r"|(?<!you )will (?:cure|heal|fix|stop|end|remove|eliminate|prevent|reduce|lower|ease|make you (?:feel )?(?:better|calm))"
    r"|(?:eliminates?|eradicates?|heals?|reverses?|prevents?) (?:secondary|vicarious|compassion|burnout|burn-out|trauma|stress|sts\b|ptsd)"
    r"|permanent(?:ly)? (?:relief|fix\w*|remov\w*|end\w*)|the (?:best|only) (?:way|treatment|remedy|method)"
    r"|(?:treats?|treatment for) (?:ptsd|sts|secondary traumatic stress|burnout|burn-out|depression))\b",
    re.IGNORECASE,
)
"""What promises more than any source can hold."""
HEDGE = re.compile(
    r"\b(?:no|not|never|n't|nobody|none|nothing|without|cannot|hardly|neither|nor|whether|if|rather than"
    r"|instead of|thin|little)\b[^.;:!?]{0,60}$|n[\u2019']t\b[^.;:!?]{0,60}$",
    re.IGNORECASE,
)
"""A denial just before the word turns a promise into honesty."""
EVIDENCE_CLAIM = re.compile(
    r"\b(?:(?:studies|trials|research|science|evidence) (?:shows?|proves?|confirms?|demonstrates?)"
    r"|is (?:highly |very )?effective|strong evidence|well[- ]established)\b",
    re.IGNORECASE,
)
"""What only evidence of grade A or B may say."""


def lint_wording(entry: Entry) -> Iterator[LintFault]:
    """Promises, claims above the grade, cheer and graphic detail in anything that is shown."""
    for passage in shown_text(entry):
        yield from _claims(entry, passage)
        for match in pattern("cheer").finditer(passage.text):
            message = f"holds {match[0]!r}, which minimises or cheers; say it without"
            yield error(entry, Check.CHEER, passage.field, message)
        for match in pattern("graphic").finditer(passage.text):
            message = f"holds {match[0]!r}, which can read as graphic detail; use a plainer word"
            yield error(entry, Check.GRAPHIC, passage.field, message)


def _claims(entry: Entry, passage: Passage) -> Iterator[LintFault]:
    for match in CLAIM.finditer(passage.text):
        if not HEDGE.search(passage.text[: match.start()]):
            message = f"promises too much ({match[0]!r}); say what some people find, and how sure that is"
            yield error(entry, Check.CLAIM, passage.field, message)
    if entry.evidence_grade in {Grade.A, Grade.B}:
        return
    for match in EVIDENCE_CLAIM.finditer(passage.text):
        if not HEDGE.search(passage.text[: match.start()]):
            message = f"claims more ({match[0]!r}) than its evidence grade {entry.evidence_grade} carries"
            yield error(entry, Check.CLAIM, passage.field, message)
