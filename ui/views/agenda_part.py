"""One agenda on the Supervision page: its lines, what is shared of them, and its files."""

from functools import partial

import streamlit as st

from assistant.documents.second_look import LineDetector
from assistant.errors import AssistantError
from assistant.supervision.agenda import Agenda, CarriedOver
from assistant.supervision.carry import marked
from ui import agenda_files, journalling, service, session, supervising, wording
from ui import supervision_wording as words
from ui.components import notice, prose, safety_card
from ui.components.supervision import agenda_lines, downloads, page_view
from ui.journal_session import JournalSession
from ui.supervising import Sheet


def show(state: JournalSession, sheet: Sheet) -> None:
    """Draw what comes before anything else, the lines, the shared copy and the files."""
    for line in sheet.failed:
        st.warning(line)
    _show_withheld(sheet.agenda)
    _show_notices(sheet.agenda)
    _show_ask(state, sheet)
    _show_lines(state, sheet)
    _show_rest(sheet.agenda)
    _show_carried(state, sheet)
    _show_shared(state, sheet)
    _show_files(state, sheet)


def _change(state: JournalSession, sheet: Sheet) -> None:
    state.sheet = sheet
    st.rerun()


def _show_withheld(agenda: Agenda) -> None:
    if not agenda.withheld:
        return
    st.header(words.WITHHELD, anchor=False)
    prose.show_words(words.WITHHELD_NAMES.format(", ".join(w.file for w in agenda.withheld)))
    cards = {card.id: card for withheld in agenda.withheld for card in withheld.cards}
    for card in cards.values():
        safety_card.show(card)


def _show_notices(agenda: Agenda) -> None:
    """Each fixed card once, with the reflections that it is about."""
    for card in {c.id: c for notice_ in agenda.notices for c in notice_.cards}.values():
        about = [n.file for n in agenda.notices if card.id in {c.id for c in n.cards}]
        prose.show_words(words.CARD_ABOUT.format(", ".join(about)), label=True)
        safety_card.show(card)


def _show_ask(state: JournalSession, sheet: Sheet) -> None:
    agenda = sheet.agenda
    if agenda.ask:
        prose.show_words(words.ASK_IS, label=True)
        prose.show_words(agenda.ask)
        shared = st.checkbox(
            words.SHARE_ASK,
            value=sheet.shares_ask,
            disabled=not sheet.may_share,
            key=state.key("sheet-share-ask"),
        )
        if sheet.may_share and shared != sheet.shares_ask:
            _change(state, sheet._replace(shares_ask=shared))
    spent = sum(item.minutes for item in agenda.items)
    prose.show_words(words.SPENT.format(spent, agenda.minutes) if agenda.items else words.NOTHING)


def _show_lines(state: JournalSession, sheet: Sheet) -> None:
    items = sheet.agenda.items
    keys = [supervising.key_of(item) for item in items]
    changes = [
        agenda_lines.show_line(
            number,
            len(items),
            item,
            supervising.evidence_of(sheet.agenda, item),
            shared=supervising.key_of(item) in sheet.shared,
            may_share=sheet.may_share,
            key=state.key(f"line-{keys[: number - 1].count(keys[number - 1])}"),
        )
        for number, item in enumerate(items, 1)
    ]
    changes.append(agenda_lines.show_add(key=state.key("add")))
    match next((c for c in changes if c is not None), None):
        case None:
            return
        case agenda_lines.Ticked(number, shared):
            _change(state, supervising.ticked(sheet, items[number - 1], shared=shared))
        case edit:
            try:
                changed = supervising.edited(sheet, edit)
            except AssistantError as error:
                notice.show(error, state.locale)
                return
            _change(state, changed)


def _show_rest(agenda: Agenda) -> None:
    if agenda.not_placed:
        prose.show_words(words.NOT_PLACED, label=True)
        prose.show_list([f"{i.title}: {i.question}" for i in agenda.not_placed])
    if agenda.patterns:
        prose.show_words(words.PATTERNS, label=True)
        prose.show_list(
            [
                (words.PATTERN_EASED if p.eased else words.PATTERN).format(
                    theme=wording.THEMES[p.theme], files=", ".join(p.files)
                )
                for p in agenda.patterns
            ]
        )


def _show_carried(state: JournalSession, sheet: Sheet) -> None:
    if not sheet.agenda.carried_over:
        return
    st.subheader(words.CARRIED, anchor=False)
    for number, line in enumerate(sheet.agenda.carried_over, 1):
        shown = words.CARRIED_LINE.format(text=line.text, on=line.agreed_on) if line.agreed_on else line.text
        prose.show_words(shown)
        with st.container(horizontal=True):
            done = st.checkbox(words.AGREED_DONE, value=line.done, key=state.key(f"sheet-carried-{number}"))
            was = line.text in sheet.shared_carried
            shared = st.checkbox(
                words.SHARE_LINE,
                value=was,
                disabled=not sheet.may_share,
                key=state.key(f"sheet-carried-share-{number}"),
            )
        if done != line.done:
            _mark(state, sheet, number, done=done)
        if sheet.may_share and shared != was:
            _change(state, sheet._replace(shared_carried=sheet.shared_carried ^ {line.text}))


def _mark(state: JournalSession, sheet: Sheet, number: int, *, done: bool) -> None:
    """Mark a line here and, where it is a note of the journal, there too."""
    journal, today = state.open_journal(), journalling.today()
    if journal is not None and number <= len(sheet.actions):
        for noted in journal.notes("action", CarriedOver):
            if noted.id == sheet.actions[number - 1]:
                journal.change_note("action", noted, marked(noted.value, done=done, on=today))
    _change(state, supervising.done(sheet, number, is_done=done, on=today))


def _show_shared(state: JournalSession, sheet: Sheet) -> None:
    st.header(words.SHARING, anchor=False)
    if sheet.agenda.sharing == "off":
        st.warning(words.SHARING_OFF)
        other = st.checkbox(
            words.SOMEONE_ELSE,
            value=sheet.for_someone_else,
            key=state.key("sheet-other"),
        )
        if other != sheet.for_someone_else:
            _change(state, sheet._replace(for_someone_else=other))
    if not sheet.may_share:
        return
    prose.show_words(words.SHARING_INTRO)
    copy = supervising.copy_of(sheet)
    if copy is None:
        prose.show_words(words.SHARING_NONE)
        return
    page = agenda_files.copy_page(copy, _detector(state))
    page_view.show(page)
    make = partial(agenda_files.shared_document, page)
    downloads.show(words.SHARED_DOWNLOAD, words.SHARED_NAME, make, key=state.key("shared"))


def _show_files(state: JournalSession, sheet: Sheet) -> None:
    st.header(words.OWN, anchor=False)
    make = partial(agenda_files.own_document, sheet, _detector(state))
    downloads.show(words.OWN_DOWNLOAD, words.OWN_NAME, make, key=state.key("own"))
    journal = state.open_journal()
    with st.container(horizontal=True):
        kept = (
            journal is not None and sheet.may_be_kept and st.button(words.KEEP, key=state.key("sheet-keep"))
        )
        new = st.button(words.NEW, key=state.key("sheet-new"))
    if sheet.from_journal:
        prose.show_words(words.KEEP_NOTE, small=True)
    if kept and journal is not None:
        journal.keep_agenda(supervising.kept_form(sheet), sources=sheet.sources)
        state.tell(words.KEPT)
    if new:
        state.sheet = None
        st.rerun()


def _detector(state: JournalSession) -> LineDetector:
    return service.ports_for(session.ports(), state.choices).detector
