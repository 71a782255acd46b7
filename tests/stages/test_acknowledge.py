"""What the writer carries is met in fixed words, only where their own sentence names it, and never beside their own doing."""

import pytest

from assistant.fixed_checks import fixed_reasons
from assistant.model.screening import Finding
from assistant.stages.acknowledge import acknowledge
from knowledge.template import load_acknowledgements
from knowledge.vocabulary import FindingKind, Subject
from knowledge.wording import pattern
from tests.factories import a_finding, an_understanding

TIRED = "I am so tired of Mondays. My manager wants the files by Monday."
OF = {one.id: one for one in load_acknowledgements()}
OF_EACH = [(one.id, text) for one in OF.values() for text in one.texts]


def met(text: str, *findings: Finding) -> str | None:
    """The kind of acknowledgement that a text gets."""
    said = acknowledge(an_understanding(text, *findings), "r1")
    return None if said is None else next(one.id for one in OF.values() if said.text in one.texts)


def test_what_a_sentence_names_is_met_and_the_words_rest_on_that_sentence():
    said = acknowledge(an_understanding(TIRED), "r1")

    assert said is not None
    assert said.text in OF["tiredness"].texts
    assert [e.of(TIRED) for e in said.evidence] == ["I am so tired of Mondays."]


def test_the_same_text_and_release_are_met_in_the_same_words_and_other_texts_in_others():
    texts = [
        TIRED.replace("Mondays", f"{word}s") for word in ("Tuesday", "Friday", "form", "bus", "ward", "rota")
    ]
    said = [acknowledge(an_understanding(t), "r1") for t in texts]

    assert said == [acknowledge(an_understanding(t), "r1") for t in texts]
    assert len({s.text for s in said if s}) > 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I felt nothing at all when she cried. We stopped at four.", "numbness"),
        ("I keep hearing the door. It was late.", "returning"),
        ("I have nobody to tell about this. The bus was late.", "alone"),
        ("Nine hours, six falls, no break. The tea was cold.", "overload"),
        ("I snapped at my son over a spoon. He ate his tea.", "home"),
        ("I was proud of the group. We had tea.", "good"),
        ("My bones are tired. The bus came.", "tiredness"),
        ("The bus came at nine. We talked about the rota and had tea.", None),
        ("She is so tired these days. I made tea.", None),
        ("One of them has been jumpy and we worked on his sleep. I made tea.", None),
        ("I told her that she looked exhausted. We had tea.", None),
        ("I was not even tired after it. We had tea.", None),
        ('She said "I am exhausted" and left. I made tea.', None),
        ("I was not proud of the group. We had tea.", None),
        ("I was frightened in the lift. We had tea.", "fear"),
        ("I bought him a Fanta for having frightened him. We had tea.", None),
    ],
)
def test_only_what_writers_say_of_themselves_is_met(text: str, kind: str | None):
    assert met(text) == kind


def test_a_burden_is_met_before_good_news():
    assert met("I was proud of the group. I am so tired.") == "tiredness"


def test_a_sentence_that_asks_something_of_the_tool_is_never_met():
    assert met(TIRED, a_finding(kind=FindingKind.OFF_TOPIC, subject=None, start=0, end=25)) is None


@pytest.mark.parametrize(
    ("finding", "is_met"),
    [
        (a_finding(kind=FindingKind.IMPAIRMENT), False),
        (a_finding(kind=FindingKind.BOUNDARY_CONCERN), False),
        (a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT), False),
        (a_finding(kind=FindingKind.SUICIDALITY), False),
        (a_finding(kind=FindingKind.SUICIDALITY, subject=Subject.CLIENT), False),
        (a_finding(kind=FindingKind.IMPAIRMENT, currency="past"), True),
    ],
)
def test_kind_words_never_stand_beside_what_the_writer_does_or_where_a_card_has_said_it(finding, is_met):
    assert (met(TIRED, finding) is not None) is is_met


def test_every_kind_has_several_sentences_of_its_own():
    assert all(len(one.texts) >= 3 for one in OF.values())
    assert len({text for _, text in OF_EACH}) == len(OF_EACH)


@pytest.mark.parametrize(("kind", "text"), OF_EACH)
def test_an_acknowledgement_is_short_and_neither_advises_nor_diagnoses_nor_cheers(kind: str, text: str):
    assert fixed_reasons(text, "") == [], kind
    assert pattern("cheer").search(text) is None
    assert len(text.split()) <= 22
    assert text.endswith(".")
    assert not any(text.startswith(w) for w in ("You should", "Try ", "At least"))
