"""Curation in the browser: write, review, publish, and see what is due, covered and done."""

from collections.abc import Callable, Mapping

import streamlit as st

from assistant.curation import BlockedReleaseError, ConflictError, Curation, LintError
from assistant.curation.library import WorkingLibrary
from assistant.curation.model import Curator
from assistant.curation.unanswered import SMALLEST_CELL
from assistant.errors import AssistantError
from assistant.trying import tried
from knowledge.coverage import FEWEST
from knowledge.entry import Entry
from knowledge.lint import errors_in
from knowledge.workflow import Action, Role, refusal_of_role
from ui import curating, session, wording
from ui import curation_wording as words
from ui.components import notice, prose
from ui.components.curation import claim, editor, release_list, review, tables, update
from ui.curation_wording import Section
from ui.session import Desk, Session


def show() -> None:
    """Draw who acts, the choice of a part, and that part."""
    state = session.current()
    tables.show_style()
    st.title(words.TITLE, anchor=False)
    prose.show_words(words.INTRO)
    try:
        curation = session.curation()
        state.curator, state.role, by = claim.show(state.curator, state.role, key=state.key("claim"))
        if by is None:
            prose.show_words(words.SAY_WHO, small=True)
        section = st.segmented_control(
            words.PART, list(Section), default=Section.WRITE, required=True, key=state.key("section")
        )
        _show_told(state)
        PARTS[section or Section.WRITE](state, curation, by)
    except AssistantError as error:
        notice.show(error, state.locale)


def _show_write(state: Session, curation: Curation, by: Curator | None) -> None:
    library = curation.library()
    titles = {r.entry.id: _titled(r.entry) for r in library.rows()}
    chosen = st.selectbox(
        words.ENTRY,
        [None, *sorted(titles, key=lambda i: titles[i])],
        format_func=lambda i: words.NEW if i is None else titles[i],
        key=state.remembered("entry", state.desk.entry_id),
    )
    key = state.key("content")
    if chosen != state.desk.entry_id or not state.desk.content:
        _open(state, chosen, library, curation)
        st.session_state[key] = state.desk.content
    st.session_state.setdefault(key, state.desk.content)
    content = editor.show_text(key=key)
    state.desk = state.desk._replace(content=content)
    checked = curating.checked(content, library)
    can_propose = by is not None and checked.entry is not None and not errors_in(checked.faults)
    wanted = editor.show_buttons(can_propose=can_propose, key=state.key("editor-buttons"))
    if wanted == "propose" and by is not None and checked.entry is not None:
        _propose(state, curation, checked.entry, by)
    editor.show_checked(checked)


def _propose(state: Session, curation: Curation, entry: Entry, by: Curator) -> None:
    try:
        copy = curation.propose(entry, by=by, base=state.desk.base)
    except ConflictError as error:
        st.warning(str(error))
        newer = state.desk._replace(base=error.base)
        st.button(words.START_AGAIN, on_click=_put, args=(state, newer), key=state.key("start-again"))
    except LintError as error:
        editor.show_faults(error.faults)
    else:
        told = words.PROPOSED.format(copy.entry.title)
        state.desk = Desk(copy.entry.id, copy.entry.content_hash, copy.entry.to_file(), told)
        for name in ("content", "entry"):
            st.session_state.pop(state.key(name), None)
        st.rerun()


def _show_review(state: Session, curation: Curation, by: Curator | None) -> None:
    rows = {r.entry.id: r for r in curating.waiting(curation.library())}
    if not rows:
        prose.show_words(words.NOTHING_WAITS)
        return
    chosen = st.selectbox(
        words.WAITING, list(rows), format_func=lambda i: _titled(rows[i].entry), key=state.key("waiting")
    )
    row = rows[chosen]
    story = tuple(curating.story_of(chosen, curation.audit()))
    possible = curating.possible(row.status)
    act = review.show(row, by, possible=possible, story=story, key=state.key("review"))
    if act is None or by is None:
        return
    if act.action in curating.NEEDS_REASON and not act.reason:
        st.warning(words.NEEDS_REASON)
        return
    curating.do(act.action, curation, act.entry_id, by, reason=act.reason, content_hash=act.content_hash)
    _tell(state, words.DONE[act.action].format(row.entry.title))


def _show_publish(state: Session, curation: Curation, by: Curator | None) -> None:
    ready = curating.ready(curation.library())
    refusal = words.SAY_WHO if by is None else refusal_of_role(by.role, Action.PUBLISH)
    wanted = release_list.show_publish(ready, refusal=refusal, key=state.key("publish"))
    override = None
    if by is not None and by.role is Role.ADMINISTRATOR and ready:
        override = release_list.show_override(key=state.key("override"))
    if by is not None and (wanted or override):
        _publish(state, curation, by, override)
    if release_list.show_history(
        curating.release_rows(curation), refusal=refusal, key=state.key("history")
    ) and (by is not None):
        _tell(state, words.ROLLED_BACK.format(curation.rollback(by=by).release))


def _publish(state: Session, curation: Curation, by: Curator, override: str | None) -> None:
    try:
        with release_list.show_progress() as progress:
            done = curation.publish(by=by, override=override, progress=progress)
    except BlockedReleaseError as error:
        st.warning(words.BLOCKED)
        prose.show_list(error.regressions, small=True)
        return
    _tell(state, words.PUBLISHED.format(done.release) if done.changed else words.NOTHING_NEW)


def _show_updates(state: Session, curation: Curation, by: Curator | None) -> None:
    found = curating.in_order(curation.updates())
    if not found:
        prose.show_words(words.NO_UPDATES)
        return
    prose.show_words(words.UPDATES_INTRO)
    chosen = st.selectbox(
        words.UPDATE,
        list(found),
        format_func=lambda i: curating.titled(found[i]),
        key=state.key("updates"),
    )
    wanted = update.show(found[chosen], by, key=state.key("update"))
    if wanted is None or by is None:
        return
    try:
        told = curating.decide(wanted.action, curation, wanted.entry_id, by, base=wanted.base)
    except LintError as error:
        st.warning(words.UPDATE_REFUSED)
        editor.show_faults(error.faults)
    else:
        _tell(state, told)


def _show_try(state: Session, curation: Curation, by: Curator | None) -> None:
    del curation, by
    prose.show_words(words.TRY_INTRO)
    text = st.text_area(words.TRY_TEXT, height=140, key=state.key("try")) or ""
    if not st.button(words.TRY_DO, type="primary", key=state.key("try-do")):
        return
    with st.spinner(wording.LOOKING):
        trial = tried(text, ports=session.ports())
    if trial.withheld:
        prose.show_words(words.TRY_WITHHELD)
        return
    if trial.hits:
        prose.show_words(words.TRY_FOUND.format(trial.release, trial.probability))
        tables.show_rows(words.TRY_COLUMNS, curating.hit_rows(trial))
    else:
        prose.show_words(words.TRY_NOTHING.format(trial.release))
    if trial.left_out:
        prose.show_words(words.LEFT_OUT, label=True)
        tables.show_rows(words.LEFT_OUT_COLUMNS, curating.left_out_rows(trial))


def _show_due(state: Session, curation: Curation, by: Curator | None) -> None:
    del state, by
    rows = curating.due_rows(curation)
    if not rows:
        prose.show_words(words.NONE_DUE)
        return
    tables.show_rows(words.DUE_COLUMNS, rows)


def _show_coverage(state: Session, curation: Curation, by: Curator | None) -> None:
    del state, by
    prose.show_words(words.COVERAGE_INTRO.format(FEWEST))
    for heat in curating.heat_maps(curation.coverage()):
        tables.show_heat(heat)


def _show_unanswered(state: Session, curation: Curation, by: Curator | None) -> None:
    del state, curation, by
    counter = session.unanswered()
    counts = counter.read()
    if not counter.is_on:
        prose.show_words(words.UNANSWERED_OFF)
    if counts is None:
        return
    prose.show_words(words.UNANSWERED_INTRO.format(counts.since, SMALLEST_CELL))
    if rows := curating.unanswered_rows(counts):
        tables.show_rows(words.UNANSWERED_COLUMNS, rows)
    else:
        prose.show_words(words.UNANSWERED_TOO_FEW)


def _show_log(state: Session, curation: Curation, by: Curator | None) -> None:
    del state, by
    lines = curation.audit()
    if faults := curation.audit_faults():
        st.error(words.LOG_BROKEN)
        prose.show_list(faults)
    else:
        st.success(words.LOG_WHOLE.format(len(lines)))
    if lines:
        tables.show_rows(words.LOG_COLUMNS, curating.log_rows(lines))


PARTS: Mapping[Section, Callable[[Session, Curation, Curator | None], None]] = {
    Section.WRITE: _show_write,
    Section.REVIEW: _show_review,
    Section.PUBLISH: _show_publish,
    Section.UPDATES: _show_updates,
    Section.TRY: _show_try,
    Section.DUE: _show_due,
    Section.COVERAGE: _show_coverage,
    Section.UNANSWERED: _show_unanswered,
    Section.LOG: _show_log,
}


def _open(state: Session, entry_id: str | None, library: WorkingLibrary, curation: Curation) -> None:
    """Put an entry on the desk, as it stands now."""
    if entry_id is None:
        state.desk = Desk(content=curating.blank(curation.today()))
        return
    entry = library.row(entry_id).entry
    state.desk = Desk(entry_id, entry.content_hash, entry.to_file())


def _put(state: Session, desk: Desk) -> None:
    state.desk = desk


def _tell(state: Session, told: str) -> None:
    """Say what an act came to on a page that is drawn anew, from what is stored."""
    state.desk = state.desk._replace(told=told)
    st.rerun()


def _show_told(state: Session) -> None:
    if state.desk.told:
        st.success(state.desk.told)
        state.desk = state.desk._replace(told="")


def _titled(entry: Entry) -> str:
    return words.ENTRY_OPTION.format(title=entry.title, status=words.STATUSES[entry.status])
