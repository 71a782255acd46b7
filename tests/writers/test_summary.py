"""The summary tells what cannot wait and what matters, each sentence with what it leans on, in the writer's own words."""

from assistant.composing import _with_guided
from assistant.fixed_checks import reason
from assistant.model.debrief import Draft, ModelUse, Statement
from assistant.model.screening import Finding
from assistant.model.text import Span
from assistant.model.understanding import Understanding
from assistant.writers.model import ProvenDraft
from assistant.writers.noticed import is_noticed, noticed
from assistant.writers.wording import introduced
from knowledge.vocabulary import Check, Facet, FindingKind, Subject
from tests.factories import a_finding, a_span, an_understanding
from tests.writers.test_guided import QUOTED, drafted


def test_a_text_with_one_own_sentence_still_has_two_faithful_ones() -> None:
    text = "He told me himself and wept. He had ironed her best coat. I picked up the phone."
    understanding = an_understanding(text)
    sentences = tuple(
        s.model_copy(update={"experiencer": Subject.CLIENT, "facet": Facet.EVENT}) if n < 2 else s
        for n, s in enumerate(understanding.sentences)
    )

    told = [s.text for s in drafted(understanding.model_copy(update={"sentences": sentences})).summary]

    assert told == [
        "He told you himself and wept.",
        "He had ironed her best coat.",
        "You picked up the phone.",
    ]


def test_a_sentence_that_leans_on_the_one_before_is_told_with_it() -> None:
    text = (
        "The van was late. He left his book open on my radiator to dry. I put it back at the same angle. "
        "The bins are full. The rota is out."
    )

    told = [s.text for s in drafted(text).summary]

    assert told.index("You put it back at the same angle.") == 1 + told.index(
        "He left his book open on your radiator to dry."
    )


def test_what_cannot_wait_is_told_even_where_the_writer_is_not_in_it() -> None:
    text = (
        "The baby has four round marks on one arm. I was ashamed and I cried in the car. I could not eat or sleep. "
        "I was shaking all night. The bins were full. The van was late. The gate stuck. I need a week off. I miss my old team."
    )
    finding = a_finding(kind=FindingKind.ABUSE_CONCERN, subject=Subject.CLIENT, start=0, end=40)

    told = [s.text for s in drafted(an_understanding(text, finding)).summary]

    assert told == [
        "The baby has four round marks on one arm.",
        "You were ashamed and you cried in the car.",
        "You were shaking all night.",
        "You need a week off.",
        "You miss your old team.",
    ]


def acting(text: str, word: str, *findings: Finding) -> Understanding:
    """A reading in which only the sentence with this word tells of something done."""
    understanding = an_understanding(text, *findings)
    sentences = tuple(
        s.model_copy(update={"facet": Facet.ACTION_TAKEN if word in s.span.of(text) else Facet.EVENT})
        for s in understanding.sentences
    )
    return understanding.model_copy(update={"sentences": sentences})


def a_concern(text: str, words: str) -> Finding:
    at = a_span(text, words)
    return a_finding(kind=FindingKind.ABUSE_CONCERN, subject=Subject.CLIENT, start=at.start, end=at.end)


def test_what_was_done_about_what_cannot_wait_is_told_with_it() -> None:
    text = (
        "The bins were full. The baby has four round marks on one arm. The kettle was on. I rang the duty line at two. "
        "I was ashamed and I cried in the car. I was shaking all night. I could not eat. I need a week off. I miss my old team."
    )
    concern = a_concern(text, "The baby has four round marks on one arm")

    def told(*findings: Finding) -> list[str]:
        return [s.text for s in drafted(acting(text, "rang", *findings)).summary]

    assert "You rang the duty line at two." in told(concern)
    assert "You rang the duty line at two." not in told()


def test_a_text_no_longer_than_a_summary_is_told_to_its_end() -> None:
    text = "I look for his jacket. It is not his jacket. I go in late. I do three hours on a fence. It matters, this fence. It was a mercy."

    assert [s.text for s in drafted(text).summary] == [
        "You look for his jacket.",
        "It is not his jacket.",
        "You go in late.",
        "You do three hours on a fence.",
        "It matters, this fence.",
        "It was a mercy.",
    ]


def test_a_scrap_of_a_few_words_that_tells_little_is_left_out_beside_other_sentences() -> None:
    def told(text: str) -> list[str]:
        return [s.text for s in drafted(text).summary]

    assert told(
        "I sat with her mother. I rang the team. Home, dog, couch. I drove slowly. I went in late."
    ) == [
        "You sat with her mother.",
        "You rang the team.",
        "You drove slowly.",
        "You went in late.",
    ]
    assert told("Home, dog, couch. I sat with her mother.") == [
        "You wrote: “Home, dog, couch”.",
        "You sat with her mother.",
    ]


def test_what_cannot_wait_and_may_not_be_repeated_is_said_to_have_been_noticed() -> None:
    text = "There was blood on his collar and a burn on each wrist. I fitted the stairgate. I was ashamed all evening."
    finding = a_finding(kind=FindingKind.ABUSE_CONCERN, subject=Subject.CLIENT, start=0, end=55)
    understanding = an_understanding(text, finding)

    first = drafted(understanding).summary[0]

    assert first == noticed(finding)
    assert is_noticed(first, understanding.screening.findings)
    assert not is_noticed(first, [finding.model_copy(update={"currency": "past"})])
    assert not is_noticed(first.model_copy(update={"evidence": (a_span(text, "I was ashamed"),)}), [finding])
    assert not any("blood" in s.text or "burn" in s.text for s in drafted(understanding).summary)


def test_what_cannot_wait_is_told_however_long_its_sentence_is() -> None:
    long = (
        "My own back is a story, since June I take the tablets of my brother-in-law, first at night and now before each list, and "
        "on Wednesday I let a man slide from the parallel bars because I was looking at the wall so peacefully."
    )
    text = f"{long} The van was late. I went home by bus."
    finding = a_finding(kind=FindingKind.IMPAIRMENT, start=0, end=len(long))

    first = drafted(an_understanding(text, finding)).summary[0].text

    assert first.startswith(
        "Your own back is a story, since June you take the tablets of your brother-in-law"
    )


def test_of_a_sentence_that_is_not_told_no_scrap_is_quoted() -> None:
    text = "The last one was a mum with blood on her coat, talked down, services with her, fine. I drove home at six. I could not eat."

    assert not any("services with her" in s.text for s in drafted(text).summary)


def test_nothing_is_said_to_have_held_where_something_cannot_wait() -> None:
    text = "At seven I take two of the blue ones and drive. I held it together in the van. I went home late."
    doing = a_finding(kind=FindingKind.IMPAIRMENT, start=0, end=47)

    told = [s.text for s in drafted(an_understanding(text, doing)).summary]

    assert "You held it together in the van." in told
    assert any("held, in your words" in s.text or "what was good" in s.text for s in drafted(text).summary)
    assert not any("held, in your words" in s or "what was good" in s for s in told)


def test_what_writers_call_themselves_stays_their_own_word() -> None:
    told = [
        s.text
        for s in drafted("I said same time next week, like an idiot. I drove home. I could not eat.").summary
    ]

    assert not any("idiot" in QUOTED.sub("", s) for s in told)
    assert any("“I said same time next week, like an idiot”" in s for s in told)


def test_something_that_held_is_named_as_such() -> None:
    told = drafted(
        "He shouted at me for an hour. I was tired and cold. I held it together in the room."
    ).summary

    assert any("“I held it together in the room”" in s.text and s.text[0] != "“" for s in told)
    assert not any(s.text == "You held it together in the room." for s in told)


def test_a_good_word_that_is_denied_is_no_strength() -> None:
    for denied in ("I was not proud of it.", "My hands weren't steady.", "I couldn’t feel proud."):
        told = drafted(f"{denied} I was tired and cold. I went home late.").summary

        assert not any("held" in s.text or "good" in s.text for s in told), denied


def test_the_first_quote_is_introduced_and_no_other() -> None:
    told = [s.text for s in drafted("We left late. We said little. We lost him in June.").summary]

    assert told == ["You wrote: “We left late”.", "“We said little”.", "“We lost him in June”."]


def test_what_somebody_said_is_quoted_together_with_who_said_it() -> None:
    text = (
        'Manager wants me to do a "restorative conversation" Tuesday and asked could I not put it on the system. '
        "I went home."
    )

    told = [s.text for s in drafted(text).summary]

    assert told[0] == (
        "You wrote: “Manager wants me to do a 'restorative conversation' Tuesday and asked could I not put it on the system”."
    )


def test_a_question_that_is_quoted_keeps_its_mark() -> None:
    told = [
        s.text for s in drafted("I read them the letter. Did I do harm with my face? I went home.").summary
    ]

    assert any(t.endswith("“Did I do harm with my face?”") for t in told)


def test_a_sentence_that_opens_with_somebodys_words_is_not_introduced_as_the_writers() -> None:
    told = [
        s.text
        for s in drafted("“Leave him alone,” she told the nurse. I went home. I could not eat.").summary
    ]

    assert not any(t.startswith("You wrote: “Leave him alone") for t in told)


def test_a_quote_behind_a_sentence_about_others_is_introduced() -> None:
    said = [
        Statement(text=t, evidence=(Span(start=0, end=4),))
        for t in ("He never came.", "“We lost him in June”.", "“We sat there”.", "You went home.", "“No”.")
    ]

    assert [s.text for s in introduced(said)] == [
        "He never came.",
        "You wrote: “We lost him in June”.",
        "“We sat there”.",
        "You went home.",
        "“No”.",
    ]


def test_what_was_done_is_told_with_what_it_leans_on() -> None:
    text = (
        "The bins were full. The baby has four round marks on one arm. Mum was holding a phone. I took it off her. "
        "I was ashamed and I cried in the car. I was shaking all night. I could not eat. I need a week off. I miss my old team."
    )
    concern = a_concern(text, "The baby has four round marks on one arm")

    told = [s.text for s in drafted(acting(text, "took", concern)).summary]

    assert told.index("You took it off her.") == 1 + told.index("Mum was holding a phone.")


def test_beside_a_models_sentences_each_guided_quote_says_whose_it_is_and_theirs_stay_as_proved() -> None:
    def a_draft(writer: str, told: dict[int, str]) -> Draft:
        said = tuple(
            Statement(text=text, evidence=(Span(start=at, end=at + 2),)) for at, text in told.items()
        )
        return Draft(writer=writer, summary=said, strategies=(), supervision=())

    of_model = a_draft("model", {0: "“She wept”."})
    guided = a_draft("guided", {10: "You wrote: “Two of us stayed”.", 20: "“We lost him in June”."})
    proven = ProvenDraft(of_model, (reason(Check.EVIDENCE),) * 2, 0, (), ModelUse.model_construct())

    assert [s.text for s in _with_guided(proven, guided).summary] == [
        "“She wept”.",
        "You wrote: “Two of us stayed”.",
        "You wrote: “We lost him in June”.",
    ]
