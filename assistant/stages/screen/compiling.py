"""Rules and cues with their patterns compiled, once for a rule set, found by the words that trigger them."""

from collections.abc import Iterator
from functools import lru_cache
from re import Pattern
from typing import NamedTuple

from assistant.errors import KnowledgeError
from assistant.stages.screen.tape import Line
from knowledge.rule import ContextCue, RuleSet, ScreeningRule, Words, compiled, triggers

Patterns = tuple[Pattern[str], ...]


class CompiledRule(NamedTuple):
    """A rule ready to read lines."""

    source: ScreeningRule
    patterns: Patterns
    unless: Patterns
    also: Patterns


class CompiledRules:
    """All of a rule set; a line is only read by what one of its words triggers."""

    def __init__(self, rules: RuleSet) -> None:
        words = rules.words
        self.words = words
        self._rules: dict[str, list[tuple[Pattern[str], CompiledRule]]] = {}
        self._always: list[tuple[Pattern[str], CompiledRule]] = []
        for rule in rules.rules:
            self._index(_compile_rule(rule, words), words)
        self._cues = tuple(
            (triggers(source, words), compiled(source, words), cue)
            for cue in rules.cues
            for source in cue.patterns
        )
        self.by_id = {rule.id: rule for rule in rules.rules}

    def readers_of(self, line: Line) -> Iterator[tuple[Pattern[str], CompiledRule]]:
        """Every pattern that may be found in the line, with its rule."""
        seen: set[int] = set()
        for word in line.vocabulary:
            for pair in self._rules.get(word, ()):
                if id(pair) not in seen:
                    seen.add(id(pair))
                    yield pair
        yield from self._always

    def cue_readers_of(self, line: Line) -> Iterator[tuple[Pattern[str], ContextCue]]:
        """Every pattern of a cue that may be found in the line, with its cue."""
        return ((p, cue) for trigger, p, cue in self._cues if not trigger or trigger & line.vocabulary)

    def _index(self, rule: CompiledRule, words: Words) -> None:
        for pattern, source in zip(rule.patterns, rule.source.patterns, strict=True):
            pair = (pattern, rule)
            found = triggers(source, words)
            if not found:
                self._always.append(pair)
            for word in found:
                self._rules.setdefault(word, []).append(pair)


@lru_cache(maxsize=4)
def compile_rules(rules: RuleSet) -> CompiledRules:
    """The rule set made ready to read.

    Raises:
        KnowledgeError: a rule cannot be read; screening must not go on without it.

    """
    try:
        return CompiledRules(rules)
    except ValueError as error:
        raise KnowledgeError(f"A screening rule cannot be read, so nothing was screened: {error}") from error


def _compile_rule(rule: ScreeningRule, words: Words) -> CompiledRule:
    return CompiledRule(rule, _all(rule.patterns, words), _all(rule.unless, words), _all(rule.also, words))


def _all(patterns: tuple[str, ...], words: Words) -> Patterns:
    return tuple(compiled(p, words) for p in patterns)
