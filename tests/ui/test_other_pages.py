from enum import StrEnum

import pytest
from streamlit.testing.v1 import AppTest

from assistant.errors import KnowledgeError
from knowledge.vocabulary import Approach, EntryType, Grade, Level, Phase, Theme
from ui import library_wording, sending_wording, session, wording

from .conftest import press, words_of
from .factories import an_entry


def library() -> None:
    from ui.views import library_page

    library_page.show()


def about() -> None:
    from ui.views import about_page

    about_page.show()


def given(monkeypatch: pytest.MonkeyPatch, *entries: object) -> AppTest:
    monkeypatch.setattr(session, "release_entries", lambda: ("r-test", entries))
    return AppTest.from_function(library, default_timeout=20).run()


def titles(at: AppTest) -> list[str]:
    """The entries that are listed, in their order."""
    return [e.label for e in at.expander if e.label not in {wording.SOURCES, library_wording.MORE_FILTERS}]


@pytest.mark.usefixtures("fake")
def test_an_entry_shows_what_a_reader_needs_to_judge_it() -> None:
    at = AppTest.from_function(library, default_timeout=20).run()

    assert not at.exception
    said = words_of(at)
    for words in (
        "Release r-test, 1 entries.",
        "Name five things.",
        "Stop if it makes things worse.",
        "expert consensus (C)",
        "A. Author (2020). A Title. doi 1 — read by us",
        "Status: published, version 1. Not yet reviewed by a clinician. To be reviewed again by 2027-11-01.",
    ):
        assert words in said


def test_a_reviewed_entry_names_its_reviewers(monkeypatch: pytest.MonkeyPatch) -> None:
    at = given(monkeypatch, an_entry(reviewed_by=("R. One", "R. Two")))

    assert "Reviewed by R. One, R. Two." in words_of(at)


def test_search_and_filters_narrow_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    other = an_entry(id="org-rota", title="A rota that breathes", themes=(Theme.WORKLOAD,), level=Level.TEAM)
    at = given(monkeypatch, an_entry(), other)
    assert titles(at) == ["A rota that breathes", "Come back to the room"]

    at.text_input[0].set_value("rota BREATHES").run()
    assert wording.FOUND_ONE in words_of(at)

    at.selectbox[0].set_value(Theme.INTRUSION).run()
    assert wording.FOUND_NONE in words_of(at)

    at.text_input[0].set_value("").run()
    at.selectbox[1].set_value(Level.TEAM).run()
    assert wording.FOUND_NONE in words_of(at)


@pytest.mark.parametrize(
    ("label", "value", "left"),
    [
        (library_wording.FOR_APPROACH, Approach.CASELOAD_BALANCE, "A rota that breathes"),
        (library_wording.FOR_PHASE, Phase.SAME_DAY, "Come back to the room"),
        (library_wording.FOR_GRADE, Grade.B, "A rota that breathes"),
        (library_wording.FOR_TYPE, EntryType.TEAM, "A rota that breathes"),
    ],
)
def test_more_filters_narrow_the_list_by_what_an_entry_holds(
    monkeypatch: pytest.MonkeyPatch, label: str, value: StrEnum, left: str
) -> None:
    rota = an_entry(
        id="org-rota",
        title="A rota that breathes",
        type=EntryType.TEAM,
        phases=(Phase.PREVENTION,),
        approaches=(Approach.SUPERVISION, Approach.CASELOAD_BALANCE),
        evidence_grade=Grade.B,
    )
    at = given(monkeypatch, an_entry(), rota)
    more = next(e for e in at.expander if e.label == library_wording.MORE_FILTERS)

    next(s for s in more.selectbox if s.label == label).set_value(value).run()

    assert titles(at) == [left]


def test_a_long_list_grows_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    at = given(monkeypatch, *(an_entry(id=f"ind-{n}", title=f"Entry number {n:02}") for n in range(15)))
    assert sum(e.label.startswith("Entry") for e in at.expander) == 12

    at = press(at, wording.SHOW_MORE)

    assert sum(e.label.startswith("Entry") for e in at.expander) == 15


def test_a_library_that_cannot_be_read_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise KnowledgeError("There is no release. Run: afterword setup")

    monkeypatch.setattr(session, "release_entries", missing)
    at = AppTest.from_function(library, default_timeout=20).run()

    assert at.warning[0].value == "There is no release. Run: afterword setup"


def test_about_says_what_it_does_refuses_keeps_and_cannot_do() -> None:
    at = AppTest.from_function(about, default_timeout=20).run()

    assert not at.exception
    assert [h.value for h in at.header] == [
        "What it does",
        "What it refuses to do",
        "Privacy",
        "Limits",
        sending_wording.LEDGER,
    ]
    assert "have not yet been reviewed by a clinician" in words_of(at)
