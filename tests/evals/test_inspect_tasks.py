"""As a task of inspect-ai the scorecard tells the same; only where the extra `inspect` is installed."""

from pathlib import Path
from typing import Any

import pytest

from assistant.writers import model as writing
from evals.scorecard import UNVERIFIED
from tests.evals.test_scorecard import unproven
from tests.model_server import ModelServer
from tests.writers.scripts import answer, repeating, statement

inspect_ai = pytest.importorskip("inspect_ai")
pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the task over three reflections and reads its log."""
    from evals.inspect_tasks import scorecard

    def run_task(script: Any) -> Any:
        with ModelServer(script) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            task = scorecard("openai:scripted", cases=3)
            [log] = inspect_ai.eval(task, log_dir=str(tmp_path), display="none")
        return log

    return run_task


def means(log: Any) -> dict[str, float]:
    return {score.name: score.metrics["mean"].value for score in log.results.scores}


def test_a_faithful_model_is_kept_whole(logged: Any) -> None:
    log = logged(repeating)

    assert log.status == "success"
    assert {name for name, mean in means(log).items() if mean} == {"kept"}
    assert means(log)["kept"] == 1
    assert all("Debrief" in sample.output.completion for sample in log.samples)


def test_a_model_that_says_nothing_falls_back_and_has_no_share(logged: Any) -> None:
    log = logged(lambda _: answer([], []))

    assert means(log)["fell back"] == 1
    assert {s.name for s in log.results.scores if not s.scored_samples} == {"kept", "repaired", "cut"}


def test_a_sentence_that_slipped_through_is_a_fault_of_its_reflection(
    logged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_proposal", unproven)

    log = logged(lambda _: answer([statement("You should leave this job.")]))

    assert means(log)[UNVERIFIED] == means(log)["advice"] == 1
    assert means(log)["diagnosis"] == 0
