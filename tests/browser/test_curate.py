"""An administrator's round through curation, in a real browser against the real app."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from knowledge.workflow import Action
from tests.browser.conftest import PATIENCE
from tests.browser.test_reflect import pick, press
from ui import curation_wording as words
from ui import wording
from ui.curation_wording import Section

pytestmark = [pytest.mark.browser, pytest.mark.server]

TITLE = "A piece of music that closes the day"
SENTENCE = "One clinician we know plays the kingfisher song."
INVENTED = "I drove home after a hard session and could not switch off. I played the kingfisher song to close the day."
REMARK = "Is that song easy to find?"
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


@pytest.fixture
def approver(browser: Browser, url: str) -> Iterator[Page]:
    """The Curate page in the browser of somebody else."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    opened.goto(url)
    curate(opened, "Eve")
    yield opened
    context.close()


def curate(page: Page, name: str) -> None:
    page.get_by_role("link", name=words.CURATE).click()
    page.get_by_role("heading", name=words.TITLE).wait_for()
    claim(page, name)
    choose(page, words.ROLE, re.compile("^Administrator"))


def test_an_administrators_round_from_proposal_to_rollback(page: Page, approver: Page) -> None:
    curate(page, "Ann")

    write_a_fault(page)
    picture(page, "fault")
    propose_without_it(page)
    _be_refused_as_ones_own_approver(page)
    _have_it_read_and_approved(approver)
    release = _publish(page)

    expect(hit(page, SENTENCE)).to_be_visible()
    picture(page, "try")
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
    expect(hit(page, TITLE)).to_be_visible()
    expect(page.get_by_role("cell", name=SENTENCE)).to_have_count(0)
    search(page, "kingfisher")
    expect(page.get_by_text(wording.FOUND_NONE)).to_be_visible()


def hit(page: Page, text: str) -> Locator:
    """A cell of what is found for the invented reflection."""
    go(page, Section.TRY)
    page.get_by_label(words.TRY_TEXT).fill(INVENTED)
    page.get_by_label(words.TRY_TEXT).blur()
    press(page, words.TRY_DO)
    return page.get_by_role("cell", name=text)


def write_a_fault(page: Page) -> None:
    """Open the entry and write a grade that does not exist."""
    page.get_by_role("combobox", name=words.ENTRY).fill(TITLE)  # a long list is drawn only in part
    page.get_by_role("option", name=re.compile(f"^{TITLE}")).click()
    expect(page.get_by_label(words.CONTENT)).to_have_value(re.compile(f"title: {TITLE}"))
    content(page, "evidence_grade: ", "evidence_grade: Z")
    expect(page.get_by_role("alert").first).to_contain_text("Lint finds 1 thing")
    expect(page.get_by_role("button", name=words.PROPOSE)).to_be_disabled()


def propose_without_it(page: Page) -> None:
    """Mend the grade, add the sentence and propose it."""
    content(page, "evidence_grade: Z", "evidence_grade: ")
    body = page.get_by_label(words.CONTENT)
    front, fence, said = body.input_value().rpartition("---\n")
    body.fill(f"{front}{fence}{SENTENCE} {said}")
    body.blur()
    expect(page.get_by_text(words.CLEAN)).to_be_visible()
    picture(page, "clean")
    press(page, words.PROPOSE)
    expect(page.get_by_text(words.PROPOSED.format(TITLE))).to_be_visible()


def _be_refused_as_ones_own_approver(page: Page) -> None:
    go(page, Section.REVIEW)
    press(page, "Submit for review")
    expect(page.get_by_text(re.compile("is in review"))).to_be_visible()
    press(page, "Approve exactly this")
    expect(page.get_by_text(re.compile("cannot approve"))).to_be_visible()
    picture(page, "refused")


def _have_it_read_and_approved(page: Page) -> None:
    go(page, Section.REVIEW)
    expect(page.get_by_text(words.BEFORE, exact=True)).to_be_visible()
    expect(page.get_by_text(words.AFTER, exact=True)).to_be_visible()
    expect(page.get_by_text(SENTENCE).first).to_be_visible()
    picture(page, "review")

    comment = page.get_by_role("textbox", name=words.COMMENT)
    comment.fill(REMARK)
    comment.press("Enter")
    press(page, "Comment")
    expect(page.get_by_text(words.DONE[Action.COMMENT].format(TITLE))).to_be_visible()
    # what is opened while the page is still being drawn shuts again
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_text(words.STORY).click()
    expect(page.get_by_text(re.compile(re.escape(REMARK)))).to_be_visible()

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
    for section, seen in (
        (Section.UPDATES, words.NO_UPDATES),
        (Section.UNANSWERED, words.UNANSWERED_OFF),
        (Section.COVERAGE, words.BY_PHASE),
        (Section.DUE, words.NONE_DUE),
        (Section.LOG, REMARK),
    ):
        go(page, section)
        expect(page.get_by_text(seen).last).to_be_visible()
        picture(page, section.lower())
    expect(page.get_by_text(re.compile("^The log is whole"))).to_be_visible()
