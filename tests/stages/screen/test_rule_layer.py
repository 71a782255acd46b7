"""Whose, when and how meant: what the rule layer tells apart."""

import pytest

from assistant.stages.screen.clauses import Text
from knowledge.collection import load_rules
from knowledge.vocabulary import Currency, Subject

RULES = load_rules()
EXAMPLES = [(rule, text) for rule in RULES.rules for text in rule.examples]
NEAR_MISSES = [(rule, text) for rule in RULES.rules for text in rule.near_misses]


def is_figure_of_speech(rule) -> bool:
    return rule.currency not in (None, Currency.CURRENT)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=lambda x: getattr(x, "id", x))
def test_every_example_of_a_rule_is_noticed(rule, text, notice):
    own = [f for f in notice(text) if f.rule == rule.id]

    assert any(is_figure_of_speech(rule) or f.currency is Currency.CURRENT for f in own)


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES, ids=lambda x: getattr(x, "id", x))
def test_no_near_miss_of_a_rule_is_a_current_finding(rule, text, notice):
    own = [f for f in notice(text) if f.rule == rule.id]

    assert not any(is_figure_of_speech(rule) or f.currency is Currency.CURRENT for f in own)


@pytest.mark.parametrize(
    ("cue", "text"), [(c, t) for c in RULES.cues for t in c.examples], ids=lambda x: getattr(x, "id", x)
)
def test_every_example_of_a_cue_holds_it(cue, text, parser, compiled):
    lines = Text(parser.parse(text), compiled.words).lines

    assert any(
        c.id == cue.id for line in lines for p, c in compiled.cue_readers_of(line) for _ in line.find(p)
    )


@pytest.mark.parametrize(
    ("text", "words", "subject", "currency"),
    [
        ("I ran the group. I want to die.", "I want to die", "self", "current"),
        ("Clt in bits today. Wants to die.", "Wants to die", "client", "current"),
        ("Home, shoes on. Want to die.", "Want to die", "self", "current"),
        ("She said she wants to die.", "she wants to die", "client", "current"),
        ("My sister told me she wants to die.", "she wants to die", "other", "current"),
        ("[CLIENT-1] wants to kill herself.", "[CLIENT-1] wants to kill herself", "client", "current"),
        ('He said "I want to die" and looked away.', '"I want to die', "client", "current"),
        ("Clt A: SI with plan.", "Clt A: SI with plan", "client", "current"),
        ("Own SI, plan made.", "Own SI, plan made", "self", "current"),
        ("I don't want to die.", "I don't want to die", "self", "denied"),
        ("She denies SI.", "She denies SI", "client", "denied"),
        ("SI: none.", "none", "client", "denied"),
        ("Years ago, in grad school, I was suicidal.", "I was suicidal", "self", "past"),
        ("In the film he kills himself.", "he kills himself", "client", "hypothetical"),
        ("This caseload is killing me.", "This caseload is killing me", "self", "hypothetical"),
    ],
)
def test_whose_it_is_and_when(text, words, subject, currency, notice):
    found = [f for f in notice(text) if f.kind == "suicidality"]

    assert found, text
    assert {(f.subject, f.currency) for f in found} == {(Subject(subject), Currency(currency))}
    assert any(words in text[f.start : f.end] or text[f.start : f.end] in text for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "I cut the session short and cut him off.",
        "I bled the radiator.",
        "I want to disappear into a good book.",
        "If I hear one more grooming story I'm opening a bakery.",
        "I felt nothing. That scares me more.",
        "Jaw clamped, shoulders up by my ears since the 2pm.",
        "Chest tight during her story, gone after.",
    ],
)
def test_ordinary_words_are_no_finding(text, notice):
    assert not [f for f in notice(text) if f.currency is Currency.CURRENT]


def test_a_denial_that_hopelessness_follows_is_asked_about(notice):
    found = notice("I'm not suicidal or anything, I just don't see the point of any of it.")

    assert ("current", "unclear") in {(f.currency, f.certainty) for f in found if f.subject is Subject.SELF}


def test_humour_does_not_cancel(notice):
    found = notice("I'd be better off dead than facing that review board, ha.")

    assert [(f.subject, f.currency) for f in found] == [("self", "current")]


def test_two_negations_affirm(notice):
    found = notice("I can see no reason not to kill myself.")

    assert "current" in {f.currency for f in found}


def test_the_reason_names_the_words_and_whose_they_are(notice):
    (finding,) = [f for f in notice("Clt said she wants to die.") if f.rule == "suicidality.wish_to_die"]

    assert "“wants to die”" in finding.reason
    assert "a client's" in finding.reason
    assert finding.reason.endswith(".")


def test_violence_that_is_near_is_danger_now(notice):
    found = notice("He is outside my house right now.")

    assert any(f.danger_now for f in found)


def test_violence_long_ago_is_no_danger_now(notice):
    found = notice("My first husband hit me, years ago.")

    assert not any(f.danger_now for f in found)
