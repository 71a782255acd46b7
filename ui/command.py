"""`afterword ui`: starts the browser app on this machine and ends it again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path

import click

from assistant.errors import AssistantError
from assistant.settings import Settings

APP = Path(__file__).parent / "app.py"
USAGE, INCOMPLETE = 2, 3
STARTS_WITHIN, ENDS_WITHIN = 60.0, 10.0


@click.command("ui")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="Who may reach the app; anything but this machine needs a proxy that checks who is asking.",
)
@click.option(
    "--browser/--no-browser", default=None, help="Open a window; on by default when started in a terminal."
)
def ui_command(port: int, address: str, browser: bool | None) -> None:
    """Open Afterword in the browser; Ctrl-C ends it."""
    if _is_taken(address, port):
        click.echo(
            f"Port {port} is in use. Nothing was started; try: afterword ui --port {port + 1}", err=True
        )
        raise click.exceptions.Exit(USAGE)
    _build_index()
    url = f"http://{address}:{port}"
    child = subprocess.Popen(_command_line(port, address), env=_environment())
    for asked in (signal.SIGTERM, signal.SIGINT):  # a shell starts what runs in its background deaf to SIGINT
        signal.signal(asked, _interrupt)
    try:
        if _answers(url, child):
            click.echo(f"Afterword is open at {url}  (Ctrl-C ends it)")
            if sys.stdout.isatty() if browser is None else browser:
                webbrowser.open(url)
        code = child.wait()
    except KeyboardInterrupt:
        _end(child)
        click.echo("Afterword has ended. Nothing was kept.")
        return
    if code:
        raise click.exceptions.Exit(code)


def _build_index() -> None:
    """Build the library's index before a page asks for it, and say which updates of it can be taken."""
    from assistant.bootstrap import ensure_release  # noqa: PLC0415 - importing it loads the vendors
    from assistant.cli.kb_updates import updates_waiting  # noqa: PLC0415 - the same

    try:
        ensure_release(Settings(), progress=_show_progress)
    except AssistantError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(INCOMPLETE) from None
    if told := updates_waiting(Settings()):
        click.echo(told)


def _show_progress(done: int, total: int, what: str) -> None:
    click.echo(f"\r{what}: {done} of {total}", err=True, nl=done >= total)


def _command_line(port: int, address: str) -> list[str]:
    """Streamlit as a child; all other settings lie in `.streamlit/config.toml` beside the app."""
    flags = [f"--server.port={port}", f"--server.address={address}", "--server.headless=true"]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def _environment() -> dict[str, str]:
    """The environment without settings of Streamlit, which would win over ours, and without tracing."""
    dropped = ("STREAMLIT_", "LANGSMITH_", "LANGCHAIN_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "TOKENIZERS_PARALLELISM": "false"}


def _is_taken(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return True
    return False


def _answers(url: str, child: subprocess.Popen[bytes]) -> bool:
    """Whether the app answers before long; a child that has ended does not."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.2)
    return False


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask the child to end, then insist."""
    child.terminate()
    try:
        child.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
