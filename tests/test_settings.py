"""The off switch: whoever sets what, nothing is sent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import assistant.settings
from assistant.bootstrap import build_writer
from assistant.settings import Settings
from assistant.writers.guided import GuidedWriter
from assistant.writers.model import ModelWriter
from knowledge.collection import load_questions


def test_the_administrators_file_wins_over_every_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guided = GuidedWriter(load_questions())
    settings = Settings(
        AFTERWORD_MODEL="openai:m", OPENAI_BASE_URL="http://127.0.0.1:1/v1", AFTERWORD_NETWORK="allowed"
    )

    assert isinstance(build_writer(settings, guided), ModelWriter)
    (tmp_path / "network-off").touch()
    monkeypatch.setattr(assistant.settings, "OFF_FILE", tmp_path / "network-off")
    assert build_writer(settings, guided) is guided


@pytest.mark.skipif(sys.platform == "win32", reason="the site folder of Windows is the registry's to say")
def test_no_environment_moves_the_administrators_file(tmp_path: Path) -> None:
    asked = [sys.executable, "-c", "from assistant.settings import OFF_FILE; print(OFF_FILE)"]
    elsewhere = dict.fromkeys(("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME"), str(tmp_path))

    said = subprocess.run(asked, env=os.environ | elsewhere, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "/etc/afterword/network-off"


def test_what_cannot_be_looked_at_counts_as_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.settings, "OFF_FILE", Path("x" * 5000))

    assert Settings().is_off


def test_the_administrators_file_switches_appeals_off_whatever_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings(AFTERWORD_APPEALS="allowed").keeps_appeals
    assert not Settings(AFTERWORD_APPEALS="off").keeps_appeals

    (tmp_path / "appeals-off").touch()
    monkeypatch.setattr(assistant.settings, "APPEALS_OFF_FILE", tmp_path / "appeals-off")

    assert not Settings(AFTERWORD_APPEALS="allowed").keeps_appeals
