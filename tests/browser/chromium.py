"""A headless Chromium from the system, and the app as a reader starts it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

AFTERWORD = Path(sys.executable).parent / "afterword"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_WITHIN = 300.0
"""Seconds; the first start builds the index."""


def find_chromium() -> str | None:
    """The path of an installed Chrome or Chromium."""
    found = (shutil.which(name) for name in NAMES)
    return next((f for f in (*found, *APPLICATIONS) if f and Path(f).exists()), None)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """One browser; the caller knows that there is one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def a_running_app(home: Path, log: Path, **settings: str) -> Iterator[str]:
    """The app on a free port with its data in `home`; everything that it prints goes to `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "AFTERWORD_HOME": str(home), "AFTERWORD_LOCALE": "US", **settings}
    with log.open("wb") as out:
        app = subprocess.Popen(
            [AFTERWORD, "ui", "--port", str(port), "--no-browser"],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=home,
        )
        try:
            _wait_for(url, app, log)
            yield url
        finally:
            app.terminate()
            app.wait(20)


def _wait_for(url: str, app: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and app.poll() is None:
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"The app did not start: {log.read_text(encoding='utf-8')[-2000:]}")
