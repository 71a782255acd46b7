"""One browser and one app for all browser tests; without a browser they are skipped in one line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import a_browser, a_running_app, find_chromium

SKIPPED = (
    "no Chrome or Chromium here: the browser tests are skipped (tests/install_system_tools.sh installs one)"
)

PATIENCE = 60_000
"""Milliseconds; the first page loads the models, on a machine that may be busy."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if find_chromium() is None:
        terminalreporter.write_line(SKIPPED)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if find_chromium() is None:
        pytest.skip(SKIPPED)
    expect.set_options(timeout=PATIENCE)
    with a_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def app_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser") / "app.log"


@pytest.fixture(scope="session")
def browser_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the app's data lies."""
    return tmp_path_factory.mktemp("browser-home")


@pytest.fixture(scope="session")
def url(browser: Browser, app_log: Path, browser_home: Path) -> Iterator[str]:
    del browser
    with a_running_app(browser_home, app_log) as running:
        yield running


@pytest.fixture
def outside() -> list[str]:
    """Addresses beyond this machine that a page asked for."""
    return []


@pytest.fixture
def context(browser: Browser, outside: list[str]) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    opened.on(
        "request",
        lambda r: (
            None if "://127.0.0.1" in r.url or r.url.startswith(("data:", "blob:")) else outside.append(r.url)
        ),
    )
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    opened.goto(url)
    opened.get_by_label("Your reflection").wait_for()
    return opened
