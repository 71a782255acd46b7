import os
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit import config

from ui import command


def test_a_port_in_use_is_said_before_anything_is_built() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = CliRunner().invoke(command.ui_command, ["--port", str(port)])

    assert result.exit_code == command.USAGE
    assert f"Port {port} is in use" in result.output


def test_settings_of_streamlit_and_tracing_in_the_environment_do_not_reach_the_app(monkeypatch) -> None:
    monkeypatch.setitem(os.environ, "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS", "full")
    monkeypatch.setitem(os.environ, "LANGSMITH_TRACING", "true")

    kept = command._environment()

    assert not [name for name in kept if name.startswith(("STREAMLIT_", "LANGSMITH_"))]


def test_the_settings_beside_the_app_keep_text_out_of_pages_and_requests() -> None:
    settings = tomllib.loads((command.APP.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["headless"] is True


def test_streamlit_reads_the_settings_beside_the_app(monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "_main_script_path", str(command.APP))

    assert str(command.APP.parent / ".streamlit" / "config.toml") in config.get_config_files("config.toml")


@pytest.mark.server
def test_ctrl_c_ends_the_app_and_its_child(home, tmp_path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    afterword = Path(sys.executable).parent / "afterword"
    app = subprocess.Popen(
        [afterword, "ui", "--port", str(port)],
        env={**os.environ, "AFTERWORD_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        start_new_session=True,
    )
    said: list[str] = []
    for line in app.stdout or ():
        said.append(line)
        if "Afterword is open" in line:
            break

    os.killpg(app.pid, signal.SIGINT)
    rest, _ = app.communicate(timeout=30)

    assert app.returncode == 0
    assert "Afterword has ended" in rest
    assert "Traceback" not in "".join(said) + rest
    assert not command._is_taken("127.0.0.1", port)
