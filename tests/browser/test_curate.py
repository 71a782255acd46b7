"""An administrator's round through curation, in a real browser against the real app."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reflect import pick, press
from ui import curation_wording as words
from ui import wording
from ui.curation_wording import Section

pytestmark = [pytest.mark.browser, pytest.mark.server]

TITLE = "A piece of music that closes the day"
SENTENCE = "One clinician we know plays the kingfisher song."
LONG = 600_000
"""Milliseconds; a release is built and two releases are judged, on a machine that may be busy."""
PICTURES = os.environ.get("AFTERWORD_TEST_PICTURES")


def picture(page: Page, name: str) -> None:
    """A picture to look at, where somebody asked for them."""
    if PICTURES:
        page.wait_for_timeout(800)
        page.screenshot(path=Path(PICTURES) / f"curate-{name}.png", full_page=True)


def claim(page: Page, name: str) -> None:
    box = page.get_by_role("textbox", name=words.NAME, exact=True)
    box.fill(name)
    box.press("Enter")


def choose(page: Page, label: str, option: str | re.Pattern[str]) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def go(page: Page, section: Section) -> None:
    page.get_by_role("radio", name=section).click()


def content(page: Page, old: str, new: str) -> None:
    area = page.get_by_label(words.CONTENT)
    text = area.input_value()
    assert old in text
    area.fill(text.replace(old, new))
    area.blur()


def search(page: Page, word: str) -> None:
    page.get_by_role("link", name=wording.LIBRARY).click()
    page.get_by_label(wording.SEARCH).fill(word)
    page.get_by_label(wording.SEARCH).press("Enter")


def test_an_administrators_round_from_proposal_to_rollback(page: Page) -> None:
    page.get_by_role("link", name=words.CURATE).click()
    page.get_by_role("heading", name=words.TITLE).wait_for()
    claim(page, "Ann")
    choose(page, words.ROLE, re.compile("^Administrator"))

    _propose_what_lint_first_refuses(page)
    _have_it_approved_by_another(page)
    release = _publish(page)

    search(page, "kingfisher")
    expect(page.get_by_text(wording.FOUND_ONE)).to_be_visible()
    page.get_by_role("link", name=wording.REFLECT).click()
    pick(page, "After a disclosure")
    press(page, wording.SEE_MASKED)
    press(page, wording.DEBRIEF)
    expect(page.get_by_text(re.compile(release)).last).to_be_visible()

    page.get_by_role("link", name=words.CURATE).click()
    _look_around(page)
    go(page, Section.PUBLISH)
    press(page, words.ROLLBACK)
    expect(page.get_by_text(re.compile("serves again"))).to_be_visible()
    search(page, "kingfisher")
    expect(page.get_by_text(wording.FOUND_NONE)).to_be_visible()


def _propose_what_lint_first_refuses(page: Page) -> None:
    page.get_by_role("combobox", name=words.ENTRY).fill(TITLE)  # a long list is drawn only in part
    page.get_by_role("option", name=re.compile(f"^{TITLE}")).click()
    body = page.get_by_label(words.CONTENT)
    expect(body).to_have_value(re.compile(f"title: {TITLE}"))
    content(page, "evidence_grade: ", "evidence_grade: Z")
    expect(page.get_by_role("alert").first).to_contain_text("Lint finds 1 thing")
    expect(page.get_by_role("button", name=words.PROPOSE)).to_be_disabled()
    picture(page, "fault")

    content(page, "evidence_grade: Z", "evidence_grade: ")
    body.fill(f"{body.input_value().rstrip()} {SENTENCE}\n")
    body.blur()
    expect(page.get_by_text(words.CLEAN)).to_be_visible()
    picture(page, "clean")
    press(page, words.PROPOSE)
    expect(page.get_by_text(words.PROPOSED.format(TITLE))).to_be_visible()


def _have_it_approved_by_another(page: Page) -> None:
    go(page, Section.REVIEW)
    press(page, "Submit for review")
    expect(page.get_by_text(re.compile("is in review"))).to_be_visible()
    expect(page.get_by_text(SENTENCE).first).to_be_visible()
    press(page, "Approve exactly this")
    expect(page.get_by_text(re.compile("cannot approve"))).to_be_visible()
    picture(page, "refused")
    claim(page, "Eve")
    press(page, "Approve exactly this")
    expect(page.get_by_text(re.compile("is approved"))).to_be_visible()


def _publish(page: Page) -> str:
    go(page, Section.PUBLISH)
    press(page, words.PUBLISH)
    published = page.get_by_text(re.compile(r"^Release r-\S+ serves\.$"))
    expect(published).to_be_visible(timeout=LONG)
    picture(page, "published")
    return published.inner_text().split()[1]


def _look_around(page: Page) -> None:
    for section in (Section.COVERAGE, Section.DUE, Section.LOG):
        go(page, section)
        page.wait_for_timeout(500)
        picture(page, section.lower())
    expect(page.get_by_text(re.compile("^The log is whole"))).to_be_visible()
