"""Updates of the shipped library beside own edits: seen, taken with own edits kept, or left."""

import pytest

from assistant.curation import ConflictError, Curation, LintError
from assistant.curation.updates import Update, UpdateKind
from assistant.errors import KnowledgeError
from knowledge.entry import Entry
from knowledge.vocabulary import Status
from tests.curation.factories import ANN, BOB, EVE, ROOT, a_thing, approved, changed, small_library

RIVER = a_thing("river")
WATER = changed(RIVER, title="Look at water", version=2)
BODY = "Rivers are calm. Some people settle a bit beside one."


def ships(curation: Curation, *entries: Entry, without: tuple[str, ...] = ()) -> None:
    """Another Afterword was installed: it ships these too, or in place of what it shipped."""
    now = {e.id: e for e in (*small_library(), *entries)}
    curation._shipped = lambda: tuple(e for i, e in now.items() if i not in without)


def update(curation: Curation) -> Update:
    (found,) = curation.updates()
    return found


def own(curation: Curation, **fields: object) -> None:
    """An own edit of the river, published."""
    approved(curation, changed(curation.library().row("ind-river").entry, **fields))
    curation.publish(by=ROOT)


def test_nothing_new_is_shipped_and_an_own_edit_is_no_update(curation: Curation) -> None:
    own(curation, title="Our own river")
    curation.propose(a_thing("candle"), by=ANN)

    assert curation.updates() == ()
    assert set(curation.diff()) == {"ind-river", "ind-candle"}


def test_new_changed_and_withdrawn_entries_are_told_apart(curation: Curation) -> None:
    ships(curation, WATER, a_thing("feather"), without=("ind-kettle",))

    assert [(u.entry_id, u.kind) for u in curation.updates()] == [
        ("ind-feather", UpdateKind.NEW),
        ("ind-kettle", UpdateKind.WITHDRAWN),
        ("ind-river", UpdateKind.CHANGED),
    ]
    assert [c.field for c in curation.updates()[2].changes] == ["title"]


def test_a_new_version_number_alone_is_no_update(curation: Curation) -> None:
    ships(curation, RIVER.model_copy(update={"version": 7}))

    assert curation.updates() == ()


def test_what_changed_there_is_told_apart_from_what_changed_here(curation: Curation) -> None:
    own(curation, body=BODY, lay_terms=("by the water",))
    ships(curation, changed(WATER, lay_terms=("beside the water",)))

    seen = update(curation)

    assert {c.field for c in seen.changes} == {"title", "lay_terms"}
    assert {c.field for c in seen.own} == {"body", "lay_terms"}
    assert (seen.conflicts, seen.kept) == (("lay_terms",), ("body",))


def test_an_update_is_taken_as_a_draft_with_own_edits_kept_and_goes_the_usual_way(curation: Curation) -> None:
    own(curation, body=BODY)
    ships(curation, WATER)

    copy = curation.take_update("ind-river", by=ROOT)

    assert (copy.status, copy.entry.title, copy.entry.body) == (Status.DRAFT, "Look at water", BODY)
    assert curation.updates() == ()
    assert curation.library().released["ind-river"].title == "Look at the river"
    assert [(x.action, x.reason) for x in curation.audit()][-2:] == [
        ("take", ""),
        ("propose", "own edits kept: body"),
    ]
    curation.submit("ind-river", by=ROOT)
    with pytest.raises(KnowledgeError, match="wrote or changed"):
        curation.approve("ind-river", by=ROOT)
    curation.approve("ind-river", by=EVE)
    assert curation.publish(by=ROOT).published == ("ind-river",)


def test_of_a_field_that_both_changed_the_shipped_one_is_taken_and_ours_stays_in_its_story(
    curation: Curation,
) -> None:
    own(curation, title="Our own river")
    ships(curation, WATER)
    assert update(curation).conflicts == ("title",)

    copy = curation.take_update("ind-river", by=ROOT)

    assert copy.entry.title == "Look at water"
    assert "Our own river" in {w.entry.title for w in curation._entries.versions("ind-river")}


def test_the_next_update_is_compared_with_the_one_that_was_taken(curation: Curation) -> None:
    own(curation, body=BODY)
    ships(curation, WATER)
    curation.take_update("ind-river", by=ROOT)
    ships(curation, changed(WATER, lay_terms=("beside the water",), version=3))

    seen = update(curation)

    assert ([c.field for c in seen.changes], seen.conflicts, seen.kept) == (["lay_terms"], (), ("body",))


def test_an_open_draft_stays_in_the_mixture_and_its_author_stays_named(curation: Curation) -> None:
    draft = curation.propose(changed(RIVER, body=BODY), by=ANN)
    ships(curation, WATER)

    copy = curation.take_update("ind-river", by=ROOT, base=draft.entry.content_hash)

    assert (copy.entry.title, copy.entry.body, copy.authors) == ("Look at water", BODY, ("ann", "root"))


def test_an_update_that_is_left_is_not_shown_again_but_a_newer_one_is(curation: Curation) -> None:
    ships(curation, WATER, a_thing("feather"), without=("ind-kettle",))
    for seen in curation.updates():
        curation.leave_update(seen.entry_id, by=ROOT)

    assert curation.updates() == ()
    assert not curation.library().copies
    assert {x.action for x in curation.audit()} == {"leave"}
    assert curation.audit_faults() == ()

    ships(curation, changed(WATER, title="Look at a stream", version=3), without=("ind-kettle",))
    assert [u.entry_id for u in curation.updates()] == ["ind-river"]


def test_a_new_entry_is_taken_as_a_draft_that_serves_nobody_yet(curation: Curation) -> None:
    ships(curation, a_thing("feather"))

    copy = curation.take_update("ind-feather", by=ROOT)

    assert (copy.status, copy.entry.version) == (Status.DRAFT, 1)
    assert "ind-feather" not in curation.library().released
    assert curation.updates() == ()


def test_an_entry_that_is_shipped_no_more_is_retired_and_serves_until_the_next_release(
    curation: Curation,
) -> None:
    ships(curation, without=("ind-kettle",))

    copy = curation.take_update("ind-kettle", by=ROOT)

    assert (copy.status, curation.audit()[-1].action) == (Status.RETIRED, "retire")
    assert "ind-kettle" in curation.library().released
    assert curation.updates() == ()


def test_an_own_entry_is_never_withdrawn_by_the_shipped_library(curation: Curation) -> None:
    approved(curation, a_thing("candle"))
    curation.publish(by=ROOT)
    approved(curation, changed(a_thing("candle", version=2), title="Look at a flame"))

    assert curation.updates() == ()


def test_an_own_entry_whose_id_is_shipped_later_is_a_conflict_in_all_that_differs(curation: Curation) -> None:
    approved(curation, a_thing("candle", title="Our own candle"))
    curation.publish(by=ROOT)
    ships(curation, a_thing("candle"))

    assert (update(curation).kind, update(curation).conflicts) == (UpdateKind.CHANGED, ("title",))


def test_an_own_edit_that_is_shipped_too_by_now_is_no_update(curation: Curation) -> None:
    own(curation, title="Look at water", body=BODY)
    ships(curation, WATER)

    assert curation.updates() == ()


def test_whoever_reviewed_the_shipped_content_did_not_review_a_mixture(curation: Curation) -> None:
    reviewed = changed(WATER, reviewed_by=("R. Eviewer",))
    ships(curation, reviewed, changed(a_thing("garden"), title="Look at leaves", reviewed_by=("R. Eviewer",)))
    own(curation, body=BODY)

    mixed = curation.take_update("ind-river", by=ROOT)
    plain = curation.take_update("ind-garden", by=ROOT)

    assert (mixed.entry.reviewed_by, plain.entry.reviewed_by) == ((), ("R. Eviewer",))


def test_only_an_administrator_takes_or_leaves(curation: Curation) -> None:
    ships(curation, WATER)

    for act in (curation.take_update, curation.leave_update):
        with pytest.raises(KnowledgeError, match="needs the role administrator"):
            act("ind-river", by=EVE)
    assert not curation.audit()


def test_an_edit_since_the_update_was_looked_at_is_a_conflict_and_nothing_is_stored(
    curation: Curation,
) -> None:
    ships(curation, WATER)
    seen = update(curation)
    assert seen.ours is not None
    curation.propose(changed(RIVER, body=BODY), by=BOB)

    with pytest.raises(ConflictError, match="bob changed body"):
        curation.take_update("ind-river", by=ROOT, base=seen.ours.content_hash)

    assert curation.library().row("ind-river").entry.title == "Look at the river"


def test_what_was_taken_or_never_shipped_cannot_be_taken(curation: Curation) -> None:
    for entry_id in ("ind-river", "ind-none"):
        with pytest.raises(KnowledgeError, match="afterword kb updates"):
            curation.take_update(entry_id, by=ROOT)


def test_a_mixture_that_lint_refuses_is_not_stored(curation: Curation) -> None:
    ships(curation, changed(WATER, body="It will cure you. It is a miracle."))

    with pytest.raises(LintError):
        curation.take_update("ind-river", by=ROOT)

    assert not curation.audit()
    assert [u.entry_id for u in curation.updates()] == ["ind-river"]
