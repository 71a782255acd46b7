"""A language model in a real browser: asked first, heard sentence by sentence, stopped; a scripted server answers."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import a_running_app
from tests.browser.conftest import PATIENCE
from tests.browser.test_reflect import press, write
from tests.model_server import ModelServer
from tests.test_pipeline import ORDINARY
from tests.writers.scripts import repeating
from ui import sending_wording as words
from ui import wording

pytestmark = [pytest.mark.browser, pytest.mark.server]

PLANTED = ("Marguerite", "Okonkwo", "415-555-0173", "m.okonkwo@example.org")
TEXT = (
    f"{ORDINARY} Marguerite Okonkwo rang me twice on 415-555-0173 and wrote from m.okonkwo@example.org "
    "to move the hour."
)
PAUSE = 0.2
"""Seconds between two pieces of an answer: slow enough to be watched."""


class Set(NamedTuple):
    """The app with a model, the model's server, and where either could leave a trace."""

    url: str
    server: ModelServer
    silent: Event
    places: tuple[Path, ...]


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Set]:
    del browser
    home, temp, logs = (tmp_path_factory.mktemp(name) for name in ("home", "temp", "logs"))
    silent = Event()

    def script(request: dict[str, Any]) -> str:
        while silent.is_set():
            time.sleep(0.05)
        return repeating(request)

    with ModelServer(script, pause=PAUSE) as server:
        settings = {
            "AFTERWORD_MODEL": "openai:scripted",
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": "sk-planted",
            "TMPDIR": str(temp),
        }
        with a_running_app(home, logs / "app.log", **settings) as url:
            yield Set(url, server, silent, (home, temp, logs))
        silent.clear()


@pytest.fixture
def asked(browser: Browser, app: Set) -> Iterator[Page]:
    """The page that asks whether this may be sent."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.set_default_timeout(PATIENCE)
    app.server.bodies.clear()
    page.goto(app.url)
    write(page, TEXT)
    press(page, wording.SEE_MASKED)
    press(page, wording.DEBRIEF)
    page.get_by_role("heading", name=words.TITLE).wait_for()
    yield page
    page.close()


def traces(app: Set) -> list[str]:
    """Planted words in any file that was written."""
    files = [f for place in app.places for f in place.rglob("*") if f.is_file()]
    return [f"{word} in {f.name}" for f in files for word in PLANTED if word.encode() in f.read_bytes()]


def test_what_is_shown_is_what_leaves_and_sentences_come_one_by_one(asked: Page, app: Set) -> None:
    expect(asked.get_by_text(f"scripted at {app.server.url.split('/')[2]}")).to_be_visible()
    asked.get_by_text(words.EXACT).click()
    shown = asked.get_by_test_id("stCode").locator("code").text_content()
    assert app.server.bodies == [], "nothing is sent before a choice"

    press(asked, words.ONCE)
    heard = asked.get_by_role("log").locator("p")
    expect(heard.first).to_contain_text("You wrote")
    at_first = app.server.pieces_sent
    expect(asked.get_by_role("heading", name=wording.SUMMARY)).to_be_visible()

    assert app.server.pieces_sent > at_first, "the first sentence was there before the model was done"
    assert [b.decode() for b in app.server.bodies] == [shown]
    expect(asked.get_by_text(words.SPOKE.split("{")[0] + "scripted")).to_be_visible()
    asked.get_by_text(words.SENT, exact=True).click()
    digest = json.loads((app.places[0] / "egress.jsonl").read_text().splitlines()[-1])["sha256"]
    expect(asked.get_by_text(digest)).to_be_visible()
    assert not [w for w in PLANTED if w.encode() in b"".join(app.server.bodies)]
    assert traces(app) == []
    asked.get_by_role("link", name=wording.ABOUT).click()
    expect(asked.get_by_text(digest)).to_be_visible()


def test_stop_works_while_the_model_is_silent(asked: Page, app: Set) -> None:
    app.silent.set()
    press(asked, words.ONCE)
    expect(asked.get_by_text(words.NONE_YET)).to_be_visible()

    started = time.monotonic()
    press(asked, words.STOP)
    expect(asked.get_by_text("The language model was stopped")).to_be_visible()
    app.silent.clear()

    assert time.monotonic() - started < 20, "it does not wait for the model"
    expect(asked.get_by_role("heading", name=wording.SUMMARY)).to_be_visible()


def test_no_sends_nothing(asked: Page, app: Set) -> None:
    press(asked, words.NO)
    expect(asked.get_by_role("heading", name=wording.SUMMARY)).to_be_visible()

    assert app.server.bodies == []
    assert traces(app) == []
