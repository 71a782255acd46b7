from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def run(home: Path) -> Run:
    """Runs a command in this process, so that models load once."""

    def invoke(*arguments: str, text: str | bytes | None = None, **options: Any) -> Result:
        return CliRunner().invoke(
            cli, list(arguments), input=text, env={"AFTERWORD_HOME": str(home)}, **options
        )

    return invoke
