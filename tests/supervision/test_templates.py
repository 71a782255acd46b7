"""Guided templates: our own questions, stop anywhere."""

from assistant.supervision.templates import as_reflection, default_template, next_step, template_named
from knowledge.template import load_pattern_questions, load_templates
from knowledge.wording import is_graphic


def test_the_quick_path_is_the_default():
    template = default_template()

    assert template.id == "rolfe"
    assert [s.stage for s in template.steps] == ["What?", "So what?", "Now what?"]


def test_every_template_that_was_promised_is_there():
    assert {t.id for t in load_templates()} == {
        "rolfe", "gibbs", "kolb", "johns", "driscoll", "postvention", "first-supervision", "difficult-supervision",
    }  # fmt: skip


def test_every_question_is_one_breath_and_asks_for_no_detail():
    asked = [s.question for t in load_templates() for s in t.steps] + [
        q.text for q in load_pattern_questions()
    ]

    assert all(q.endswith("?") and q.count("?") == 1 and len(q.split()) <= 30 for q in asked)
    assert not any(
        is_graphic(q) or " why " in f" {q.lower()} " for q in asked if not q.startswith("What do $")
    )
    assert len(set(asked)) == len(asked)


def test_answers_become_a_reflection_and_nothing_else():
    template = default_template()

    assert as_reflection(template, {2: "A walk.", 0: " The phone call. "}) == "The phone call.\n\nA walk."
    assert as_reflection(template, {}) == ""


def test_it_goes_on_where_the_writer_stopped():
    template = default_template()

    assert [next_step(template, a) for a in ({}, {0: "x"}, {0: "x", 1: " "}, {2: "x"})] == [0, 1, 1, None]
    assert template_named("gibbs") is not None
    assert template_named("nothing") is None
