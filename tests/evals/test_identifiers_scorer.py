import pytest

from assistant.model.text import Redaction, Span
from evals.case import GoldIdentifier, IdentifiersCase
from evals.measured import Measured
from evals.scorers.identifiers import misses_beside_presidio, score, score_spans

TEXT = "Grace Okafor rang from Leeds about Rogers."


def a_case(identifiers=True):
    gold = (
        GoldIdentifier(start=0, end=12, kind="NAME", label="CLIENT"),
        GoldIdentifier(start=23, end=28, kind="PLACE", label="PLACE"),
    )
    decoys = (Span(start=35, end=41),)
    return IdentifiersCase(
        id="c", author="a", family="f", text=TEXT, identifiers=gold if identifiers else (), decoys=decoys
    )


def metrics(scores, name):
    return [s.value for s in scores if s.metric == name]


def test_a_half_masked_name_is_not_covered_and_gives_its_share_of_characters():
    scores = list(score_spans(a_case(), [Span(start=0, end=6), Span(start=23, end=28)]))

    assert metrics(scores, "span_covered") == [0, 1]
    assert metrics(scores, "characters_covered") == [0.5, 1]
    assert metrics(scores, "precision") == [1]


def test_two_touching_spans_cover_a_name_together():
    scores = list(score_spans(a_case(), [Span(start=0, end=6), Span(start=6, end=12)]))

    assert metrics(scores, "span_covered") == [1, 0]


def test_masking_a_theorist_touches_a_decoy_and_costs_precision():
    scores = list(score_spans(a_case(), [Span(start=23, end=28), Span(start=35, end=41)]))

    assert metrics(scores, "decoy_spared") == [0]
    assert metrics(scores, "precision") == [pytest.approx(5 / 11)]


def test_a_text_without_identifiers_must_stay_as_it_is():
    assert metrics(score_spans(a_case(identifiers=False), []), "plain_text_unchanged") == [1]
    assert metrics(
        score_spans(a_case(identifiers=False), [Span(start=0, end=5)]), "plain_text_unchanged"
    ) == [0]


def test_the_label_is_read_from_the_placeholder():
    given = (
        Redaction(start=0, end=12, kind="NAME", placeholder="[CLIENT-1]", score=1),
        Redaction(start=23, end=28, kind="ORG", placeholder="[SCHOOL-1]", score=1),
    )

    scores = list(score(a_case(), given))

    assert metrics(scores, "label_right") == [1, 0]
    assert metrics(scores, "kind_right") == [1, 0]


def test_misses_are_compared_as_a_ratio():
    ours = Measured(metric="span_covered", value=0.95, count=100)
    theirs = Measured(metric="span_covered", value=0.80, count=100, system="stock presidio")

    found = {m.metric: m.value for m in misses_beside_presidio((ours, theirs))}

    assert found["misses_vs_presidio:span_covered"] == pytest.approx(0.25)
    assert found["misses_vs_presidio:decoy_spared"] is None
