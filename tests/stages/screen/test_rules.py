"""The pattern language, and rule files that are wrong."""

import shutil

import pytest

from assistant.stages.screen.tape import lines_of
from knowledge.collection import ROOT, FaultyContentError, load_rules
from knowledge.rule import compiled, triggers

WORDS = {"fruit": ("apple", "pear")}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("want to die", "She wants to die.", True),
        ("=want to die", "She wants to die.", False),
        ("want|wish * die", "I wish I could die.", True),
        ("want *1 die", "I want so very much to die.", False),
        ("eat %fruit", "I ate an apple.", False),
        ("eat an? %fruit", "I ate an apple.", True),
        ("/od'?e?d/ on", "She oded on it.", True),
        ("^ ignore", "Ignore it.", True),
        ("^ ignore", "They ignore it.", False),
        ("kill !the him", "kill him", True),
        ("table the", "On the table, the cup.", False),
        ("table * cup", "On the table, the cup.", True),
        ("table * cup", "On the table; the cup.", False),
        ("risk ?", "What is the risk?", True),
        ("risk ?", "That is the risk.", False),
    ],
)
def test_patterns_read_as_described(pattern, text, found, parser):
    (line,) = lines_of(parser.parse(text))

    assert bool(list(line.find(compiled(pattern, WORDS)))) is found


def test_a_pattern_is_looked_for_where_its_rarest_word_occurs():
    assert triggers("to the %fruit", WORDS) == {"apple", "pear"}


def test_an_unknown_word_list_is_named():
    with pytest.raises(ValueError, match="no word list is called 'nuts'"):
        compiled("eat %nuts", WORDS)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(ROOT / "rules", tmp_path / "rules")


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("abuse.yaml", "- id: abuse.x\n  kind: nonsense\n", "abuse.yaml#abuse.x: kind"),
        ("abuse.yaml", "{", "abuse.yaml: (whole): cannot be read"),
        ("abuse.yaml", "", "abuse.yaml: (whole): expected a list"),
        ("words.yaml", "client: [a, no]\n", "words.yaml: client: expected a list of words"),
    ],
)
def test_a_broken_file_is_named_and_never_skipped(file, content, told, folder):
    (folder / file).write_text(content, encoding="utf-8")

    with pytest.raises(FaultyContentError) as caught:
        load_rules(folder)

    assert told in str(caught.value)


@pytest.mark.parametrize("file", ["words.yaml", "context.yaml", "suicidality.yaml", "injection.yaml"])
def test_a_missing_file_is_a_fault(file, folder):
    (folder / file).unlink()

    with pytest.raises(FaultyContentError):
        load_rules(folder)


def test_every_fault_is_told_at_once(folder):
    (folder / "abuse.yaml").write_text("{", encoding="utf-8")
    (folder / "boundary.yaml").write_text("{", encoding="utf-8")

    with pytest.raises(FaultyContentError) as caught:
        load_rules(folder)

    assert {"abuse.yaml", "boundary.yaml"} <= {f.file for f in caught.value.faults}
