"""`afterword mask`, and what it changes in `afterword deidentify`."""

import json

from click.testing import CliRunner

from assistant.cli import cli


def run(*words: str, text: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(cli, words, input=text)
    return result.exit_code, result.output


def test_a_term_that_is_always_masked_is_masked_in_the_next_text(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    assert run("mask", "always", "the blue corridor", "--kind", "PLACE", "--as", "Ines")[0] == 0

    status, out = run(
        "deidentify", "--format", "json", "-", text="I cried in the blue corridor again and went home."
    )

    assert status == 0
    assert "corridor" not in json.loads(out)["text"]


def test_nobody_changes_the_list_without_a_name(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("AFTERWORD_HOME", str(tmp_path))
    monkeypatch.delenv("AFTERWORD_USER", raising=False)

    assert run("mask", "never", "Grace") == (
        2,
        "Error: Say who you are: --as NAME, or set AFTERWORD_USER. Nothing was changed.\n",
    )
    assert json.loads(run("mask", "list", "--format", "json")[1]) == {"always": [], "never": []}
