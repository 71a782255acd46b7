"""The quick path: one question at a time, stop anywhere, go on later."""

import pytest
from streamlit.testing.v1 import AppTest

from assistant.journal.journal import Journal
from assistant.journal.records import GuidedDraft
from knowledge.template import load_templates
from knowledge.wording import pattern
from tests.journal.values import PASSPHRASE, SMITH
from ui import guiding, guiding_wording, journal_session, journal_wording, wording
from ui import guiding_wording as words

from .conftest import FakeService, labels_of, press

QUICK = load_templates()[0]


@pytest.fixture
def at(app: AppTest) -> AppTest:
    return press(app, words.START)


def answer(at: AppTest, text: str) -> AppTest:
    at.text_area[0].set_value(text)
    return at


def test_the_quick_path_asks_three_questions_one_at_a_time(at: AppTest) -> None:
    for step in QUICK.steps:
        assert [t.label for t in at.text_area] == [step.question]
        answer(at, f"About {step.stage}")
        at = press(at, words.FINISH if step == QUICK.steps[-1] else words.NEXT)

    assert at.text_area[0].label == wording.REFLECTION
    assert at.text_area[0].value == "\n\n".join(f"About {s.stage}" for s in QUICK.steps)


def test_stopping_early_keeps_what_was_written(at: AppTest, fake: FakeService) -> None:
    at = press(answer(at, "I froze when she went quiet."), words.STOP)
    press(at, wording.SEE_MASKED)

    assert fake.asked[-1]["text"] == "I froze when she went quiet."


def test_going_back_shows_the_answer_again(at: AppTest) -> None:
    at = press(press(answer(at, "I froze."), words.NEXT), words.BACK)

    assert at.text_area[0].value == "I froze."


def test_it_goes_on_where_it_stopped_after_a_rerun(at: AppTest) -> None:
    at = press(answer(at, "I froze."), words.NEXT).run()

    assert at.text_area[0].label == QUICK.steps[1].question
    assert at.session_state["afterword-text"] == "I froze."


def unlocked(at: AppTest) -> AppTest:
    at.session_state["afterword-journal"] = Journal.unlocked(journal_session.store(), SMITH, PASSPHRASE)
    return at.run()


def another_tab() -> AppTest:
    """What a reload or a crash leaves: nothing but the journal."""
    return unlocked(AppTest.from_file("../../ui/app.py", default_timeout=20).run())


def test_after_a_reload_it_goes_on_at_the_question_where_it_was_left(app: AppTest, journal: Journal) -> None:
    at = press(unlocked(app), words.START)
    at = press(answer(at, "I froze."), words.NEXT)
    answer(at, "I wanted to rescue her").run()

    at = press(another_tab(), journal_wording.DRAFT_TAKE)

    assert at.text_area[0].label == QUICK.steps[1].question
    assert at.text_area[0].value == "I wanted to rescue her"
    at = press(at, words.BACK)
    assert at.text_area[0].value == "I froze."
    at = press(at, words.STOP)
    assert at.text_area[0].value == "I froze.\n\nI wanted to rescue her"

    at = press(another_tab(), journal_wording.DRAFT_TAKE)

    assert at.text_area[0].label == wording.REFLECTION, "what was stopped goes on in the editor"
    assert journal.guided_draft() is None


def test_a_skipped_question_is_not_asked_again_after_a_reload(app: AppTest, journal: Journal) -> None:
    at = press(answer(press(unlocked(app), words.START), "I froze."), words.NEXT)
    press(at, words.NEXT)

    at = press(another_tab(), journal_wording.DRAFT_TAKE)

    assert at.text_area[0].label == QUICK.steps[2].question
    assert journal.draft()[0] == "I froze."


def test_a_draft_of_a_template_that_changed_is_text_in_the_editor(
    fake: FakeService, journal: Journal
) -> None:
    del fake
    left = GuidedDraft(template="gone", at=4, answers=("I froze.",))
    journal.save_draft("I froze.", seen=0, guided=left)

    at = press(another_tab(), journal_wording.DRAFT_TAKE)

    assert (at.text_area[0].label, at.text_area[0].value) == (wording.REFLECTION, "I froze.")


def test_clearing_the_page_forgets_the_answers(at: AppTest) -> None:
    at = press(press(answer(at, "I froze."), words.NEXT), wording.CLEAR)

    assert at.text_area[0].value == ""
    assert "I froze" not in repr(at.session_state)
    assert words.START in labels_of(at)


def test_answers_come_after_what_was_written_before() -> None:
    guided = guiding.begun("rolfe", "Before.")
    assert guided is not None

    assert guided.answered("One.").moved(1).answered("Two.").text == "Before.\n\nOne.\n\nTwo."


def test_every_template_is_offered_with_the_quick_path_first() -> None:
    assert next(iter(guiding.ways())) == "rolfe"
    assert {"gibbs", "kolb", "johns", "driscoll", "postvention"} <= set(guiding.ways())


def test_nothing_here_minimises_or_cheers() -> None:
    said = [t for t in vars(guiding_wording).values() if isinstance(t, str)]

    assert not [t for t in said if pattern("cheer").search(t)]
