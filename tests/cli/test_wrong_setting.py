"""A setting that cannot be used is named with what it may be, whatever command meets it."""

import sys

import pytest

from assistant import cli
from assistant.errors import SetupError


def main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["afterword", *arguments])
    monkeypatch.setattr(sys.stdout, "reconfigure", lambda **_: None, raising=False)
    monkeypatch.setattr(sys.stderr, "reconfigure", lambda **_: None, raising=False)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


@pytest.mark.parametrize(
    "arguments",
    [["doctor"], ["setup"], ["prep", "x.txt"], ["deidentify"], ["screen", "--jsonl"], ["search", "q"]],
)
def test_a_wrong_place_is_told(monkeypatch, capsys, tmp_path, arguments) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("I was tired.")
    monkeypatch.setenv("AFTERWORD_LOCALE", "XX")

    assert main(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert "AFTERWORD_LOCALE" in said.err
    assert "'US', 'GB', 'IE', 'CA', 'AU' or 'NZ'" in said.err
    assert not said.out


@pytest.mark.parametrize(
    ("variable", "value", "may_be"),
    [
        ("AFTERWORD_NETWORK", "never", "'allowed' or 'off'"),
        ("AFTERWORD_MODEL_SECONDS", "soon", "a valid number"),
        ("AFTERWORD_MODEL_TOKENS", "-1", "greater than 0"),
        ("AFTERWORD_COUNT_UNANSWERED", "maybe", "'on' or 'off'"),
        ("AFTERWORD_MODEL", "nonsense", "none, openai:MODEL, gguf:PATH or PROVIDER:MODEL"),
        ("AFTERWORD_MODEL", "openai:", "none, openai:MODEL, gguf:PATH or PROVIDER:MODEL"),
    ],
)
def test_every_other_setting_is_told_too(monkeypatch, capsys, variable, value, may_be) -> None:
    monkeypatch.setenv(variable, value)

    assert main(monkeypatch, "doctor") == 2
    said = capsys.readouterr().err
    assert f"{variable}: input should be" in said
    assert may_be in said
    assert value not in said.replace(may_be, "")


def test_an_option_is_called_by_its_own_name(monkeypatch, capsys) -> None:
    assert main(monkeypatch, "debrief", "--locale", "XX") == 2
    assert "--locale: input should be" in capsys.readouterr().err


def test_a_help_text_needs_no_setting(monkeypatch, capsys) -> None:
    monkeypatch.setenv("AFTERWORD_LOCALE", "XX")

    assert main(monkeypatch, "doctor", "--help") == 0


def test_what_is_missing_while_a_command_loads_is_told(monkeypatch, capsys) -> None:
    def loads():
        raise SetupError("The list is missing. Run: git checkout -- assistant/weights")

    monkeypatch.setattr(cli, "cli", loads)

    assert main(monkeypatch, "debrief") == 3
    assert "Run: git checkout" in capsys.readouterr().err
