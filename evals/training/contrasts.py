"""Minimal contrasts between a sentence and what is said of it, so that the judge learns to compare before it learns to read.

Every edit makes a sentence that says something else. From a sentence S and its edit E come four pairs: S and what S says,
E and what E says (both faithful), S and what E says, E and what S says (both not). So neither the evidence alone nor the
statement alone tells the label; only holding the two beside each other does. An edit that merely adds (`Edit.adds`) makes
three: what says less than its evidence is faithful. After the counterfactual sets of Kaushik, Hovy and Lipton (2020,
"Learning the difference that makes a difference with counterfactually-augmented data").
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.model.text import Parse, Token
from assistant.writers.second_person import sentence_case
from evals.training.edited_sentence import EditedSentence
from evals.training.edits import WORDS, Edit, Edits

Row = dict[str, Any]
SHORTEST, LONGEST = 5, 30
"""Words of a sentence that is edited."""
MOST_AROUND = 2
"""Sentences of the text that stand on either side of the edited one."""
REWORDED = 0.5
"""Share of statements with other words for the same."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DROPPED = frozenset({"prep", "advcl", "relcl", "npadvmod"})
BINDING = re.compile(
    r"\b(?:if|unless|without|until|till|except|but|not|never|no|nearly|almost|of|as|than)\b", re.IGNORECASE
)
"""A part with one of these may change what the rest says, so it is not left out."""
OPENINGS = (
    "You wrote that {s}",
    "In your words, {s}",
    "It was so that {s}",
    "At that point {s}",
    "As you tell it, {s}",
)
SECOND = {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself"}
BEING = {"am": "are", "'m": "'re", "’m": "’re", "was": "were", "wasn't": "weren't"}


class Contrasts:
    """Makes the pairs; holds the seed."""

    def __init__(self, rng: random.Random) -> None:
        self.random = rng
        self.edits = Edits(rng)
        self.same = {w: [o for o in row if o != w] for row in WORDS["synonyms"] for w in row}

    def learn(self, parse: Parse) -> None:
        """Take in words of a text that later edits may use."""
        self.edits.learn(parse)

    def pairs(self, parse: Parse) -> Iterator[Row]:
        """Pairs from one sentence of a text; none where no edit holds."""
        wanted = [
            n for n, s in enumerate(parse.sentences) if self._fits(parse.tokens_in(s), s.of(parse.text))
        ]
        if not wanted:
            return
        n = self.random.choice(wanted)
        sentence = EditedSentence(parse, parse.sentences[n])
        edit = self.edits.edit(sentence)
        around = self._around(parse, n)
        for said, held, check in self._told(sentence, edit):
            yield {"reflection": around(held), "statement": self._statement(said), "check": check}

    def _told(self, sentence: EditedSentence, edit: Edit | None) -> Iterator[tuple[str, str, str | None]]:
        text, less = sentence.text, self._less(sentence)
        yield (less or text), text, None
        if edit is None:
            return
        yield edit.text, edit.text, None
        yield edit.text, text, edit.check
        yield (less or text) if edit.adds else text, edit.text, None if edit.adds else edit.check

    def _fits(self, tokens: Sequence[Token], text: str) -> bool:
        words = {t.text.lower() for t in tokens}
        return (
            SHORTEST <= len(tokens) <= LONGEST
            and not words & {"you", "your", "we", "us", "our", "u"}
            and not re.search(r"[\"“”?\n|]", text)
            and any(t.dep in SUBJECTS for t in tokens)
        )

    def _less(self, s: EditedSentence) -> str | None:
        """The sentence without one part that the rest does not hang on; nothing half the time."""
        parts = [s.subtree(n) for n, t in enumerate(s.tokens) if t.dep in DROPPED]
        parts = [p for p in parts if not BINDING.search(p.of(s.text)) and p.end - p.start < len(s.text) / 2]
        if not parts or self.random.random() < 0.5:
            return None
        part = self.random.choice(parts)
        return re.sub(
            r"\s+([,.!])", r"\1", s.text[: part.start].rstrip(" ,") + " " + s.text[part.end :].lstrip(" ,")
        )

    def _statement(self, text: str) -> str:
        """The sentence as said to the writer, at times in other words or with an opening."""
        words = re.findall(r"\w+(?:['’]\w+)?|['’]\w+|\W+", text)
        told = [SECOND.get(w.lower(), w) for w in words]
        for n, w in enumerate(words):
            near = [x.lower() for x in words[max(0, n - 4) : n + 3]]
            if w.lower() in BEING and "i" in near:
                told[n] = BEING[w.lower()]
            elif w.lower() in {"i'm", "i’m", "i'd", "i’d", "i've", "i’ve", "i'll", "i’ll"}:
                told[n] = "you" + w[1:].replace("m", "re")
            elif w.lower() in self.same and self.random.random() < REWORDED:
                told[n] = self.random.choice(self.same[w.lower()])
        said = "".join(told).strip()
        if self.random.random() < 0.12:
            first, rest = said[:1].lower(), said[1:]
            said = self.random.choice(OPENINGS).format(s=first + rest)
        return sentence_case(said)

    def _around(self, parse: Parse, n: int) -> Callable[[str], str]:
        first = max(0, n - self.random.randint(0, MOST_AROUND))
        last = min(len(parse.sentences) - 1, n + self.random.randint(0, MOST_AROUND))
        before = parse.text[parse.sentences[first].start : parse.sentences[n].start]
        after = parse.text[parse.sentences[n].end : parse.sentences[last].end]
        return lambda held: before + held + after
