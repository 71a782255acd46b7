"""Where a model, a rule or a fitted number is missing or damaged, nothing is read and the command says so."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

import knowledge
from assistant import bootstrap
from assistant.adapters import weights
from assistant.cli import reflect
from assistant.errors import SetupError
from assistant.settings import Settings
from knowledge.collection import load_rules
from tests.cli.conftest import Run

TEXT = "I saw Mara Quill today and I could not sleep afterwards."
LINE = json.dumps({"id": 1, "text": TEXT, "reflection": TEXT, "statement": "You could not sleep."})
RULES = Path(knowledge.__file__).parent / "rules"
Break = Callable[[Path], None]


def gone(file: Path) -> None:
    file.unlink()


def damaged(file: Path) -> None:
    """Other content in its place; the file itself, to which this one may link, stays as it is."""
    file.unlink()
    file.write_bytes(b"no such thing")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands for the committed weights, of links that a test may break."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for file in weights.OWN.iterdir():
        (folder / file.name).symlink_to(file)
    monkeypatch.setattr(weights, "OWN", folder)
    monkeypatch.setattr(bootstrap, "OWN", folder)
    weights.verified.cache_clear()
    yield folder
    weights.verified.cache_clear()


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the screening rules that a test may break."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    monkeypatch.setattr(bootstrap, "load_rules", partial(load_rules, folder))
    return folder


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is loaded yet, as when a command begins."""
    readers = cache(bootstrap.build_readers.__wrapped__)
    calibration = bootstrap.build_calibration.__wrapped__
    for module in (bootstrap, reflect):
        monkeypatch.setattr(module, "build_readers", readers)
        monkeypatch.setattr(module, "build_calibration", calibration)
    monkeypatch.setattr(reflect, "ports_of", reflect.ports_of.__wrapped__)


def check_withheld(run: Run, command: str, *named: str) -> None:
    """One text and many lines alike: exit status 3, nothing on standard output, and what is wrong."""
    one = LINE if command == "verify" else TEXT
    for text, option in ((one, "--format=json"), (LINE + "\n", "--jsonl")):
        result = run(command, option, text=text)

        assert result.exit_code == 3, result.output
        assert result.stdout == ""
        for words in (*named, "Run: "):
            assert words in result.stderr
        assert "Mara" not in result.stderr
        assert "sleep" not in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("spoil", [gone, damaged])
@pytest.mark.parametrize("name", sorted(weights.OWN_FILES))
def test_no_committed_model_is_used_unless_it_is_the_pinned_one(own: Path, name: str, spoil: Break) -> None:
    assert weights.verified(name).name == weights.OWN_FILES[name]
    weights.verified.cache_clear()
    spoil(own / weights.OWN_FILES[name])

    with pytest.raises(SetupError, match=rf"The {name} model .*(no text can be read|no text was read)"):
        weights.verified(name)


@pytest.mark.parametrize("changes", [{"path": "nowhere"}, {"sha256": "0" * 64}])
@pytest.mark.parametrize("name", sorted(weights.FILES))
@pytest.mark.usefixtures("own")
def test_no_model_of_a_package_is_used_unless_it_is_the_pinned_one(
    monkeypatch: pytest.MonkeyPatch, name: str, changes: dict[str, str]
) -> None:
    monkeypatch.setitem(weights.FILES, name, weights.FILES[name]._replace(**changes))

    with pytest.raises(SetupError, match=rf"The {name} model .*(no text can be read|no text was read)"):
        weights.verified(name)


@pytest.mark.parametrize("spoil", [gone, damaged])
@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("screen", "reader"),
        ("screen", "reader heads"),
        ("screen", "listener"),
        ("deidentify", "tagger"),
        ("deidentify", "tagger heads"),
        ("debrief", "reader"),
        ("verify", "judge"),
    ],
)
@pytest.mark.usefixtures("unread")
def test_without_a_model_nothing_is_read(run: Run, own: Path, command: str, name: str, spoil: Break) -> None:
    spoil(own / weights.OWN_FILES[name])

    check_withheld(run, command, f"The {name} model")


@pytest.mark.parametrize("spoil", [gone, damaged])
@pytest.mark.parametrize("file", ["suicidality.yaml", "context.yaml", "words.yaml"])
def test_without_every_rule_there_are_no_ports(home: Path, rules: Path, file: str, spoil: Break) -> None:
    spoil(rules / file)

    with pytest.raises(SetupError, match=rf"(?s)nothing was screened.*{file}"):
        bootstrap.build_ports(Settings(AFTERWORD_HOME=home))


@pytest.mark.parametrize("command", ["screen", "debrief"])
@pytest.mark.usefixtures("unread")
def test_with_a_broken_rule_nothing_is_screened(run: Run, rules: Path, command: str) -> None:
    damaged(rules / "suicidality.yaml")

    check_withheld(run, command, "nothing was screened", "suicidality.yaml")


@pytest.mark.parametrize("spoil", [gone, damaged])
@pytest.mark.parametrize("command", ["screen", "debrief"])
@pytest.mark.usefixtures("unread")
def test_without_the_numbers_of_screening_nothing_is_screened(
    run: Run, own: Path, command: str, spoil: Break
) -> None:
    spoil(own / "screening.json")

    check_withheld(run, command, "screening.json", "no text is read")
