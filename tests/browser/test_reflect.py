"""The main job as a reader does it, in a real browser against the real app."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ui import sending_wording, wording
from ui.samples import load_samples

pytestmark = [pytest.mark.browser, pytest.mark.server]

CRISIS = (
    "I got home after the late shift and I do not want to be alive any more. I have been thinking about "
    "killing myself all week and I have the tablets here. Nobody at the clinic knows."
)


def pick(page: Page, title: str) -> None:
    page.get_by_label(wording.SAMPLE).click()
    page.get_by_role("option", name=title).click()
    expect(page.get_by_label(wording.REFLECTION)).to_have_value(load_samples()[title])


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()


def write(page: Page, text: str) -> None:
    page.get_by_label(wording.REFLECTION).fill(text)
    page.get_by_label(wording.REFLECTION).blur()


def test_a_sample_becomes_a_debrief_with_evidence_one_click_away(
    page: Page, tmp_path: Path, outside: list[str]
) -> None:
    pick(page, "After a disclosure")
    press(page, wording.SEE_MASKED)
    expect(page.get_by_role("heading", name=wording.MASKED_TITLE)).to_be_visible()
    masked = page.locator(".aw-text").first
    expect(masked).to_contain_text("could not turn the key")
    expect(masked).not_to_contain_text("Achterberg")
    expect(masked.locator("mark.aw-mask").first).to_be_visible()

    press(page, wording.DEBRIEF)
    expect(page.get_by_role("heading", name=wording.SUMMARY)).to_be_visible()
    expect(page.get_by_role("heading", name=wording.SUPERVISION)).to_be_visible()
    expect(page.get_by_text(wording.NOT_REVIEWED).last).to_be_visible()

    press(page, wording.EVIDENCE)
    quote = page.locator("mark.aw-quote:visible").first
    expect(quote).to_be_visible()
    assert quote.inner_text()
    page.keyboard.press("Escape")

    with page.expect_download() as downloading:
        press(page, wording.DOWNLOAD)
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    written = file.read_text(encoding="utf-8")
    assert file.suffix == ".md"
    assert "Achterberg" not in written
    assert written.count("?") >= 3
    assert sending_wording.LOOKED_OVER.split("{")[0] in written
    assert outside == []


def test_a_crisis_shows_its_card_and_nothing_else(page: Page) -> None:
    write(page, CRISIS)
    press(page, wording.SEE_MASKED)

    expect(page.get_by_role("heading", name="You first, before the work")).to_be_visible()
    expect(page.get_by_text("988 Suicide & Crisis Lifeline").last).to_be_visible()
    expect(page.get_by_role("heading", name=wording.SUMMARY)).to_have_count(0)
    expect(page.get_by_role("button", name=wording.DOWNLOAD)).to_have_count(0)
    expect(page.get_by_label(wording.REFLECTION)).to_have_count(0)

    press(page, wording.ANSWERS["debrief_anyway"])
    expect(page.get_by_role("heading", name=wording.SUMMARY)).to_be_visible()
    expect(page.get_by_role("heading", name="You first, before the work")).to_be_visible()


def test_a_wrong_mask_is_lifted_and_a_missed_word_masked(page: Page) -> None:
    write(
        page, "I met with Marguerite Okonkwo about the bakery case and it stays with me. I could not sleep."
    )
    press(page, wording.SEE_MASKED)
    masked = page.locator(".aw-text").first
    expect(masked).not_to_contain_text("Okonkwo")

    masks = page.get_by_role("button", name=re.compile("^Unmask"))
    while count := masks.count():  # a first and a last name may be two masks
        masks.first.click()
        expect(masks).to_have_count(count - 1)
    expect(masked).to_contain_text("Marguerite Okonkwo")

    box = page.get_by_label(wording.MORE_WORDS)
    box.fill("bakery")
    box.press("Enter")
    expect(masked).not_to_contain_text("bakery")


def test_spanish_is_not_read_and_crisis_lines_are_shown(page: Page) -> None:
    write(page, "Hoy la sesión fue muy dura y no puedo dejar de pensar en ella. Nadie en el equipo lo sabe.")
    press(page, wording.SEE_MASKED)

    expect(page.get_by_role("alert")).to_contain_text("not in English")
    expect(page.get_by_text("988 Suicide & Crisis Lifeline").last).to_be_visible()


def test_clear_forgets_and_a_reload_starts_empty(page: Page) -> None:
    write(page, "Something that I would rather not leave here.")
    press(page, wording.CLEAR)
    expect(page.get_by_label(wording.REFLECTION).first).to_have_value("")  # the old box may fade beside it
    expect(page.get_by_label(wording.REFLECTION)).to_have_count(1)

    write(page, "Something that I would rather not leave here.")
    page.reload()
    expect(page.get_by_label(wording.REFLECTION)).to_have_value("")


def test_the_way_out_leaves_in_the_same_tab(page: Page) -> None:
    page.route(
        "**/*weather*/**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html")
    )
    page.get_by_role("link", name=wording.LEAVE).click()

    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    assert len(page.context.pages) == 1


def test_the_other_pages_open_and_the_text_waits(page: Page) -> None:
    write(page, "I will come back to this.")
    page.get_by_role("link", name=wording.LIBRARY).click()
    expect(page.get_by_role("heading", name=wording.LIBRARY_TITLE)).to_be_visible()
    page.get_by_label(wording.SEARCH).fill("sleep")
    page.get_by_label(wording.SEARCH).press("Enter")
    expect(page.get_by_text(re.compile(r"^\d+ entries$|^1 entry$"))).to_be_visible()
    page.get_by_role("link", name=wording.ABOUT).click()
    expect(page.get_by_role("heading", name=wording.ABOUT_TITLE)).to_be_visible()
    page.get_by_role("link", name=wording.REFLECT).click()
    expect(page.get_by_label(wording.REFLECTION)).to_have_value("I will come back to this.")


def test_the_app_printed_no_text_of_any_reflection(page: Page, app_log: Path) -> None:
    del page
    printed = app_log.read_text(encoding="utf-8")
    for words in ("Achterberg", "tablets", "Okonkwo", "rather not leave", "sesión"):
        assert words not in printed
