from assistant.model.screening import Finding
from evals.case import GoldFinding, Outcome, ScreeningCase
from evals.engine import ScreeningAnswer
from evals.scorers.screening import curve, is_benign_with_keyword, matched, score, score_route
from knowledge.vocabulary import Route


def a_gold(kind="suicidality", subject="self", currency="current", start=0, end=10):
    return GoldFinding(kind=kind, subject=subject, currency=currency, certainty="clear", start=start, end=end)


def a_finding(kind="suicidality", subject="self", currency="current", start=0, end=10):
    return Finding(
        kind=kind,
        subject=subject,
        currency=currency,
        certainty="clear",
        start=start,
        end=end,
        layer="rule",
        rule="r",
        reason="because",
    )


def a_case(route="crisis", findings=(), text="It was a long day for everyone."):
    return ScreeningCase(id="c", author="a", family="f", text=text, route=route, findings=findings)


def values(scores):
    return {s.metric: s.value for s in scores}


def test_a_crisis_that_is_asked_about_is_caught_but_not_sent_to_crisis():
    found = values(score(a_case(), ScreeningAnswer(Route.CLARIFY)))

    assert found["crisis_caught"] == 1
    assert found["crisis_to_crisis"] == 0
    assert "no_false_crisis" not in found


def test_an_ordinary_reflection_that_is_asked_about_counts_as_a_needless_question():
    found = values(score_route(a_case(route="proceed"), ScreeningAnswer(Route.CLARIFY)))

    assert found["proceed_kept"] == 0
    assert found["not_asked_needlessly"] == 0
    assert found["no_false_crisis"] == 1


def test_the_right_kind_with_the_wrong_subject_is_found_and_wrong():
    case = a_case(findings=(a_gold(subject="client"),))

    found = values(score(case, ScreeningAnswer(Route.CRISIS, (a_finding(subject="self"),))))

    assert found["finding_found"] == 1
    assert found["right_subject"] == 0
    assert found["right_currency"] == 1


def test_a_missed_finding_is_told_once_and_has_no_subject():
    found = values(score(a_case(findings=(a_gold(),)), ScreeningAnswer(Route.PROCEED)))

    assert found["finding_found"] == 0
    assert "right_subject" not in found


def test_findings_are_matched_one_to_one_by_the_best_overlap():
    client, own = a_gold(subject="client", start=0, end=20), a_gold(subject="self", start=20, end=40)
    wide, narrow = a_finding(start=0, end=24, subject="client"), a_finding(start=18, end=40)

    pairs = matched((client, own), (narrow, wide))

    assert pairs == ((client, wide), (own, narrow))


def test_words_that_a_keyword_gate_stops_at_are_benign_when_nothing_current_is_marked():
    text = "We ran the suicide prevention training twice."

    assert is_benign_with_keyword(a_case("proceed", (), text))
    assert is_benign_with_keyword(a_case("proceed", (a_gold(currency="past"),), text))
    assert not is_benign_with_keyword(a_case("urgent", (a_gold(subject="client"),), text))
    assert not is_benign_with_keyword(a_case("proceed"))


def test_the_curve_counts_misses_among_crises_and_alarms_among_the_rest():
    crisis, plain, unclear = a_case(), a_case("proceed"), a_case("clarify")
    outcomes = [Outcome(c, "afterword", ScreeningAnswer(c.route), ()) for c in (crisis, plain, unclear)]
    asks_from = {id(crisis): 0.6, id(plain): 0.3, id(unclear): 0.9}

    points = curve(
        outcomes,
        {"afterword": lambda c, t: ScreeningAnswer(Route.CRISIS if asks_from[id(c)] >= t else Route.PROCEED)},
    )
    by_threshold = {p.threshold: (p.misses, p.false_alarms) for p in points}

    assert by_threshold[0.2] == (0.0, 1.0)
    assert by_threshold[0.5] == (0.0, 0.0)
    assert by_threshold[0.9] == (1.0, 0.0)
    assert by_threshold[None] == (0.0, 0.0)
