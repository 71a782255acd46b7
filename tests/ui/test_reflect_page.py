import pytest
from streamlit.testing.v1 import AppTest

from assistant.errors import ReflectionError, SetupError
from assistant.model.debrief import Statement
from assistant.stages.masking import MaskedTerm
from knowledge.vocabulary import Currency, IdentifierKind, Locale
from ui import wording

from .conftest import FakeService, html_of, labels_of, press, words_of
from .factories import RAW, a_debrief, a_finding


def written(app: AppTest, text: str = RAW) -> AppTest:
    app.text_area[0].set_value(text)
    return press(app, wording.SEE_MASKED)


def debriefed(app: AppTest) -> AppTest:
    return press(written(app), wording.DEBRIEF)


def test_the_page_opens_with_an_empty_editor_and_no_error(app: AppTest) -> None:
    assert not app.exception
    assert not app.error
    assert app.title[0].value == wording.REFLECT_TITLE
    assert app.text_area[0].label == "Your reflection"
    assert app.text_area[0].value == ""


def test_a_sample_fills_the_editor_and_stays_editable(app: AppTest) -> None:
    app.selectbox[0].set_value("After a disclosure").run()
    assert "could not turn the key" in app.text_area[0].value

    app.text_area[0].set_value("My own words.").run()

    assert app.text_area[0].value == "My own words."


def test_masks_are_marked_with_their_kind_and_the_name_is_not_repeated(app: AppTest) -> None:
    at = written(app)

    assert '<mark class="aw-mask">[CLIENT-1] <small>name</small></mark>' in html_of(at)
    assert "Mara" not in html_of(at)
    assert "Unmask CLIENT-1" in labels_of(at)


def test_what_meets_the_writer_stands_behind_the_themes_with_the_words_it_rests_on(
    app: AppTest, fake: FakeService
) -> None:
    met = "Being alone with something is a weight of its own."
    before = a_debrief()
    fake.outcome = a_debrief(acknowledgement=Statement(text=met, evidence=before.summary[0].evidence))

    shown = words_of(debriefed(app))

    assert shown.index(met) > shown.index(before.summary[-1].text)


def test_one_click_unmasks_for_the_whole_session(app: AppTest, fake: FakeService) -> None:
    at = press(written(app), "Unmask CLIENT-1")

    assert fake.asked[-1]["choices"].masks.never == {"mara quill"}

    press(at, wording.UNDO_MASKS)

    assert fake.asked[-1]["choices"].masks.never == frozenset()


def test_words_are_masked_as_soon_as_they_are_picked(app: AppTest, fake: FakeService) -> None:
    at = written(app)
    at.multiselect[0].set_value(["room"]).run()

    assert fake.asked[-1]["choices"].masks.always == (MaskedTerm("room", IdentifierKind.NAME),)


def test_back_leads_to_the_same_text(app: AppTest) -> None:
    at = press(written(app), wording.BACK)

    assert at.text_area[0].value == RAW


def test_a_debrief_shows_summary_strategies_and_questions_with_their_evidence(app: AppTest) -> None:
    at = debriefed(app)

    assert [h.value for h in at.header] == [wording.SUMMARY, wording.STRATEGIES, wording.SUPERVISION]
    said = words_of(at)
    for words in (
        "You need to tell someone.",
        "Come back to the room",
        "expert consensus, studied in other groups",
        "not yet checked by us",
        "What is yours to do now?",
        "Duty, ethics and safety; looks at you.",
        "Library r-test",
        "guided, no language model",
        "Not yet reviewed by a clinician",
        "5 kept, 1 cut",
    ):
        assert words in said
    assert '<mark class="aw-quote">I keep seeing</mark>' in html_of(at)
    assert '<mark class="aw-quote">Grounding brings attention back to the room.</mark>' in html_of(at)


def test_markup_in_a_reflection_stays_text(app: AppTest) -> None:
    at = debriefed(app)

    assert "<b>the room</b>" not in html_of(at)
    assert "&lt;b&gt;the room&lt;/b&gt;" in html_of(at)


def test_everything_noticed_says_where_and_why(app: AppTest, fake: FakeService) -> None:
    fake.outcome = a_debrief(findings=(a_finding(currency=Currency.PAST),))

    at = debriefed(app)

    assert wording.NOTICED in [e.label for e in at.expander]
    assert "Fitness to practise, about you, past: The writer says that they cannot sleep." in words_of(at)
    assert '<mark class="aw-quote">cannot* sleep</mark>' in html_of(at)


def test_bad_input_says_what_to_do(app: AppTest, fake: FakeService) -> None:
    fake.seen = ReflectionError("empty_text", "There is no text.")

    at = written(app, "")

    assert at.warning[0].value == "There is no text."
    assert at.text_area


def test_a_language_that_cannot_be_read_still_gets_crisis_lines(app: AppTest, fake: FakeService) -> None:
    fake.seen = ReflectionError("unsupported_language", "Not in English.")
    at = app
    at.selectbox[1].set_value(Locale.GB)

    at = written(at, "No puedo más con esto.")

    assert at.warning[0].value == "Not in English."
    assert words_of(at).count("116 123") == 2, "in the frame and beside the message"


def test_a_set_up_that_is_incomplete_names_the_command(app: AppTest, fake: FakeService) -> None:
    fake.seen = SetupError("A model is missing. Run: make setup")

    assert written(app).warning[0].value == "A model is missing. Run: make setup"


def test_no_text_reaches_the_page_or_the_log_when_something_breaks(
    app: AppTest, fake: FakeService, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    fake.seen = RuntimeError(f"cannot read {RAW}")

    at = written(app)

    assert not at.exception
    assert "Reference" in at.error[0].value
    printed = capfd.readouterr()
    logged = caplog.text + printed.out + printed.err + at.error[0].value
    assert "type=RuntimeError" in caplog.text
    assert "Mara" not in logged
    assert "cannot read" not in logged


def test_clear_forgets_every_word(app: AppTest) -> None:
    at = press(debriefed(app), wording.CLEAR)

    assert at.text_area[0].value == ""
    kept = repr(at.session_state)
    assert "afterword-masks" in kept
    assert "Mara" not in kept
    assert "keep seeing" not in kept


def test_place_and_level_reach_the_assistant(app: AppTest, fake: FakeService) -> None:
    app.selectbox[1].set_value(Locale.NZ)
    app.selectbox[2].set_value(1)

    at = written(app)

    assert fake.asked[-1]["choices"].locale is Locale.NZ
    assert fake.asked[-1]["choices"].level == 1
    assert "1737" in words_of(at)


def test_the_way_out_stands_on_the_page(app: AppTest) -> None:
    assert f'href="{wording.LEAVE_TO}" rel="noreferrer"' in html_of(app)
