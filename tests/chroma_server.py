"""A real Chroma server of our own on this machine, as `chroma run` starts it."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMA = Path(sys.executable).with_name("chroma")
STARTS_WITHIN = 120.0
"""Seconds, on a machine that may be busy."""


@contextmanager
def a_chroma_server(folder: Path) -> Iterator[str]:
    """The address of a server on a free port, with its data in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [CHROMA, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{url}/api/v2/heartbeat", server)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(heartbeat: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(heartbeat, timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"chroma run did not answer at {heartbeat}")
