"""Who counts alone, and who overrules whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model.screening import route_of
from assistant.model.text import Span
from assistant.stages.screen.classifier_layer import Quiet
from assistant.stages.screen.combination import combine, merged
from knowledge.collection import load_rules
from knowledge.vocabulary import Certainty, Currency, FindingKind, Route, Subject
from tests.stages.screen.factories import a_finding, a_guess

RULES = {rule.id: rule for rule in load_rules().rules}
IMPRECISE = next(
    rule for rule in RULES.values() if not rule.precise and rule.kind is FindingKind.BOUNDARY_CONCERN
)

PRECISE = next(rule for rule in RULES.values() if rule.precise and rule.kind is FindingKind.ABUSE_CONCERN)


def a_boundary_finding():
    return a_finding(kind=FindingKind.BOUNDARY_CONCERN, rule=IMPRECISE.id)


def test_a_rule_alone_is_enough_for_the_writers_own_risk():
    assert combine([a_finding()], [], RULES) == (a_finding(),)


def test_a_rule_does_not_count_where_the_classifier_sees_next_to_nothing():
    here, elsewhere = (Span(start=0, end=40),), (Span(start=400, end=440),)
    abuse = a_finding(kind=FindingKind.ABUSE_CONCERN, subject=Subject.CLIENT, rule=PRECISE.id)

    assert combine([a_finding()], [], RULES, Quiet(danger=here)) == ()
    assert combine([a_finding()], [], RULES, Quiet(danger=elsewhere, attention=here)) == (a_finding(),)
    assert combine([abuse], [], RULES, Quiet(attention=here)) == ()
    assert combine([abuse], [], RULES, Quiet(danger=here)) == (abuse,)


def test_words_of_self_harm_count_even_where_the_classifier_sees_next_to_nothing():
    cut = a_finding(rule="self_harm.plain")

    about = Quiet(danger=(Span(start=0, end=40),))

    assert combine([cut], [], RULES, about) == (cut,)
    assert combine([a_finding(rule="self_harm.act")], [], RULES, about) == ()


def test_an_unsure_guess_is_enough_for_the_writers_own_risk():
    guess = a_guess(sure=False, certainty=Certainty.UNCLEAR)

    assert combine([], [guess], RULES) == (guess.finding,)


@pytest.mark.parametrize("currency", [Currency.PAST, Currency.DENIED, Currency.HYPOTHETICAL])
def test_an_unsure_guess_that_asks_for_nothing_is_not_told(currency):
    assert combine([], [a_guess(sure=False, currency=currency)], RULES) == ()


def test_a_rule_that_knows_better_overrules_an_unsure_guess():
    idiom = a_finding(currency=Currency.HYPOTHETICAL)

    assert combine([idiom], [a_guess(sure=False)], RULES) == (idiom,)


def test_a_rule_never_overrules_a_sure_guess():
    found = combine([a_finding(currency=Currency.HYPOTHETICAL)], [a_guess(sure=True)], RULES)

    assert [f.currency for f in found] == [Currency.CURRENT]


@pytest.mark.parametrize(
    ("subject", "currency", "certainty"),
    [
        (Subject.OTHER, Currency.HYPOTHETICAL, Certainty.UNCLEAR),
        (Subject.SELF, Currency.HYPOTHETICAL, Certainty.CLEAR),
        (Subject.OTHER, Currency.PAST, Certainty.CLEAR),
    ],
)
def test_where_the_same_words_are_somebodys_in_a_story_a_sure_guess_only_asks(subject, currency, certainty):
    found = combine([a_finding(subject=subject, currency=currency, end=5)], [a_guess(sure=True)], RULES)

    told = {(f.subject, f.currency): f.certainty for f in found}
    assert told[Subject.SELF, Currency.CURRENT] is certainty


def test_a_rule_over_a_few_words_does_not_overrule_a_whole_sentence():
    idiom = a_finding(currency=Currency.HYPOTHETICAL, end=5)

    assert Currency.CURRENT in {f.currency for f in combine([idiom], [a_guess(sure=False)], RULES)}


def test_an_imprecise_rule_needs_the_classifier():
    assert combine([a_boundary_finding()], [], RULES) == ()


def test_an_imprecise_rule_counts_when_the_classifier_holds_it_possible():
    guess = a_guess(sure=False, kind=FindingKind.BOUNDARY_CONCERN)

    assert combine([a_boundary_finding()], [guess], RULES) == (a_boundary_finding(),)


def test_an_unsure_guess_of_another_kind_is_nothing():
    assert combine([], [a_guess(sure=False, kind=FindingKind.IMPAIRMENT)], RULES) == ()


def test_the_same_thing_is_said_once_in_the_rules_words():
    assert merged([a_guess(sure=True).finding, a_finding()]) == (a_finding(),)


def test_the_stronger_currency_is_kept():
    found = merged([a_finding(currency=Currency.DENIED), a_finding(start=5)])

    assert [f.currency for f in found] == [Currency.CURRENT]


findings = st.builds(
    a_finding,
    kind=st.sampled_from(FindingKind),
    subject=st.sampled_from(Subject),
    currency=st.sampled_from(Currency),
    certainty=st.sampled_from(Certainty),
    start=st.integers(0, 50),
    end=st.integers(51, 99),
    danger_now=st.booleans(),
)


@given(st.lists(findings, max_size=5), findings, st.booleans())
def test_adding_a_finding_never_lowers_the_route(some, another, reflects):
    order = list(Route)

    before = route_of(some, reflects=reflects)
    after = route_of([*some, another], reflects=reflects)

    assert order.index(after) <= order.index(before)


@given(st.lists(findings, max_size=6), st.booleans())
def test_saying_things_once_never_lowers_the_route_of_clear_findings(some, reflects):
    clear = [f.model_copy(update={"certainty": Certainty.CLEAR}) for f in some]

    assert route_of(merged(clear), reflects=reflects) is route_of(clear, reflects=reflects)


def test_a_client_who_took_their_life_is_mourned_and_not_at_risk():
    said = {"subject": Subject.CLIENT, "start": 30, "end": 50}
    risk = a_finding(rule="suicidality.kill_oneself", **said)
    death = a_finding(kind=FindingKind.CLIENT_DEATH, rule="client_death.died", **said)
    another = a_finding(subject=Subject.CLIENT, start=90, end=110)

    assert combine([risk, death], [], RULES) == (death,)
    assert combine([risk, death, another], [], RULES) == (death, another)
