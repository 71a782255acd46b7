"""The main job without a mouse: everything is reached by Tab, and at every stop one sees where one is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.test_pipeline import ORDINARY
from ui import wording

pytestmark = [pytest.mark.browser, pytest.mark.server]

STOPS = 60
"""Tab stops until something counts as out of reach."""
SCRIPT = """() => {
  const look = element => {
    const around = [];
    for (let node = element, up = 0; node && up < 4; node = node.parentElement, up++) {
      const s = getComputedStyle(node);
      const outline = s.outlineStyle === 'none' ? '' : `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`;
      around.push([outline, s.boxShadow].join(' | '));
    }
    return around.join(' / ');
  };
  const looks = new WeakMap();
  window.lookAround = () => {
    for (const e of document.querySelectorAll('a, button, input, textarea, summary, [tabindex]')) looks.set(e, look(e));
  };
  window.whereAmI = () => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    return {
      name: (e.innerText || e.getAttribute('aria-label') || e.labels?.[0]?.innerText || '').trim(),
      left: e === document.body,
      seen: look(e) !== looks.get(e),
      onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  };
}"""
"""What is drawn around everything that can have the focus while it has none, and around the one that has it.

A tint of the ground alone is not seen by everybody, so it does not count.
"""
STILL = "*, *::before, *::after { transition: none !important; }"


class Keyboard:
    """Somebody without a mouse, who has to see at every stop where they are."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_style_tag(content=STILL)
        page.evaluate(SCRIPT)

    def tab_to(self, label: str | re.Pattern[str]) -> None:
        """Press Tab until something with this name has the focus."""
        passed: list[str] = []
        for _ in range(STOPS):
            self._page.evaluate("lookAround()")
            self._page.keyboard.press("Tab")
            here = self._page.evaluate("whereAmI()")
            assert here["left"] or here["seen"], f"{here['name']!r} has the focus and does not show it"
            assert here["left"] or here["onScreen"], f"{here['name']!r} has the focus out of sight"
            if re.match(label, here["name"]):
                return
            passed.append(here["name"])
        raise AssertionError(f"nothing called {label} can be reached by Tab, only {passed}")

    def enter(self, label: str | re.Pattern[str]) -> None:
        """Go there by Tab, and press Enter."""
        self.tab_to(label)
        self._page.keyboard.press("Enter")

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)


def test_from_another_page_to_a_downloaded_debrief_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    keyboard = Keyboard(page)
    keyboard.enter(f"^{wording.ABOUT}$")
    expect(page.get_by_role("heading", name=wording.ABOUT_TITLE)).to_be_visible()

    keyboard.enter(f"^{wording.REFLECT}$")
    expect(page.get_by_role("heading", name=wording.REFLECT_TITLE)).to_be_visible()
    keyboard.tab_to(wording.REFLECTION)
    keyboard.type(f"Marguerite came in at four. {ORDINARY}")
    keyboard.enter(wording.SEE_MASKED)
    expect(page.locator(".aw-text").first).not_to_contain_text("Marguerite")

    keyboard.enter(wording.DEBRIEF)
    expect(page.get_by_role("heading", name=wording.SUMMARY)).to_be_visible()
    keyboard.enter(wording.EVIDENCE)
    quote = page.locator("mark.aw-quote:visible").first
    expect(quote).to_be_visible()
    page.keyboard.press("Escape")
    expect(quote).to_be_hidden()

    with page.expect_download() as downloading:
        keyboard.enter(wording.DOWNLOAD)
    downloading.value.save_as(tmp_path / "debrief.md")
    written = (tmp_path / "debrief.md").read_text(encoding="utf-8")
    assert "?" in written
    assert "Marguerite" not in written


def test_a_mask_is_lifted_and_a_word_masked_by_keyboard_alone(page: Page) -> None:
    keyboard = Keyboard(page)
    keyboard.tab_to(wording.REFLECTION)
    keyboard.type(f"Marguerite came in at four. {ORDINARY}")
    keyboard.enter(wording.SEE_MASKED)
    masked = page.locator(".aw-text").first
    expect(masked).not_to_contain_text("Marguerite")

    keyboard.enter("Unmask")
    expect(masked).to_contain_text("Marguerite")
    keyboard.tab_to(wording.MORE_WORDS)
    keyboard.type("marguerite")
    page.keyboard.press("Enter")
    expect(masked).not_to_contain_text("Marguerite")
