"""`debrief` with a writer's answer, with a preview, and the README's example in Python."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.model_server import ModelServer
from tests.test_pipeline import ORDINARY, OWN_CRISIS
from tests.writers.scripts import repeating

README = Path(__file__).parents[2] / "README.md"


def test_after_a_crisis_card_a_debrief_comes_only_when_it_is_asked_for(run: Run) -> None:
    first, anyway = (
        json.loads(run("debrief", *options, "--format", "json", text=OWN_CRISIS).stdout)
        for options in ((), ("--answer", "debrief_anyway"))
    )

    assert first["supervision"] == []
    assert first["answer"] is None
    assert anyway["answer"] == "debrief_anyway"
    assert anyway["route"] == "crisis"
    assert anyway["cards"] == first["cards"]
    assert anyway["writer"] == "guided"
    assert anyway["supervision"]


def test_an_answer_that_is_none_is_wrong_usage(run: Run) -> None:
    assert run("debrief", "--answer", "maybe", text=ORDINARY).exit_code == 2


def test_uk_is_taken_for_gb(run: Run) -> None:
    uk, gb = (
        json.loads(run("debrief", "--locale", place, "--format", "json", text=OWN_CRISIS).stdout)
        for place in ("UK", "GB")
    )

    assert uk["cards"] == gb["cards"]
    assert "116 123" in json.dumps(uk["cards"])


def test_a_preview_is_what_a_debrief_sends_first_and_sends_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer(repeating) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        previewed = run("debrief", "--preview", "--model", "openai:scripted", text=ORDINARY)
        sent_by_preview = list(server.bodies)
        run("debrief", "--model", "openai:scripted", text=ORDINARY)

    assert previewed.exit_code == 0
    assert sent_by_preview == []
    assert previewed.stdout_bytes == server.bodies[0]


@pytest.mark.parametrize(
    ("text", "model"), [(ORDINARY, "none"), (OWN_CRISIS, "openai:scripted")], ids=["no model", "a crisis"]
)
def test_where_nothing_would_leave_a_preview_is_empty(
    run: Run, monkeypatch: pytest.MonkeyPatch, text: str, model: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")

    previewed = run("debrief", "--preview", "--model", model, text=text)

    assert previewed.stdout_bytes == b""
    assert "Nothing would be sent" in previewed.stderr


def test_the_readmes_example_in_python_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)

    exec(example, {})  # noqa: S102 - the README's own lines

    printed = capsys.readouterr().out
    assert printed.count("\n") >= 1
    assert "I keep seeing the kitchen" in printed
