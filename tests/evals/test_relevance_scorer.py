"""The relevance scorer tells what serves an author's theme from what only looks as if it did."""

from typing import Any

import pytest

from assistant.model.debrief import Debrief, Statement, SupervisionQuestion, Withheld
from assistant.model.text import Span
from evals.case import GoldFinding, ThemesCase
from evals.scorers import relevance
from knowledge.entry import Entry
from knowledge.question import Question
from knowledge.vocabulary import Currency, FindingKind, Subject, Theme
from tests.factories import a_finding, a_span, an_entry
from tests.ui.factories import a_strategy

TEXT = "I lie awake until four. I bought her a burrito."
AWAKE, BURRITO = a_span(TEXT, "I lie awake until four"), a_span(TEXT, "I bought her a burrito")
QUESTION = Question(
    id="arousal-01",
    themes=(Theme.AROUSAL,),
    function="restorative",
    lens="clinician",
    text="What is your body doing around $quote?",
    anchor=True,
    facets=("body",),
)
ENTRIES: dict[str, Entry] = {
    "ind-sleep": an_entry("ind-sleep", themes=(Theme.AROUSAL,)),
    "ind-load": an_entry("ind-load", themes=(Theme.WORKLOAD,)),
}


def case(*themes: Theme) -> ThemesCase:
    sentences: list[dict[str, Any]] = [
        {
            "start": s.start,
            "end": s.end,
            "facet": "body",
            "experiencer": "self",
            "intensity": 1,
            "themes": shown,
        }
        for s, shown in ((AWAKE, themes), (BURRITO, ()))
    ]
    return ThemesCase.model_validate(
        {"id": "c", "author": "a", "family": "a-f", "text": TEXT, "themes": themes, "sentences": sentences}
    )


def debrief(entry_id: str, words: Span, text: str = TEXT) -> Debrief:
    quote = f"“{words.of(TEXT)}”"
    return Debrief(
        text=text,
        route="proceed",
        summary=(Statement(text="You lie awake until four.", evidence=(words,)),),
        strategies=(a_strategy(entry_id=entry_id, why=f"You wrote {quote}.", why_evidence=(words,)),),
        supervision=(
            SupervisionQuestion(
                question=QUESTION.text.replace("$quote", quote),
                function="restorative",
                lens="clinician",
                evidence=(words,),
            ),
        ),
    )


def values(answer: Debrief | Withheld, of: ThemesCase) -> dict[str, float | None]:
    return {s.metric: s.value for s in relevance.score(of, answer, ENTRIES, (QUESTION,))}


def test_what_serves_and_quotes_the_theme_is_right_throughout() -> None:
    assert values(debrief("ind-sleep", AWAKE), case(Theme.AROUSAL)) == {
        "strategy_serves_theme": 1,
        "question_fits_theme": 1,
        "reason_shows_theme": 1,
        "quoted_words_show_theme": 1,
        "summary_tells_a_theme": 1,
    }


def test_a_strategy_for_another_theme_serves_none() -> None:
    assert values(debrief("ind-load", AWAKE), case(Theme.AROUSAL))["strategy_serves_theme"] == 0


@pytest.mark.parametrize("metric", ["reason_shows_theme", "quoted_words_show_theme", "summary_tells_a_theme"])
def test_words_of_a_sentence_that_shows_nothing_are_no_reason(metric: str) -> None:
    assert values(debrief("ind-sleep", BURRITO), case(Theme.AROUSAL))[metric] == 0


def test_any_strategy_is_needless_where_no_theme_holds() -> None:
    assert values(debrief("ind-sleep", AWAKE), case())["nothing_offered_needlessly"] == 0


def test_of_single_words_nothing_is_told_where_a_name_was_masked() -> None:
    told = values(debrief("ind-sleep", AWAKE, text="[PERSON-1] and more"), case(Theme.AROUSAL))

    assert set(told) == {"strategy_serves_theme", "question_fits_theme"}


def test_what_was_withheld_offers_nothing() -> None:
    withheld = Withheld(text=TEXT, route="crisis")

    assert values(withheld, case(Theme.AROUSAL)) == {}


@pytest.mark.parametrize(("marked", "right"), [(Currency.CURRENT, 1), (Currency.PAST, 0)])
def test_what_a_finding_calls_for_is_held_against_the_findings_that_an_author_marked(
    marked: Currency, right: int
) -> None:
    found = a_finding(kind=FindingKind.IMPAIRMENT, subject=Subject.SELF)
    offered = debrief("ind-not-fit-today", AWAKE).model_copy(update={"findings": (found,)})
    gold = GoldFinding(
        start=0, end=9, kind=found.kind, subject=found.subject, currency=marked, certainty="clear"
    )

    scores = {s.metric: s.value for s in relevance.score(case(Theme.AROUSAL), offered, ENTRIES, (), (gold,))}

    assert scores["strategy_is_called_for"] == right
    assert "strategy_serves_theme" not in scores
