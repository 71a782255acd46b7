"""`afterword journal`: off until chosen, and never a word of text on standard error."""

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner, Result
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from assistant import keeping
from assistant.cli import cli, reflect
from assistant.cli import journal as journal_module
from assistant.cli.prep_reading import carried_from_journal
from assistant.supervision.agenda import CarriedOver
from tests.journal.values import DAY, OTHER, PASSPHRASE, SMITH, to_keep
from tests.supervision.values import an_agenda


@pytest.fixture(autouse=True)
def _chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(journal_module, "build_locksmith", lambda: SMITH)
    monkeypatch.setattr(keeping, "build_locksmith", lambda: SMITH)
    monkeypatch.setattr(reflect, "ports_of", lambda _settings: None)
    monkeypatch.setattr(
        journal_module,
        "to_keep",
        lambda text, *, on, ports: to_keep(text, "Ottilie", on=on, title="[CLIENT-1] again"),
    )


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["journal", *arguments], input=text)


def test_without_a_journal_nothing_is_kept(tmp_path):
    result = run("add", text="A hard day with Ottilie.")

    assert result.exit_code == 1
    assert "afterword journal init" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_is_listed_shown_and_exported():
    run("init")
    id_ = run("add", "--on", DAY.isoformat(), text="Ottilie came late.").stdout.strip()

    listed = json.loads(run("list", "--theme", "exhaustion").stdout)["reflections"]
    exported = json.loads(run("export").stdout)

    assert [(one["id"], one["on"], one["title"]) for one in listed] == [
        (id_, "2026-11-20", "[CLIENT-1] again")
    ]
    assert run("show", id_[:8]).stdout == "[CLIENT-1] came late.\n"
    assert run("show", id_, "--names").stdout == "Ottilie came late.\n"
    assert exported["text"] == "[CLIENT-1] came late."
    assert "## 2026-11-20" in run("export", "--format", "md").stdout
    run("action", "add", "Book the room")
    everything = json.loads(run("export", "--format", "json").stdout)
    assert everything["reflections"] == [exported]
    assert everything["actions"][0]["text"] == "Book the room"
    assert "[CLIENT-1] again" in run("list", "--format", "text").stdout


def test_an_export_to_a_file_is_for_its_owner_only_and_says_that_it_is_open(tmp_path):
    run("init")
    run("add", text="Ottilie came late.")

    result = run("export", "-o", str(tmp_path / "all.jsonl"))

    assert "not encrypted" in result.stderr
    assert (tmp_path / "all.jsonl").stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase_says_so_and_changes_nothing(monkeypatch, tmp_path):
    run("init")
    before = (tmp_path / "journal.db").read_bytes()
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", OTHER)

    result = run("list")

    assert result.exit_code == 1
    assert "does not open this journal" in result.stderr
    assert (tmp_path / "journal.db").read_bytes() == before


def test_the_passphrase_changes_and_the_recovery_code_works(monkeypatch):
    code = run("init").stdout.strip()
    monkeypatch.setenv("AFTERWORD_NEW_PASSPHRASE", OTHER)
    assert run("passphrase").exit_code == 0
    assert run("list").exit_code == 1

    monkeypatch.setenv("AFTERWORD_RECOVERY_CODE", code)
    monkeypatch.setenv("AFTERWORD_NEW_PASSPHRASE", PASSPHRASE)
    assert run("passphrase", "--recover").exit_code == 0
    assert run("list").exit_code == 0


class Ring(KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[Ring]:
    """The system's keyring, in memory."""
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_the_keyring_opens_the_journal_only_after_it_was_asked_to_remember(ring, monkeypatch):
    run("init")
    assert ring.held == {}
    run("remember")
    monkeypatch.delenv("AFTERWORD_PASSPHRASE")

    assert run("list").exit_code == 0
    assert run("forget").exit_code == 0
    assert run("list").exit_code == 2
    assert "held no passphrase" in run("forget").stderr


def test_the_keyring_follows_a_change_of_passphrase_and_forgets_a_deleted_journal(ring, monkeypatch):
    run("init")
    run("remember")
    monkeypatch.setenv("AFTERWORD_NEW_PASSPHRASE", OTHER)
    run("passphrase")

    assert list(ring.held.values()) == [OTHER]
    monkeypatch.delenv("AFTERWORD_PASSPHRASE")
    assert run("delete", "--all", "--yes").exit_code == 0
    assert ring.held == {}


def test_a_wrong_passphrase_is_never_remembered(ring, monkeypatch):
    run("init")
    monkeypatch.setenv("AFTERWORD_PASSPHRASE", OTHER)

    assert "does not open this journal" in run("remember").stderr
    assert ring.held == {}


def test_a_system_without_a_keyring_says_that_nothing_was_remembered(ring):
    run("init")
    keyring.set_keyring(NoKeyring())

    told = run("remember")

    assert told.exit_code == 1
    assert "was not remembered" in told.stderr
    assert run("list").exit_code == 0


def test_deleting_asks_first_and_then_is_certain(tmp_path):
    run("init")
    id_ = run("add", text="Ottilie came late.").stdout.strip()

    assert run("delete", id_, text="n\n").exit_code == 1
    assert "holds nothing of them" in run("delete", id_, "--yes").stderr
    assert json.loads(run("list").stdout)["reflections"] == []
    assert run("delete", "--all", "--yes").exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_what_has_passed_its_time_is_deleted_when_the_journal_is_opened():
    run("init", "--retain", "30")
    run("add", "--on", "2020-01-01", text="Ottilie came late.")

    result = run("list")

    assert "1 reflections had passed the time" in result.stderr
    assert json.loads(result.stdout)["reflections"] == []
    assert "until you delete them" in run("purge", "--retain", "0").stdout


def test_without_a_terminal_and_a_passphrase_it_says_what_to_set(monkeypatch):
    run("init")
    monkeypatch.delenv("AFTERWORD_PASSPHRASE")

    result = run("list")

    assert result.exit_code == 2
    assert "AFTERWORD_PASSPHRASE" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["delete"], ["delete", "abc", "--all"], ["list", "--theme", "weather"]]
)
def test_wrong_usage_exits_two(arguments):
    run("init")

    assert run(*arguments).exit_code == 2


def test_an_agenda_that_was_kept_is_what_prep_carries_over():
    run("init")
    journal = journal_module.opened_journal()
    journal.keep_agenda(an_agenda(carried_over=(CarriedOver(text="Book the room"),)).model_dump_json())
    run("action", "add", "Ask for one free slot", "--on", "2026-11-20")

    carried = carried_from_journal(journal_module.opened_journal())

    assert carried[0] == CarriedOver(text="Ask for one free slot", agreed_on=DAY)
    assert "Book the room" in {c.text for c in carried}
