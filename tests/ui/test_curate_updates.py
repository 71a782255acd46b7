"""Updates of the shipped library on the Curate page: shown beside own edits, taken as drafts, or left."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.curation import Curation
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from knowledge.workflow import Action, Role
from tests.curation.factories import BOB, ROOT, a_curation, a_thing, approved, changed, small_library
from ui import curation_wording as words
from ui import session
from ui.curation_wording import Section

from .conftest import labels_of, press, words_of
from .test_curate_page import as_, go, page

RIVER = a_thing("river")
WATER = changed(RIVER, title="Look at water", version=2)
OWN_BODY = "Rivers are calm. Some people settle a bit beside one."


def ships(curation: Curation, *entries: Entry, without: str = "") -> None:
    now = {e.id: e for e in (*small_library(), *entries)}
    curation._shipped = lambda: tuple(e for i, e in now.items() if i != without)


@pytest.fixture
def curation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Curation:
    curation = a_curation(tmp_path)
    monkeypatch.setattr(session, "curation", lambda: curation)
    return curation


def opened(name: str = "root", role: Role = Role.ADMINISTRATOR) -> AppTest:
    at = AppTest.from_function(page, default_timeout=120).run()
    return go(as_(at, name, role), Section.UPDATES)


def pick(at: AppTest, entry_id: str) -> AppTest:
    return next(s for s in at.selectbox if s.label == words.UPDATE).set_value(entry_id).run()


def own(curation: Curation, **fields: object) -> None:
    approved(curation, changed(RIVER, **fields))
    curation.publish(by=ROOT)


@pytest.mark.usefixtures("curation")
def test_where_nothing_changed_there_is_nothing_to_take() -> None:
    at = opened()

    assert words.NO_UPDATES in words_of(at)
    assert words.LEAVE not in labels_of(at)


def test_an_update_is_taken_and_goes_through_review_to_the_readers(curation: Curation) -> None:
    own(curation, body=OWN_BODY)
    ships(curation, WATER)

    at = opened()
    said = words_of(at)
    assert words.UPDATE_KINDS[curation.updates()[0].kind] in said
    assert words.OWN_STAY.format("body") in said
    assert "Look at water" in said

    at = press(at, "Take as a draft")
    assert at.success[0].value == words.TAKEN.format("Look at water")
    assert words.NO_UPDATES in words_of(at)
    assert curation.library().released["ind-river"].title == "Look at the river"

    at = press(go(at, Section.REVIEW), words.ACTIONS[Action.SUBMIT])
    at = press(as_(at, "eve", Role.APPROVER), words.ACTIONS[Action.APPROVE])
    press(go(at, Section.PUBLISH), words.PUBLISH)
    serves = curation.library().released["ind-river"]
    assert (serves.title, serves.body) == ("Look at water", OWN_BODY)


def test_a_conflict_shows_all_three_contents_and_says_which_one_is_taken(curation: Curation) -> None:
    own(curation, title="Our own river")
    ships(curation, WATER)

    at = opened()

    said = words_of(at)
    assert at.warning[0].value == words.BOTH_CHANGED.format("title")
    assert next(s for s in at.selectbox if s.label == words.UPDATE).options == [
        words.CONFLICT_OPTION.format("Our own river")
    ]
    for heading, title in (
        (words.WAS_SHIPPED, "Look at the river"),
        (words.STANDS_HERE, "Our own river"),
        (words.IS_SHIPPED, "Look at water"),
    ):
        assert heading in said
        assert title in said


def test_what_both_changed_comes_first_and_what_is_new_last(curation: Curation) -> None:
    own(curation, title="Our own river")
    garden = changed(a_thing("garden"), lay_terms=("among the leaves",), version=2)
    ships(curation, WATER, garden, a_thing("feather"), without="ind-kettle")

    listed = next(s for s in opened().selectbox if s.label == words.UPDATE).options

    assert listed == [
        words.CONFLICT_OPTION.format("Our own river"),
        "Look at the garden (changed)",
        "Look at the kettle (no longer shipped)",
        "Look at the feather (new)",
    ]


def test_each_update_is_decided_by_itself(curation: Curation) -> None:
    ships(curation, WATER, a_thing("feather"), without="ind-kettle")

    at = press(pick(opened(), "ind-feather"), words.LEAVE)
    assert at.success[0].value == words.LEFT.format("Look at the feather")
    at = press(pick(at, "ind-kettle"), "Retire here too")
    assert at.success[0].value == words.DONE[Action.RETIRE].format("Look at the kettle")

    assert [u.entry_id for u in curation.updates()] == ["ind-river"]
    assert curation.library().row("ind-kettle").status is Status.RETIRED
    assert set(curation.library().copies) == {"ind-kettle"}


def test_whoever_may_not_decide_sees_the_update_and_why_not(curation: Curation) -> None:
    ships(curation, WATER)

    at = opened("ann", Role.CURATOR)

    greyed = {b.label: b.help for b in at.button if b.disabled}
    assert "needs the role administrator" in greyed["Take as a draft"]
    assert "needs the role administrator" in greyed[words.LEAVE]
    assert "Look at water" in words_of(at)


def test_a_click_on_what_somebody_changed_meanwhile_takes_nothing(curation: Curation) -> None:
    ships(curation, WATER)
    at = opened()
    curation.propose(changed(RIVER, title="Our own river"), by=BOB)

    at = press(at, "Take as a draft")

    assert curation.library().row("ind-river").entry.title == "Our own river"
    assert at.warning[0].value == words.BOTH_CHANGED.format("title")
    assert [x.action for x in curation.audit()] == ["propose"]


def test_what_lint_refuses_is_named_and_not_taken(curation: Curation) -> None:
    ships(curation, changed(WATER, body="It will cure you. It is a miracle."))

    at = press(opened(), "Take as a draft")

    assert words.UPDATE_REFUSED in [w.value for w in at.warning]
    assert "body: " in words_of(at)
    assert not curation.audit()
