"""A bookmark of one page, opened before any other on an app that has only started."""

from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.chromium import a_running_app


def test_a_bookmarked_page_opens_first_on_a_new_app(
    context: BrowserContext, browser_home: Path, tmp_path: Path
) -> None:
    with a_running_app(browser_home, tmp_path / "app.log") as url:
        page = context.new_page()
        page.goto(f"{url.rstrip('/')}/library")

        expect(page.get_by_role("heading", name="The library")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
