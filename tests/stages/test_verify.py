from collections.abc import Mapping, Sequence

import pytest

from assistant.fixed_checks import fixed_reasons, question_reasons
from assistant.model.debrief import Draft, SupervisionQuestion, Verdict
from assistant.model.text import Span
from assistant.ports import Pairing
from assistant.stages.verify import VerifyThresholds, evidence_for, verify, verify_statement
from assistant.writers.noticed import noticed
from knowledge.vocabulary import Check, FindingKind, Function, Lens, Subject
from tests.factories import a_finding, a_parse, a_span, an_understanding

TEXT = "I kept seeing her kitchen all night. My client told me about 3 beatings. I asked for cover on Friday."
THRESHOLDS = VerifyThresholds(supported=0.5)


class Lenient:
    """A judge that lets everything pass, so that the fixed checks show."""

    def judge(self, pairs: Sequence[Pairing]) -> Sequence[Mapping[Check | None, float]]:
        return [{None: 0.99, **dict.fromkeys(Check, 0.001)} for _ in pairs]


class Strict(Lenient):
    """A judge that finds everything told of the wrong person."""

    def judge(self, pairs: Sequence[Pairing]) -> Sequence[Mapping[Check | None, float]]:
        return [{None: 0.1, Check.EXPERIENCER: 0.8, Check.POLARITY: 0.1} for _ in pairs]


class DoubtsOne(Lenient):
    """A judge that doubts the one sentence that it is told to doubt, and only where it stands alone."""

    def __init__(self, doubted: str) -> None:
        self.doubted = doubted

    def judge(self, pairs: Sequence[Pairing]) -> Sequence[Mapping[Check | None, float]]:
        said = {False: Lenient().judge(pairs[:1])[0], True: Strict().judge(pairs[:1])[0]}
        return [said[pair.said == self.doubted] for pair in pairs]


def checked(statement: str, judge: Lenient | None = None) -> Verdict:
    return verify_statement(
        statement,
        against=a_parse(TEXT),
        statement_parse=a_parse(statement),
        judge=judge or Lenient(),
        thresholds=THRESHOLDS,
    )


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("You should ask for more cover.", Check.ADVICE),
        ("Consider taking a day off.", Check.ADVICE),
        ("You have symptoms of PTSD.", Check.DIAGNOSIS),
        ("You felt depressed by it.", Check.DIAGNOSIS),
        ("You said you have PTSD.", Check.DIAGNOSIS),
        ("You kept seeing her kitchen, and sessions are best held outdoors.", Check.ADVICE),
        ("You know you should ask for cover.", Check.ADVICE),
        ("Your client told you about 4 events.", Check.NEW_FACT),
        ("You told [CLIENT-7] to wait.", Check.NEW_FACT),
        ("She was strangled and you kept seeing it.", Check.GRAPHIC),
        ("You wrote “I never want to go back”.", Check.CITATION),
    ],
)
def test_a_fault_that_needs_no_model_is_named(statement: str, check: Check) -> None:
    verdict = checked(statement)

    assert not verdict.supported
    assert check in {r.check for r in verdict.reasons}
    assert verdict.evidence == ()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ('Gráinne said, "I have been diagnosed with PTSD." I went cold.', True),
        ("He has got his PTSD rating. I envied him.", True),
        ("I have PTSD from the fire and I worked on.", False),
    ],
)
def test_a_condition_is_the_writers_only_in_their_own_words(text: str, cut: bool) -> None:
    found = {r.check for r in fixed_reasons("You have PTSD, and you went on.", text)}

    assert (Check.DIAGNOSIS in found) is cut


def test_a_supported_statement_names_the_sentence_that_it_rests_on() -> None:
    verdict = checked("You kept seeing the kitchen.")

    assert verdict.supported
    assert verdict.reasons == ()
    assert a_span(TEXT, "I kept seeing her kitchen all night.") in verdict.evidence


def test_what_the_judge_does_not_support_is_cut_with_its_fault() -> None:
    verdict = checked("You told her about beatings.", Strict())

    assert [r.check for r in verdict.reasons] == [Check.EXPERIENCER]


def test_an_empty_statement_rests_on_nothing() -> None:
    assert not checked("").supported


def test_evidence_lies_where_the_words_are_shared() -> None:
    spans = evidence_for(a_parse("You asked for cover on Friday.").tokens, a_parse(TEXT))

    assert [s.of(TEXT) for s in spans] == ["I asked for cover on Friday."]


def a_question(text: str, evidence: Span) -> SupervisionQuestion:
    return SupervisionQuestion(
        question=text, function=Function.RESTORATIVE, lens=Lens.CLINICIAN, evidence=(evidence,)
    )


@pytest.mark.parametrize(
    ("statement", "is_cut"),
    [
        ("The husband is a narcissist.", True),
        ("The wife calls him a narcissist.", False),
        ("He is, in her word, “a textbook narcissist”.", False),
        ("You have a bipolar client.", False),
    ],
)
@pytest.mark.parametrize("marks", ["'{}'", "“{}”"])
def test_a_condition_that_the_text_only_quotes_is_nobodys_own(
    marks: str, statement: str, *, is_cut: bool
) -> None:
    label = marks.format("a textbook narcissist")
    text = f"She says he's {label}, and I couldn't say otherwise. My bipolar client didn't come."

    found = {r.check for r in fixed_reasons(statement, text)}

    assert (Check.DIAGNOSIS in found) is is_cut


@pytest.mark.parametrize(
    "question",
    [
        "Why did you stay?",
        "Do you think it was too much?",
        "Have you tried breathing?",
        "You should rest.",
        "What does “I drank all night” tell you?",
        "What " + "very " * 30 + "helped?",
        "What helped? And what did not?",
    ],
)
def test_a_question_that_breaks_the_style_is_cut(question: str) -> None:
    assert question_reasons(a_question(question, Span(start=0, end=5)), TEXT)


def test_an_open_question_with_the_writers_words_passes() -> None:
    question = a_question(
        "When “I kept seeing her kitchen” comes round, what steadies you?", Span(start=0, end=25)
    )

    assert question_reasons(question, TEXT) == []


def test_a_question_whose_evidence_does_not_resolve_is_cut() -> None:
    assert question_reasons(a_question("What steadies you?", Span(start=90, end=900)), TEXT)


@pytest.mark.parametrize("false", ["Your client asked for cover.", "You slept well."])
def test_a_true_sentence_never_carries_a_false_one(false: str) -> None:
    told = f"You could not stop seeing her kitchen. {false} You asked to be relieved at the end of the week."

    assert checked(told).supported
    verdict = checked(told, DoubtsOne(false))

    assert [r.check for r in verdict.reasons] == [Check.EXPERIENCER]
    assert verdict.evidence == ()


@pytest.mark.parametrize("found", [True, False])
def test_what_screening_noticed_may_be_said_and_only_where_it_was_noticed(found: bool) -> None:
    finding = a_finding(kind=FindingKind.ABUSE_CONCERN, subject=Subject.CLIENT, start=38, end=70)
    statement = noticed(finding)

    verification = verify(
        Draft(writer="any", summary=(statement,), strategies=(), supervision=()),
        an_understanding(TEXT, *([finding] if found else [])),
        parses={statement.text: a_parse(statement.text)},
        judge=Strict(),
        thresholds=THRESHOLDS,
    )

    assert verification.draft.summary == ((statement,) if found else ())
