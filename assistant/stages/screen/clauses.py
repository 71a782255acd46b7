"""Where one clause ends and the next begins, and who speaks inside quotation marks."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from assistant.model.text import Parse, Span, Token
from assistant.stages.screen.tape import Line, form_of, lines_of
from knowledge.rule import Words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OPENERS = frozenset({"cc", "mark"})
BREAKS = frozenset({";", ":", "\N{EM DASH}", "\N{EN DASH}"})
LEFT, RIGHT = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
QUOTED = re.compile(
    r"[\"“](?P<double>[^\"“”]{2,}?)[\"”]"
    rf"|(?<![\w'{RIGHT}])['{LEFT}](?P<single>[^\n]{{2,}}?)['{RIGHT}](?!\w)"
)
KEPT_AT_EDGES = frozenset(f"\"'“”{LEFT}{RIGHT}[]()")
MOST_WORDS_TO_SPEAKER = 14


class Text:
    """A parsed text with its lines, clauses and quotations, each made once."""

    def __init__(self, parse: Parse, words: Words) -> None:
        self.parse = parse
        self.tokens: Sequence[Token] = parse.tokens
        self.lines: tuple[Line, ...] = lines_of(parse)
        self.words = {name: frozenset(w) for name, w in words.items()}

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Token index to the tokens that it governs."""
        children: dict[int, list[int]] = {}
        for i, token in enumerate(self.tokens):
            if token.head != i:
                children.setdefault(token.head, []).append(i)
        return children

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """What stands between quotation marks."""
        return tuple(Span(start=m.start(), end=m.end()) for m in QUOTED.finditer(self.parse.text))

    @cached_property
    def starts(self) -> frozenset[int]:
        """Token indexes at which a clause begins."""
        starts = {line.first for line in self.lines}
        for i, token in enumerate(self.tokens):
            if token.dep in SUBJECTS:
                starts.add(self._opening(i))
            elif token.text in BREAKS:
                starts.add(i + 1)
        return frozenset(starts)

    def is_(self, name: str, index: int) -> bool:
        """Whether the word, as written or in base form, is on the list of that name."""
        token = self.tokens[index]
        listed = self.words.get(name, frozenset())
        return form_of(token) in listed or token.lemma in listed

    def clause(self, line: Line, first: int, last: int) -> range:
        """The tokens of the clause or clauses that hold these."""
        start = max((s for s in self.starts if line.first <= s <= first), default=line.first)
        end = min((s for s in self.starts if last < s < line.last), default=line.last)
        return range(start, end)

    def span(self, tokens: range) -> Span:
        """The characters from the first to the last of these tokens, less commas and joining words at the ends."""
        first, last = tokens.start, tokens.stop - 1
        while first < last and self._is_trim(first):
            first += 1
        while last > first and self._is_trim(last):
            last -= 1
        return Span(start=self.tokens[first].start, end=self.tokens[last].end)

    def quote_around(self, index: int) -> Span | None:
        """The quotation that holds this token."""
        token = self.tokens[index]
        return next((q for q in self.quotes if q.start <= token.start and token.end <= q.end), None)

    def up(self, index: int) -> Iterator[int]:
        """The token and its governors, upwards."""
        seen: set[int] = set()
        while index not in seen:
            seen.add(index)
            yield index
            index = self.tokens[index].head

    def anchor(self, first: int, last: int) -> int:
        """The word that governs the others of a stretch."""
        inside = range(first, last + 1)
        tops = [i for i in inside if self.tokens[i].head not in inside or self.tokens[i].head == i]
        verbs = [i for i in tops if self.tokens[i].pos in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}]
        return (verbs or tops or [first])[0]

    def _opening(self, subject: int) -> int:
        left = subject
        while left > 0 and self.tokens[left - 1].head == subject:
            left -= 1
        while left > 0 and self.tokens[left - 1].dep in OPENERS:
            left -= 1
        return left

    def _is_trim(self, index: int) -> bool:
        token = self.tokens[index]
        return token.dep == "cc" or (token.pos in {"PUNCT", "SPACE"} and token.text not in KEPT_AT_EDGES)
