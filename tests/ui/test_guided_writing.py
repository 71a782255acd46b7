"""The quick path: one question at a time, stop anywhere, go on later."""

import pytest
from streamlit.testing.v1 import AppTest

from knowledge.template import load_templates
from knowledge.wording import pattern
from ui import guiding, guiding_wording, wording
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
