"""Text of a reflection on the page: always escaped, never read as Markdown; masks and quotes stand out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from assistant.model.text import Span
from ui.masking import PLACEHOLDER

# Tints of the text's own colour hold in the light and in the dark theme; shape, not hue, carries the meaning.
STYLE = """<style>
.stMainBlockContainer { padding-top: 4rem; }
.stPopover button[kind="tertiary"], .stPopover button[kind="tertiary"] * { color: inherit !important; }
.stPopover button[kind="tertiary"] p { text-decoration: underline; text-underline-offset: .2em; }
.aw { line-height: 1.6; overflow-wrap: anywhere; }
.aw p, .aw ol, .aw ul { margin: 0 0 .6rem 0; }
.aw li { margin-bottom: .3rem; }
.aw-text { white-space: pre-wrap; padding: .9rem 1.1rem; border-left: .25rem solid #7d8f99;
  background: color-mix(in srgb, currentColor 4%, transparent); border-radius: .25rem; }
.aw mark { background: color-mix(in srgb, currentColor 10%, transparent); color: inherit; padding: .05rem .2rem;
  border-radius: .2rem; }
.aw mark.aw-mask { border: 1px dashed currentColor; font-size: .92em; white-space: nowrap; }
.aw mark.aw-quote { background: color-mix(in srgb, #4f93b3 30%, transparent); border-bottom: 2px solid #4f93b3;
  padding: .1rem 0; }
.aw-scrolls { max-height: 20rem; overflow-y: auto; }
.aw-small { font-size: .9em; }
.aw-label { font-size: .82em; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; margin: 0; }
.aw-exit { color: inherit; border: 1px solid currentColor; border-radius: .5rem; padding: .4rem .8rem;
  font-size: .875rem; text-decoration: none; display: inline-block; line-height: 1.6; }
:is(a, button, summary, [tabindex="0"]:not(input)):focus-visible, div:has(> :is(input, textarea):focus-visible) {
  outline: 3px solid #4f93b3 !important; outline-offset: 1px; box-shadow: none !important; }
.stMain:focus-visible, div:has(> :is(input, textarea):focus-visible) { outline-offset: -3px; }
</style>"""


def show_style() -> None:
    """Load the few rules that text on this page needs."""
    st.html(STYLE)


def show_words(text: str, *, small: bool = False, label: bool = False, note: str = "") -> None:
    """One paragraph of any text, with its masks marked, and a smaller note below it."""
    below = f'<div class="aw-small">{_marked(note)}</div>' if note else ""
    st.html(
        f'<div class="aw{" aw-small" if small else ""}{" aw-label" if label else ""}">{_marked(text)}{below}</div>'
    )


def show_list(items: Sequence[str], *, numbered: bool = False, small: bool = False) -> None:
    """Some short texts as a list."""
    tag = "ol" if numbered else "ul"
    rows = "".join(f"<li>{_marked(item)}</li>" for item in items)
    st.html(f'<div class="aw{" aw-small" if small else ""}"><{tag}>{rows}</{tag}></div>')


def show_plain(text: str, *, scrolls: bool = False) -> None:
    """A text exactly as it is, line by line; a long one in a box that scrolls, by keyboard as well."""
    box = ' aw-scrolls" tabindex="0' if scrolls else ""
    st.html(f'<div class="aw aw-small aw-text{box}">{escape(text)}</div>')


def show_live(sentences: Sequence[str], none_yet: str) -> None:
    """Sentences that arrive one by one; a screen reader says each as it comes."""
    rows = "".join(f"<p>{_marked(s)}</p>" for s in sentences)
    st.html(f'<div class="aw aw-text" role="log" aria-live="polite">{rows or escape(none_yet)}</div>')


def show_html(body: str) -> None:
    """Markup made by a component whose every variable part was escaped."""
    st.html(f'<div class="aw">{body}</div>')


def show_masked(text: str, kinds: Mapping[str, str]) -> None:
    """The whole masked text; each placeholder is marked and says of what kind it is."""
    st.html(f'<div class="aw aw-text">{_marked(text, kinds)}</div>')


def show_quote(text: str, spans: Iterable[Span], *, around: int = 160) -> None:
    """The stretch of the masked text around some spans, with the spans highlighted."""
    ordered = sorted(spans, key=lambda s: s.start)
    if not ordered:
        return
    start = _word_start(text, max(0, ordered[0].start - around))
    end = _word_end(text, min(len(text), ordered[-1].end + around))
    pieces, at = ["… " if start else ""], start
    for span in ordered:
        if span.start < at:
            continue
        quoted = _marked(span.of(text))
        pieces += [_marked(text[at : span.start]), f'<mark class="aw-quote">{quoted}</mark>']
        at = span.end
    pieces += [_marked(text[at:end]), " …" if end < len(text) else ""]
    st.html(f'<div class="aw aw-text">{"".join(pieces)}</div>')


def _marked(text: str, kinds: Mapping[str, str] | None = None) -> str:
    def mask(match: re.Match[str]) -> str:
        kind = (kinds or {}).get(match[0])
        return f'<mark class="aw-mask">{escape(match[0])}{f" <small>{escape(kind)}</small>" if kind else ""}</mark>'

    return PLACEHOLDER.sub(mask, escape(text))


def _word_start(text: str, at: int) -> int:
    """The start of the word at this place, so that no placeholder and no word is cut."""
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
