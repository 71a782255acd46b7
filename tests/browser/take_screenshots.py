"""Take the pictures in docs/pictures from the running app: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.chromium import a_browser, a_running_app, find_chromium
from tests.browser.conftest import PATIENCE
from tests.browser.test_curate import (
    SENTENCE,
    TITLE,
    curate,
    go,
    hit,
    propose_without_it,
    write_a_fault,
)
from tests.browser.test_reflect import CRISIS, pick, press, write
from ui import curation_wording, library_wording, wording
from ui.curation_wording import Section

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TALL = 1500


def main() -> int:
    """Take every picture; 1 when there is no browser to take them with."""
    if find_chromium() is None:
        print("No Chrome or Chromium here, so no picture was taken.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with a_running_app(home, home / "app.log") as url, a_browser() as browser:
            for name, steps in (
                ("reflect", _reflect),
                ("debrief", _debrief),
                ("card", _card),
                ("library", _library),
                ("curate-write", _curate_write),
                ("curate-review", _curate_review),
                ("curate-releases", _curate_releases),
                ("curate-coverage", _curate_coverage),
                ("curate-try", _curate_try),
            ):
                page = browser.new_page(viewport={"width": 1100, "height": 1000})
                page.set_default_timeout(PATIENCE)
                page.goto(url)
                page.get_by_label(wording.REFLECTION).wait_for()
                steps(page)
                _settle(page)
                page.screenshot(path=PICTURES / f"{name}.png")
                page.close()
    return 0


def _reflect(page: Page) -> None:
    pick(page, "Third night on the ward")
    press(page, wording.SEE_MASKED)
    page.get_by_role("heading", name=wording.MASKED_TITLE).wait_for()


def _debrief(page: Page) -> None:
    _reflect(page)
    press(page, wording.DEBRIEF)
    page.get_by_role("heading", name=wording.SUPERVISION).wait_for()
    page.set_viewport_size({"width": 1100, "height": TALL})
    press(page, wording.EVIDENCE)
    page.locator("mark.aw-quote:visible").first.wait_for()


def _card(page: Page) -> None:
    write(page, CRISIS)
    press(page, wording.SEE_MASKED)
    expect(page.get_by_role("button", name=wording.CHANGE)).to_be_visible()


def _library(page: Page) -> None:
    page.get_by_role("link", name=wording.LIBRARY).click()
    page.get_by_role("heading", name=wording.LIBRARY_TITLE).wait_for()
    page.get_by_label(wording.SEARCH).fill("sleep")
    page.get_by_label(wording.SEARCH).press("Enter")
    _settle(page)  # what is opened while the list is still being drawn shuts again
    page.locator("summary").filter(has_not_text=library_wording.MORE_FILTERS).first.click()


def _curate_write(page: Page) -> None:
    curate(page, "Ann")
    write_a_fault(page)
    page.set_viewport_size({"width": 1100, "height": TALL})


def _curate_review(page: Page) -> None:
    _curate_write(page)
    propose_without_it(page)
    go(page, Section.REVIEW)
    page.get_by_text(SENTENCE).first.wait_for()


def _curate_releases(page: Page) -> None:
    curate(page, "Ann")
    go(page, Section.PUBLISH)
    page.get_by_role("cell", name=curation_wording.SERVES, exact=True).wait_for()


def _curate_coverage(page: Page) -> None:
    curate(page, "Ann")
    go(page, Section.COVERAGE)
    page.get_by_role("heading", name=curation_wording.BY_PHASE).wait_for()
    page.set_viewport_size({"width": 1100, "height": TALL})


def _curate_try(page: Page) -> None:
    curate(page, "Ann")
    hit(page, TITLE).first.wait_for()


def _settle(page: Page) -> None:
    """Wait for animations and late layout."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)


if __name__ == "__main__":
    sys.exit(main())
