import pytest

from tests.cli.conftest import Run
from tests.model_server import ModelServer
from tests.test_pipeline import ORDINARY
from tests.writers.scripts import repeating


def test_with_the_network_off_nothing_reaches_the_server(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTERWORD_NETWORK", "off")
    with ModelServer(repeating) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        result = run("debrief", "--model", "openai:m", "--format", "json", text=ORDINARY)

    assert server.bodies == []
    assert '"writer":"guided"' in result.stdout
    assert "switched off" in result.stderr
