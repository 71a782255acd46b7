"""One parser and one rule set for all tests of screening."""

import pytest

from assistant.adapters.spacy_parser import SpacyParser
from assistant.model.screening import Finding
from assistant.stages.screen.compiling import CompiledRules, compile_rules
from assistant.stages.screen.rule_layer import findings_of_rules
from knowledge.collection import load_rules
from knowledge.rule import RuleSet


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return load_rules()


@pytest.fixture(scope="session")
def compiled(rules) -> CompiledRules:
    return compile_rules(rules)


@pytest.fixture
def notice(parser, compiled):
    """What the rule layer notices in a text."""

    def read(text: str) -> tuple[Finding, ...]:
        return findings_of_rules(parser.parse(text), compiled)

    return read
