"""A journal from its beginning to its end, in a real browser against the real app."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reflect import pick, press
from ui import journal_wording as words
from ui import supervision_wording, wording
from ui.journal_wording import Section

pytestmark = [pytest.mark.browser, pytest.mark.server]

PASSPHRASE = "four quiet grey herons"
SAMPLE, NAME, PHRASE = "After a disclosure", "Achterberg", "could not turn the key"
PICTURES = os.environ.get("AFTERWORD_TEST_PICTURES")
WIDTHS = (1280, 400)


def picture(page: Page, name: str) -> None:
    """Pictures to look at, wide and narrow, where somebody asked for them."""
    if not PICTURES:
        return
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 3200 if width < 500 else 2400})
        page.wait_for_timeout(700)
        page.screenshot(path=Path(PICTURES) / f"journal-{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 1600})


def visit(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def begin(page: Page) -> None:
    visit(page, words.JOURNAL)
    page.get_by_label(words.PASSPHRASE, exact=True).first.fill(PASSPHRASE)
    page.get_by_label(words.AGAIN, exact=True).first.fill(PASSPHRASE)
    picture(page, "begin")
    press(page, words.BEGIN)
    expect(page.get_by_role("heading", name=words.RECOVERY_TITLE)).to_be_visible()
    picture(page, "recovery")
    press(page, words.RECOVERY_DONE)
    expect(page.get_by_text(words.NONE_YET)).to_be_visible()


def keep(page: Page) -> None:
    visit(page, wording.REFLECT)
    pick(page, SAMPLE)
    press(page, wording.SEE_MASKED)
    press(page, wording.DEBRIEF)
    expect(page.get_by_role("heading", name=wording.SUPERVISION)).to_be_visible()
    picture(page, "keep")
    press(page, words.KEEP)
    expect(page.get_by_text(words.KEPT)).to_be_visible()


def lock_and_unlock(page: Page) -> None:
    press(page, words.LOCK)
    expect(page.get_by_role("button", name=words.LOCK)).to_have_count(0)
    visit(page, words.JOURNAL)
    expect(page.get_by_text(NAME)).to_have_count(0)
    picture(page, "locked")
    page.get_by_label(words.PASSPHRASE, exact=True).first.fill(PASSPHRASE)
    page.get_by_label(words.PASSPHRASE, exact=True).first.press("Enter")
    expect(page.get_by_role("button", name=words.OPEN, exact=True)).to_be_visible()
    picture(page, "list")
    press(page, words.OPEN)
    expect(page.locator(".aw-text").first).to_contain_text(PHRASE)
    expect(page.locator(".aw-text").first).not_to_contain_text(NAME)
    picture(page, "record")


def make_agenda(page: Page) -> None:
    visit(page, supervision_wording.SUPERVISION)
    page.get_by_label(supervision_wording.CHOOSE).click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    picture(page, "choose")
    press(page, supervision_wording.MAKE)
    expect(page.get_by_role("heading", name=supervision_wording.SHARING)).to_be_visible()
    picture(page, "agenda")
    press(page, supervision_wording.EVIDENCE)
    expect(page.locator("mark.aw-quote:visible").first).to_be_visible()
    page.keyboard.press("Escape")


def share_and_download(page: Page, folder: Path) -> None:
    expect(page.get_by_text(supervision_wording.SHARING_NONE)).to_be_visible()
    page.get_by_label(supervision_wording.SHARE.format(1)).check(force=True)
    preview = page.locator(".aw-page")
    expect(preview).to_contain_text(re.compile(r"minutes are for the lines below"))
    assert preview.locator("tbody tr").count() == 1
    picture(page, "shared")
    for label, start in (("Word", b"PK"), ("PDF", b"%PDF"), ("Markdown", b"# For supervision")):
        with page.expect_download() as downloading:
            press(page, supervision_wording.SHARED_DOWNLOAD.format(label))
        file = folder / downloading.value.suggested_filename
        downloading.value.save_as(file)
        content = file.read_bytes()
        assert content.startswith(start)
        assert NAME.encode() not in content


def delete_all(page: Page) -> None:
    visit(page, words.JOURNAL)
    page.get_by_role("radio", name=Section.MANAGE).click()
    expect(page.get_by_role("heading", name=words.DELETE_ALL_TITLE)).to_be_visible()
    picture(page, "manage")
    page.get_by_label(words.DELETE_ALL_SURE).check(force=True)
    press(page, words.DELETE_ALL)
    expect(page.get_by_role("status")).to_contain_text("are deleted")
    expect(page.get_by_role("heading", name=words.BEGIN_TITLE)).to_be_visible()


def test_a_journal_from_begin_to_delete_all(
    page: Page, tmp_path: Path, browser_home: Path, outside: list[str]
) -> None:
    begin(page)
    keep(page)
    lock_and_unlock(page)
    assert (browser_home / "journal.db").exists()
    make_agenda(page)
    share_and_download(page, tmp_path)
    delete_all(page)

    assert not (browser_home / "journal.db").exists()
    assert outside == []


def test_the_app_printed_no_text_of_the_journal(page: Page, app_log: Path) -> None:
    del page
    printed = app_log.read_text(encoding="utf-8")
    for said in (NAME, PHRASE, PASSPHRASE):
        assert said not in printed
