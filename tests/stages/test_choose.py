"""Strategies fit the writer's situation, and each says which of the writer's words it rests on."""

from typing import Any

import pytest

from assistant.model.screening import Finding
from assistant.model.understanding import Passage, Quote, Retrieval, ThemeScore, Understanding
from assistant.stages.choose import choose
from knowledge.entry import Entry
from knowledge.vocabulary import Approach, Currency, FindingKind, Subject, Theme
from tests.factories import a_finding, an_entry, an_understanding

TEXT = "I could not sleep all night. I keep smelling smoke in my kitchen. My manager wants it by Thursday."


def reading(*themes: Theme, text: str = TEXT, findings: tuple[Finding, ...] = ()) -> Understanding:
    """The first theme shows in the first sentence, the second in the second, and so on."""
    understanding = an_understanding(text, *findings)
    sentences = tuple(
        s.model_copy(update={"themes": themes[n : n + 1]}) for n, s in enumerate(understanding.sentences)
    )
    scores = tuple(
        ThemeScore(theme=t, score=0.9 - n / 10, evidence=(sentences[n].span,)) for n, t in enumerate(themes)
    )
    return understanding.model_copy(update={"themes": scores, "sentences": sentences})


def told_by_the_whole(understanding: Understanding) -> Understanding:
    """The same, but no single sentence shows any theme."""
    sentences = tuple(s.model_copy(update={"themes": ()}) for s in understanding.sentences)
    return understanding.model_copy(update={"sentences": sentences})


def found(*entries: Entry) -> Retrieval:
    passages = tuple(
        Passage(entry=e, quote=Quote(text=e.body[:10], start=0, end=10), score=1.0) for e in entries
    )
    return Retrieval(release="r1", passages=passages, abstained=False)


def shared(id: str = "sup-one", **fields: Any) -> Entry:
    values: dict[str, Any] = {
        "type": "supervision",
        "level": "supervision",
        "audience": "supervisor",
        "when_now": False,
    }
    return an_entry(id, **(values | fields))


def test_what_serves_the_strongest_theme_comes_before_what_was_found_first() -> None:
    second = an_entry("ind-second", themes=(Theme.INTRUSION,), approaches=(Approach.SLEEP,))
    first = an_entry("ind-first", themes=(Theme.AROUSAL,))

    chosen = choose(reading(Theme.AROUSAL, Theme.INTRUSION), found(second, first))

    assert [(s.when, s.entry_id) for s in chosen] == [("now", "ind-first"), ("this_week", "ind-second")]


def test_what_serves_no_theme_that_holds_is_not_offered() -> None:
    far = an_entry("ind-far", themes=(Theme.GROWTH,))

    assert choose(reading(Theme.AROUSAL), found(far)) == ()
    assert choose(reading(), found(far)) == ()


def test_the_reason_quotes_the_words_that_show_the_theme() -> None:
    entry = an_entry(themes=(Theme.INTRUSION,))

    strategy = choose(reading(Theme.AROUSAL, Theme.INTRUSION), found(entry))[0]

    assert strategy.why == "For the next hour, because you wrote “I keep smelling smoke in my kitchen”."
    assert strategy.why_evidence[0].of(TEXT) == "I keep smelling smoke in my kitchen"


def test_where_no_sentence_shows_the_theme_none_is_quoted_as_if_it_did() -> None:
    strategy = choose(told_by_the_whole(reading(Theme.AROUSAL)), found(an_entry(themes=(Theme.AROUSAL,))))[0]

    assert strategy.why == "For the next hour, in case the body stays on alert."


def test_after_a_death_the_reason_claims_no_theme() -> None:
    finding = a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT)
    entry = an_entry(approaches=(Approach.MOURNING_RITUAL,))

    strategy = choose(reading(findings=(finding,)), found(entry))[0]

    assert "in case" not in strategy.why
    assert strategy.why_evidence[0].of(TEXT) in strategy.why


def test_three_reasons_do_not_rest_on_the_same_words_where_there_are_others() -> None:
    finding = a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT)
    mourning = (Approach.MOURNING_RITUAL,)
    entries = (
        an_entry("ind-a", approaches=mourning),
        an_entry("ind-b", approaches=mourning),
        shared(approaches=mourning),
    )

    quotes = [s.why_evidence for s in choose(reading(findings=(finding,)), found(*entries))]

    assert len(set(quotes)) == len(quotes) == 3


def test_what_has_no_reason_of_its_own_is_not_offered_unless_others_share_it() -> None:
    first = an_entry("ind-a", themes=(Theme.AROUSAL,))
    second = an_entry("ind-b", themes=(Theme.AROUSAL,), approaches=(Approach.SLEEP,))
    together = shared(themes=(Theme.AROUSAL,), approaches=(Approach.SUPERVISION,))

    offered = choose(reading(Theme.AROUSAL), found(first, second, together))

    assert [(s.entry_id, s.why) for s in offered] == [
        ("ind-a", "For the next hour, because you wrote “I could not sleep all night”."),
        ("sup-one", "To raise with someone who can share it, so that it is not yours alone."),
    ]


def test_another_reason_comes_before_the_same_one_again() -> None:
    first = an_entry("ind-a", themes=(Theme.AROUSAL,))
    again = shared("sup-again", themes=(Theme.AROUSAL,), approaches=(Approach.SUPERVISION,))
    other = shared("sup-other", themes=(Theme.INTRUSION,), approaches=(Approach.SUPERVISION,))

    offered = choose(reading(Theme.AROUSAL, Theme.INTRUSION), found(first, again, other))

    assert [s.entry_id for s in offered] == ["ind-a", "sup-other"]
    assert "“I keep smelling smoke in my kitchen”" in offered[1].why


def test_the_same_help_is_not_offered_twice() -> None:
    themes = (Theme.AROUSAL, Theme.INTRUSION)
    entries = (an_entry("ind-a", themes=themes[:1]), an_entry("ind-b", themes=themes[1:]))

    assert [s.entry_id for s in choose(reading(*themes), found(*entries))] == ["ind-a"]


def test_who_tells_of_danger_is_offered_what_it_calls_for_before_what_serves_a_theme() -> None:
    entries = [
        shared("sup-sit-with-impact", themes=(Theme.SELF_DOUBT,), approaches=(Approach.SUPERVISION,)),
        an_entry("ind-risk-handed-over", themes=(Theme.ISOLATION,), approaches=(Approach.PEER_SUPPORT,)),
        an_entry("ind-rest", themes=(Theme.AROUSAL,)),
    ]
    danger = a_finding(kind=FindingKind.SUICIDALITY, subject=Subject.CLIENT, start=29, end=64)

    def offered(*themes: Theme, findings: tuple[Finding, ...]) -> list[str]:
        return [s.entry_id for s in choose(reading(*themes, findings=findings), found(*entries))]

    assert offered(findings=()) == []
    assert offered(findings=(danger,)) == ["ind-risk-handed-over", "sup-sit-with-impact"]
    assert offered(findings=(danger.model_copy(update={"subject": Subject.SELF}),)) == []
    assert offered(Theme.AROUSAL, findings=(danger,)) == [
        "ind-risk-handed-over",
        "ind-rest",
        "sup-sit-with-impact",
    ]


def test_nobody_is_sent_to_the_supervisor_who_did_it() -> None:
    entries = (
        shared("sup-one", themes=(Theme.AROUSAL,)),
        shared("team-one", level="team", themes=(Theme.AROUSAL,)),
    )
    harmed = a_finding(kind=FindingKind.SUPERVISOR_CONCERN, subject=Subject.OTHER)

    def offered(*findings: Finding) -> list[str]:
        return [s.entry_id for s in choose(reading(Theme.AROUSAL, findings=findings), found(*entries))]

    assert offered() == ["sup-one"]
    assert offered(harmed) == ["team-one"]
    assert offered(harmed.model_copy(update={"currency": Currency.PAST})) == ["sup-one"]


def test_after_a_reason_of_another_kind_what_an_entry_is_for_is_told_again() -> None:
    entries = (
        an_entry("ind-a", themes=(Theme.AROUSAL,)),
        an_entry("ind-b", themes=(Theme.INTRUSION,), approaches=(Approach.SLEEP,)),
        shared(themes=(Theme.AROUSAL,), approaches=(Approach.SUPERVISION,)),
    )

    *_, last = choose(reading(Theme.AROUSAL, Theme.INTRUSION), found(*entries))

    assert last.when == "supervision"
    assert "the body stays on alert" in last.why


def misfits(retrieval: Retrieval, *ids: str) -> Retrieval:
    """The same, where readers would say of these that they miss."""
    passages = (p.model_copy(update={"fit": -1.0 if p.entry.id in ids else 1.0}) for p in retrieval.passages)
    return retrieval.model_copy(update={"passages": tuple(passages)})


def test_what_readers_would_say_misses_is_not_offered_and_the_better_fit_comes_first() -> None:
    first = an_entry("ind-first", themes=(Theme.AROUSAL,))
    second = an_entry("ind-second", themes=(Theme.AROUSAL,), approaches=(Approach.SLEEP,))
    offered = misfits(found(first, second), "ind-first")

    assert [s.entry_id for s in choose(reading(Theme.AROUSAL), offered)] == ["ind-second"]
    assert choose(reading(Theme.AROUSAL), misfits(found(first), "ind-first")) == ()


def test_a_cause_at_work_is_shared_although_nothing_that_is_shared_fits_well() -> None:
    alone = an_entry("ind-alone", themes=(Theme.WORKLOAD,))
    together = shared(themes=(Theme.WORKLOAD,), approaches=(Approach.SUPERVISION,))
    offered = misfits(found(alone, together), together.id)

    assert [s.entry_id for s in choose(reading(Theme.WORKLOAD), offered)] == ["ind-alone", together.id]
    assert choose(reading(Theme.WORKLOAD), misfits(offered, together.id, "ind-alone")) == ()


@pytest.mark.parametrize("theme", [Theme.WORKLOAD, Theme.MORAL_DISTRESS])
def test_a_cause_at_work_is_never_answered_by_an_individual_tip_alone(theme: Theme) -> None:
    tip = an_entry(themes=(theme,))

    assert choose(reading(theme), found(tip)) == ()
    assert {
        s.when
        for s in choose(
            reading(theme), found(tip, shared(themes=(theme,), approaches=(Approach.SUPERVISION,)))
        )
    } == {
        "now",
        "supervision",
    }


def test_a_death_that_is_not_called_a_suicide_is_mourned_and_nothing_is_offered_twice() -> None:
    finding = a_finding(kind=FindingKind.CLIENT_DEATH, subject=Subject.CLIENT)
    suicide = an_entry("ind-suicide-first-week", approaches=(Approach.AFTER_CLIENT_SUICIDE,))
    mourning = an_entry("ind-mourn", approaches=(Approach.MOURNING_RITUAL,))

    def offered(text: str) -> list[str]:
        return [s.entry_id for s in choose(reading(text=text, findings=(finding,)), found(mourning, suicide))]

    assert offered("We lost him on Sunday. I sat there.") == ["ind-mourn"]
    assert offered("He hanged himself on Sunday. I sat there.") == ["ind-suicide-first-week", "ind-mourn"]


def test_what_others_share_is_offered_where_only_the_whole_text_tells_of_it() -> None:
    tip = an_entry("ind-a", themes=(Theme.AROUSAL,))
    together = shared(themes=(Theme.WORKLOAD,), approaches=(Approach.SUPERVISION,))
    understanding = told_by_the_whole(reading(Theme.AROUSAL, Theme.WORKLOAD))

    offered = choose(understanding, found(tip, together))

    assert [s.entry_id for s in offered] == ["ind-a", "sup-one"]
    assert (
        offered[1].why
        == "To raise with someone who can share it, in case there is more work than fits the day."
    )


def test_what_a_finding_calls_for_rests_on_what_was_found() -> None:
    text = "She wants to be dead tonight. I had toast. My manager wants it by Thursday."
    finding = a_finding(kind=FindingKind.SUICIDALITY, subject=Subject.CLIENT, start=0, end=28)
    entries = (
        an_entry("ind-risk-handed-over", themes=(Theme.ISOLATION,)),
        shared("sup-sit-with-impact", themes=(Theme.SELF_DOUBT,)),
    )

    offered = choose(reading(text=text, findings=(finding,)), found(*entries))

    assert [s.why for s in offered] == [
        "Once what cannot wait is done, because you wrote “She wants to be dead tonight”.",
        "To raise with someone who can share it, so that it is not yours alone.",
    ]


def test_behind_a_card_the_first_step_comes_after_what_cannot_wait_or_goes_with_it() -> None:
    text = "She wants to be dead tonight. I had toast. My manager wants it by Thursday."
    finding = a_finding(kind=FindingKind.SUICIDALITY, subject=Subject.CLIENT, start=0, end=28)

    def when(type: str) -> str:
        entry = an_entry("ind-risk-handed-over", type=type)
        return choose(reading(text=text, findings=(finding,)), found(entry))[0].why.partition(",")[0]

    assert when("practice") == "Once what cannot wait is done"
    assert when("safety") == "Together with what the card says"


def test_what_somebody_else_would_do_says_how_to_ask_for_it() -> None:
    entry = shared(themes=(Theme.AROUSAL,), ask="Could we begin with how I am?")

    assert [s.ask for s in choose(reading(Theme.AROUSAL), found(entry))] == ["Could we begin with how I am?"]


def test_a_long_sentence_that_was_found_is_not_stood_for_by_a_scrap_of_it() -> None:
    text = (
        "He asked the practical questions, driving and the power of attorney, then at the door with his hat on, quite "
        "gently, whether we knew of anywhere that would take the two of them at once. I had toast."
    )
    finding = a_finding(
        kind=FindingKind.SUICIDALITY, subject=Subject.CLIENT, start=0, end=text.index(" I had") - 1
    )

    offered = choose(reading(text=text, findings=(finding,)), found(an_entry("ind-risk-handed-over")))

    assert [s.why for s in offered] == ["Once what cannot wait is done."]
